using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Evaluation.Gateway.Evidence.Types;

/// <summary>Recognises plain text: UTF-8 from the first byte to the last, and no control characters except tabs and line ends.</summary>
internal static class PlainContent
{
    private static readonly SearchValues<byte> Control =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(code => (byte)code).Where(code => code is not ((byte)'\t' or (byte)'\n' or (byte)'\r')), 0x7F]);

    public static bool IsText(Stream content)
    {
        content.Position = 0;
        var piece = new byte[64 << 10];
        var kept = 0;
        for (int read; (read = content.ReadAtLeast(piece.AsSpan(kept), piece.Length - kept, throwOnEndOfStream: false)) > 0;)
        {
            var length = kept + read;
            var whole = length - Unfinished(piece.AsSpan(0, length));
            if (!Utf8.IsValid(piece.AsSpan(0, whole)) || piece.AsSpan(0, whole).ContainsAny(Control))
                return false;
            kept = length - whole;
            piece.AsSpan(whole, kept).CopyTo(piece);
        }
        return kept == 0;
    }

    /// <summary>The number of bytes at the end that can be the beginning of a character.</summary>
    private static int Unfinished(ReadOnlySpan<byte> bytes)
    {
        for (var back = 1; back <= Math.Min(3, bytes.Length); back++)
        {
            if (Rune.DecodeFromUtf8(bytes[^back..], out _, out _) == OperationStatus.NeedMoreData)
                return back;
        }
        return 0;
    }
}
