using System.Text;

namespace Evaluation.Gateway.Pages.Administrator.Tables;

/// <summary>
/// Decodes a text file without losing or inventing a character: UTF-8 and UTF-16 by their marks; without a mark UTF-8, or GB 18030, which
/// Chinese Excel writes.
/// </summary>
/// <param name="Text">Null when the file is in none of these encodings.</param>
/// <param name="Encoding">The encoding that the file is in, or that its first invalid line is not in.</param>
/// <param name="BadLine">The first line that is not valid, from 1; 0 when all are.</param>
internal sealed record TableText(string? Text, string Encoding, int BadLine)
{
    private const string Utf8Name = "UTF-8";
    private const string Gb18030Name = "GB 18030";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // Taken from its provider, so that it does not depend on a registration elsewhere in the process.
    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    public static TableText Decode(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith("\uFEFF"u8))
            return Strictly(Utf8, Utf8Name, file[3..], unit: 1);
        if (file is [0xFF, 0xFE, ..])
            return Strictly(new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true), "UTF-16", file[2..], unit: 2);
        if (file is [0xFE, 0xFF, ..])
            return Strictly(new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true), "UTF-16", file[2..], unit: 2, bigEndian: true);
        var (read, evidence) = (Strictly(Utf8, Utf8Name, file, unit: 1), EncodingEvidence.Of(file));
        if (evidence.IsGb18030)
            return Strictly(Gb18030, Gb18030Name, file, unit: 1) with { IsAssumed = true };
        return read with
        {
            IsAssumed = evidence.IsEither,
            IsPerhapsGb18030 = read.Text is null && evidence.IsPerhapsGb18030 && Strictly(Gb18030, Gb18030Name, file, unit: 1).Text is { },
        };
    }

    /// <summary>Whether a reader should check the text, because the file has no mark and could be in another encoding.</summary>
    public bool IsAssumed { get; private init; }

    /// <summary>Whether the file is not valid UTF-8 and seems to be GB 18030, without enough text to be sure.</summary>
    public bool IsPerhapsGb18030 { get; private init; }

    private static TableText Strictly(Encoding encoding, string name, ReadOnlySpan<byte> bytes, int unit, bool bigEndian = false)
    {
        try
        {
            return new(encoding.GetString(bytes), name, 0);
        }
        catch (DecoderFallbackException)
        {
            return new(null, name, FirstBadLine(encoding, bytes, unit, bigEndian));
        }
    }

    /// <summary>No character of these encodings contains the code of a line feed, so lines can be decoded one by one.</summary>
    private static int FirstBadLine(Encoding encoding, ReadOnlySpan<byte> bytes, int unit, bool bigEndian)
    {
        for (var line = 1; ; line++)
        {
            var end = LineEnd(bytes, unit, bigEndian);
            try
            {
                encoding.GetCharCount(bytes[..end]);
            }
            catch (DecoderFallbackException)
            {
                return line;
            }
            if (end == bytes.Length)
                return line;
            bytes = bytes[end..];
        }
    }

    private static int LineEnd(ReadOnlySpan<byte> bytes, int unit, bool bigEndian)
    {
        for (var at = 0; at + unit <= bytes.Length; at += unit)
            if (unit == 1 ? bytes[at] == '\n' : bytes[at + (bigEndian ? 1 : 0)] == '\n' && bytes[at + (bigEndian ? 0 : 1)] == 0)
                return at + unit;
        return bytes.Length;
    }
}
