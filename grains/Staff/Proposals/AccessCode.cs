using System.Security.Cryptography;
using System.Text;

namespace Evaluation.Staff.Proposals;

/// <summary>One of the two codes with which the owner of an account takes a new access: 80 random bits. Only a hash is stored.</summary>
public static class AccessCode
{
    public const int RandomBytes = 10;

    private const int Characters = 16;

    /// <summary>Signs that are written between the four groups.</summary>
    private const int Hyphens = 3;

    /// <summary>A code that is typed may have blanks.</summary>
    public const int CharactersMax = 2 * (Characters + Hyphens);

    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>Four groups of four letters and digits. I, L, O and U are not used.</summary>
    public static string Format(ReadOnlySpan<byte> random)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(random.Length, RandomBytes);
        var text = new StringBuilder();
        for (var index = 0; index < Characters; index++)
            text.Append(index is 0 || index % 4 > 0 ? "" : "-").Append(Alphabet[FiveBits(random, index)]);
        return text.ToString();
    }

    /// <summary>The hash of a code as typed: hyphens, blanks and case do not count.</summary>
    public static string Hash(string typed) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(typed.Where(char.IsAsciiLetterOrDigit).Select(Read)))));

    private static int FiveBits(ReadOnlySpan<byte> random, int index)
    {
        var value = 0;
        for (var bit = index * 5; bit < (index + 1) * 5; bit++)
            value = (value << 1) | ((random[bit >> 3] >> (7 - (bit & 7))) & 1);
        return value;
    }

    private static char Read(char typed) => char.ToLowerInvariant(typed) switch
    {
        'o' => '0',
        'i' or 'l' => '1',
        var other => other,
    };
}
