using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Evaluation.Tests.Http.Mutations;

/// <summary>A request as bytes, so that head, framing and body can break every rule.</summary>
/// <param name="IsChunked">Whether the body is sent in chunks and not with its length.</param>
public sealed record RawCall(string Method, string Path, IReadOnlyList<string> Headers, string ContentType, byte[] Body, bool IsChunked = false)
{
    private const int ChunkBytes = 200;

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(30);

    /// <summary>The whole request. A changed head or framing is made from it.</summary>
    public byte[] Bytes()
    {
        var head = new StringBuilder($"{Method} {Path} HTTP/1.1\r\nHost: evaluation\r\nConnection: close\r\n");
        foreach (var header in Headers)
            head.Append(header).Append("\r\n");
        if (ContentType.Length > 0)
            head.Append(CultureInfo.InvariantCulture, $"Content-Type: {ContentType}\r\n");
        head.Append(IsChunked ? "Transfer-Encoding: chunked\r\n\r\n" : $"Content-Length: {Body.Length}\r\n\r\n");
        return [.. Encoding.UTF8.GetBytes(head.ToString()), .. IsChunked ? Chunks() : Body];
    }

    /// <summary>Sends bytes. Returns the status, or 0 when the server closes without an answer.</summary>
    /// <param name="mayBreakOff">
    /// True: the server may wait for more bytes. The sending side is closed when an answer begins, or after a moment without one.
    /// </param>
    public static async Task<(int Status, string Answer)> SendAsync(Uri site, IPAddress from, byte[] bytes, bool mayBreakOff)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(from, 0));
        await socket.ConnectAsync(IPAddress.Parse(site.Host), site.Port);
        var answer = new MemoryStream();
        try
        {
            await socket.SendAsync(bytes);
            if (mayBreakOff)
            {
                socket.Poll(Moment, SelectMode.SelectRead);
                socket.Shutdown(SocketShutdown.Send);
            }
            var piece = new byte[16 << 10];
            for (int read; (read = await socket.ReceiveAsync(piece)) > 0;)
                answer.Write(piece, 0, read);
        }
        catch (Exception failure) when (failure is IOException or SocketException)
        {
            // The server may answer and close before it has read everything.
        }
        var text = Encoding.UTF8.GetString(answer.ToArray());
        return (text.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) ? int.Parse(text.AsSpan(9, 3), CultureInfo.InvariantCulture) : 0, text);
    }

    private byte[] Chunks() =>
    [
        .. Body.Chunk(ChunkBytes).SelectMany(chunk => (byte[])[.. Encoding.ASCII.GetBytes(chunk.Length.ToString("x", CultureInfo.InvariantCulture) + "\r\n"), .. chunk, .. "\r\n"u8]),
        .. "0\r\n\r\n"u8,
    ];
}
