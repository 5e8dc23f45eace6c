using System.Buffers.Text;

namespace Evaluation.Bench.Load;

/// <summary>As much of HTTP/1.1 as an answer with a length takes.</summary>
internal static class HttpAnswer
{
    public static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0)
            return false;
        var length = answer[..head].IndexOf("Content-Length: "u8);
        // An answer without a length is none of a ballot; what has come of it is shown as an error.
        return length < 0 || !Utf8Parser.TryParse(answer[(length + "Content-Length: ".Length)..], out int bytes, out _) || answer.Length >= head + 4 + bytes;
    }

    public static bool IsOk(ReadOnlySpan<byte> answer) => answer.StartsWith("HTTP/1.1 200 "u8);
}
