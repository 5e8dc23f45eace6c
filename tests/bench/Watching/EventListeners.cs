using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Evaluation.Bench.Watching;

/// <summary>Listeners that read compressed events as fast as they arrive and only count them.</summary>
internal sealed class EventListeners : IDisposable
{
    private const int BufferBytes = 256 << 10;

    /// <summary>The end marker of a flushed piece of a compressed stream.</summary>
    private static ReadOnlySpan<byte> EndOfPiece => [0x00, 0x00, 0xFF, 0xFF];

    private readonly Socket[] _sockets;
    private long _bytes;
    private long _events;

    /// <param name="path">Of the stream.</param>
    /// <param name="listeners">How many.</param>
    public EventListeners(Uri server, string path, int listeners)
    {
        _sockets = [.. Enumerable.Range(0, listeners).Select(_ => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))];
        var request = Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {server.Authority}\r\nAccept: text/event-stream\r\nAccept-Encoding: gzip, deflate, br\r\n\r\n");
        foreach (var socket in _sockets)
        {
            socket.Connect(IPAddress.Loopback, server.Port);
            socket.Send(request);
            _ = ListenAsync(socket);
        }
    }

    public long Bytes => Interlocked.Read(ref _bytes);

    public long Events => Interlocked.Read(ref _events);

    public void Dispose()
    {
        foreach (var socket in _sockets)
            socket.Dispose();
    }

    private async Task ListenAsync(Socket socket)
    {
        var buffer = new byte[BufferBytes];
        try
        {
            while (await socket.ReceiveAsync(buffer) is var received and > 0)
            {
                Interlocked.Add(ref _bytes, received);
                Interlocked.Add(ref _events, buffer.AsSpan(0, received).Count(EndOfPiece));
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // The measurement is over.
        }
    }
}
