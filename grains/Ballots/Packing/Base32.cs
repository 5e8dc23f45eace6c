namespace Evaluation.Ballots.Packing;

/// <summary>
/// Crockford's base 32: digits and lower-case letters without those that look alike. Read as people type it: capitals, dashes, spaces, and
/// the letters O, I and L instead of digits are accepted.
/// </summary>
public static class Base32
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int Bits = 5;

    /// <summary>Characters of a text of so many bytes.</summary>
    public static int CharactersOf(int bytes) => ((8 * bytes) + Bits - 1) / Bits;

    /// <summary>Writes <see cref="CharactersOf"/> characters.</summary>
    public static void Write(ReadOnlySpan<byte> bytes, Span<char> to)
    {
        for (var i = 0; i < CharactersOf(bytes.Length); i++)
            to[i] = Alphabet[FiveBits(bytes, i)];
    }

    /// <summary>False for a text that <see cref="Write"/> never writes for so many bytes, in whatever spelling.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, Span<byte> to)
    {
        to.Clear();
        var characters = 0;
        foreach (var character in text)
        {
            if (character is '-' or ' ')
                continue;
            if (characters == CharactersOf(to.Length) || !TryValue(character, out var value) || !TryPut(to, characters++, value))
                return false;
        }
        return characters == CharactersOf(to.Length);
    }

    private static int FiveBits(ReadOnlySpan<byte> bytes, int character)
    {
        var bits = 0;
        for (var bit = Bits * character; bit < Bits * (character + 1); bit++)
            bits = (bits << 1) | (bit < 8 * bytes.Length ? (bytes[bit >> 3] >> (7 - (bit & 7))) & 1 : 0);
        return bits;
    }

    /// <summary>False when bits after the last byte are not 0.</summary>
    private static bool TryPut(Span<byte> to, int character, int value)
    {
        for (var i = 0; i < Bits; i++)
        {
            var bit = (Bits * character) + i;
            var one = (value >> (Bits - 1 - i)) & 1;
            if (bit < 8 * to.Length)
                to[bit >> 3] |= (byte)(one << (7 - (bit & 7)));
            else if (one != 0)
                return false;
        }
        return true;
    }

    /// <summary>The character of a value from 0 to 31.</summary>
    public static char Character(int value) => Alphabet[value];

    /// <summary>The value of a character in whatever spelling, 0 to 31.</summary>
    public static bool TryValue(char character, out int value)
    {
        value = char.ToLowerInvariant(character) switch
        {
            'o' => 0,
            'i' or 'l' => 1,
            var letter => Alphabet.IndexOf(letter, StringComparison.Ordinal),
        };
        return value >= 0;
    }
}
