using System.Buffers;
using System.Text;

namespace Evaluation.Gateway.Tables;

/// <summary>
/// Which of two encodings the bytes of a file without a mark speak for. Nearly every sequence of bytes is valid GB 18030, so a damaged
/// UTF-8 file must not be read as GB 18030 only because it is not valid UTF-8.
/// </summary>
/// <param name="LongBytes">Bytes in UTF-8 characters of three or four bytes, which Chinese text consists of.</param>
/// <param name="ShortBytes">Bytes in UTF-8 characters of two bytes. Text in GB 18030 sometimes contains such bytes.</param>
/// <param name="InvalidBytes">Bytes that are in no UTF-8 character.</param>
/// <param name="CommonPairs">Pairs of bytes in the range of GB 2312, in which nearly all Chinese text is.</param>
/// <param name="OtherPairs">Other bytes outside ASCII: rare characters of GB 18030, or letters of another encoding.</param>
/// <param name="LonePairs">Common pairs between ASCII characters. In a European language most letters outside ASCII stand so.</param>
internal sealed record EncodingEvidence(int LongBytes, int ShortBytes, int InvalidBytes, int CommonPairs, int OtherPairs, int LonePairs)
{
    private const int Ascii = 0x80;

    /// <summary>Whether the file contradicts UTF-8 and is common Chinese text in GB 18030, each at least for the most part.</summary>
    public bool IsGb18030 => CommonPairs > 1 && (IsMostlyGb18030 || IsWhollyGb18030);

    /// <summary>Whether the file contradicts UTF-8 and could be Chinese text in GB 18030, or damaged.</summary>
    public bool IsPerhapsGb18030 => InvalidBytes > 0 && InvalidBytes >= LongBytes && CommonPairs > OtherPairs;

    private bool IsMostlyGb18030 => InvalidBytes > LongBytes && 2 * InvalidBytes > ShortBytes && CommonPairs > OtherPairs;

    /// <summary>
    /// Whether every byte outside ASCII is in a common pair. In a table of a few rows the majority of bytes proves nothing. A UTF-8 file
    /// that lost one byte of a two-byte letter has an odd number of bytes outside ASCII in a row, so one of its pairs is not common.
    /// </summary>
    private bool IsWhollyGb18030 => InvalidBytes > 0 && LongBytes == 0 && OtherPairs == 0 && LonePairs == 0;

    /// <summary>Whether the file is valid UTF-8 and could as well be a few Chinese characters in GB 18030.</summary>
    public bool IsEither => InvalidBytes == 0 && LongBytes == 0 && CommonPairs > OtherPairs;

    public static EncodingEvidence Of(ReadOnlySpan<byte> file)
    {
        var (longBytes, shortBytes, invalidBytes) = (0, 0, 0);
        for (var rest = file; !rest.IsEmpty;)
        {
            var isValid = Rune.DecodeFromUtf8(rest, out _, out var read) == OperationStatus.Done;
            if (!isValid)
                invalidBytes += read;
            else if (read > 2)
                longBytes += read;
            else if (read == 2)
                shortBytes += read;
            rest = rest[read..];
        }
        var (common, other, lone) = (0, 0, 0);
        for (var at = 0; at < file.Length; at++)
        {
            if (file[at] < Ascii)
                continue;
            var isCommon = file[at] is >= 0xA1 and <= 0xF7 && at + 1 < file.Length && file[at + 1] is >= 0xA1 and <= 0xFE;
            if (isCommon)
                common++;
            else
                other++;
            if (isCommon && IsAscii(file, at - 1) && IsAscii(file, at + 2))
                lone++;
            at++;
        }
        return new(longBytes, shortBytes, invalidBytes, common, other, lone);
    }

    private static bool IsAscii(ReadOnlySpan<byte> file, int at) => at < 0 || at >= file.Length || file[at] < Ascii;
}
