using System.Security.Cryptography;
using System.Text;

namespace Evaluation.Ballots.Keys;

/// <summary>Which of the two shares of a key.</summary>
public enum KeyShare
{
    A = 1,
    B = 2,
}

/// <summary>
/// The two shares of a round's key, for two envelopes. Both together give the key; one alone tells nothing about it. They are computed from
/// the key, so they are the same each time.
/// </summary>
/// <remarks>
/// A share as text is 60 letters and digits in groups of five: its letter, 32 bytes and a check of 4 bytes, in Crockford's base 32. The
/// check covers the round, so a share of another round is recognised.
/// </remarks>
public static class KeyShares
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int CheckBytes = 4;
    private const int Bytes = 1 + RoundKey.Bytes + CheckBytes;
    private const int BitsPerLetter = 5;
    private const int Letters = ((8 * Bytes) + BitsPerLetter - 1) / BitsPerLetter;
    private const int GroupLetters = 5;

    /// <summary>A share as it is printed.</summary>
    public static string Write(RoundKey key, string round, KeyShare share)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        bytes[0] = (byte)share;
        var body = bytes[1..^CheckBytes];
        key.Derive("key share", round).CopyTo(body);
        if (share == KeyShare.B)
        {
            Span<byte> whole = stackalloc byte[RoundKey.Bytes];
            key.CopyTo(whole);
            Combine(body, whole);
        }
        Check(bytes[..^CheckBytes], round).CopyTo(bytes[^CheckBytes..]);
        return Format(bytes);
    }

    /// <summary>The key of two shares, in any order.</summary>
    /// <returns>
    /// Null when one of them is mistyped or of another round, or both are the same one; the reason is in <paramref name="fault"/>.
    /// </returns>
    public static RoundKey? Read(string one, string other, string round, out string? fault)
    {
        Span<byte> first = stackalloc byte[Bytes];
        Span<byte> second = stackalloc byte[Bytes];
        fault = Fault(one, round, first, "first") ?? Fault(other, round, second, "second")
            ?? (first[0] == second[0] ? "Both texts are the same share. It takes share A and share B." : null);
        if (fault is not null)
            return null;
        Combine(first[1..^CheckBytes], second[1..^CheckBytes]);
        return new(first[1..^CheckBytes]);
    }

    private static string? Fault(string text, string round, Span<byte> to, string which) =>
        !TryParse(text, to) ? $"The {which} share is not {Letters} letters and digits."
        : !CryptographicOperations.FixedTimeEquals(Check(to[..^CheckBytes], round), to[^CheckBytes..]) ? $"The {which} share is mistyped, or is of another round."
        : null;

    private static void Combine(Span<byte> to, ReadOnlySpan<byte> with)
    {
        for (var i = 0; i < to.Length; i++)
            to[i] ^= with[i];
    }

    private static byte[] Check(ReadOnlySpan<byte> share, string round)
    {
        byte[] text = [.. share, .. Encoding.UTF8.GetBytes(round)];
        return SHA256.HashData(text)[..CheckBytes];
    }

    private static string Format(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        for (var letter = 0; letter < Letters; letter++)
        {
            if (letter > 0 && letter % GroupLetters == 0)
                text.Append('-');
            var value = 0;
            for (var bit = BitsPerLetter * letter; bit < BitsPerLetter * (letter + 1); bit++)
                value = (value << 1) | (bit < 8 * bytes.Length ? (bytes[bit >> 3] >> (7 - (bit & 7))) & 1 : 0);
            text.Append(Alphabet[value]);
        }
        return text.ToString();
    }

    /// <summary>Capitals, dashes, spaces, and the letters O, I and L instead of digits are accepted.</summary>
    private static bool TryParse(string text, Span<byte> to)
    {
        to.Clear();
        var letter = 0;
        foreach (var character in text)
        {
            if (character is '-' or ' ')
                continue;
            var value = char.ToLowerInvariant(character) switch { 'o' => 0, 'i' or 'l' => 1, var known => Alphabet.IndexOf(known, StringComparison.Ordinal) };
            if (value < 0 || letter == Letters)
                return false;
            for (var i = 0; i < BitsPerLetter; i++)
            {
                var (bit, one) = ((BitsPerLetter * letter) + i, (value >> (BitsPerLetter - 1 - i)) & 1);
                if (bit < 8 * to.Length)
                    to[bit >> 3] |= (byte)(one << (7 - (bit & 7)));
                else if (one != 0)
                    return false;
            }
            letter++;
        }
        return letter == Letters && Enum.IsDefined((KeyShare)to[0]);
    }
}
