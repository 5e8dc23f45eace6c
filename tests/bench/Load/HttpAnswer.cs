using System.Buffers.Text;

namespace Evaluation.Bench.Load;

/// <summary>The part of HTTP/1.1 needed for an answer with a length.</summary>
internal static class HttpAnswer
{
    public static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0)
            return false;
        var length = answer[..head].IndexOf("Content-Length: "u8);
        // A ballot's answer has a length; any other answer is shown as an error.
        return length < 0 || !Utf8Parser.TryParse(answer[(length + "Content-Length: ".Length)..], out int bytes, out _) || answer.Length >= head + 4 + bytes;
    }

    public static bool IsOk(ReadOnlySpan<byte> answer) => answer.StartsWith("HTTP/1.1 200 "u8);
}
