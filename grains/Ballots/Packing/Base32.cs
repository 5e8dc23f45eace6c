namespace Evaluation.Ballots.Packing;

/// <summary>
/// Crockford's base 32: digits and lower-case letters without those that look alike. Read as people type it: capitals, dashes, spaces, and
/// the letters O, I and L instead of digits are accepted.
/// </summary>
public static class Base32
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int Bits = 5;
    private const int ValueMax = (1 << Bits) - 1;
    private const sbyte NoValue = -1;

    /// <summary>The value of each ASCII character.</summary>
    private static readonly sbyte[] Values = ValuesOfCharacters();

    /// <summary>Characters of a text of so many bytes.</summary>
    public static int CharactersOf(int bytes) => ((8 * bytes) + Bits - 1) / Bits;

    /// <summary>Writes <see cref="CharactersOf"/> characters.</summary>
    public static void Write(ReadOnlySpan<byte> bytes, Span<char> to)
    {
        var (bits, bitCount, characters) = (0u, 0, 0);
        foreach (var next in bytes)
        {
            bits = (bits << 8) | next;
            for (bitCount += 8; bitCount >= Bits;)
            {
                bitCount -= Bits;
                to[characters++] = Character((int)(bits >> bitCount) & ValueMax);
            }
        }
        if (bitCount > 0)
            to[characters] = Character((int)(bits << (Bits - bitCount)) & ValueMax);
    }

    /// <summary>False for a text that <see cref="Write"/> never writes for so many bytes, in whatever spelling.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, Span<byte> to)
    {
        to.Clear();
        var (bits, bitCount, characters, written) = (0u, 0, 0, 0);
        foreach (var character in text)
        {
            if (character is '-' or ' ')
                continue;
            if (characters == CharactersOf(to.Length) || !TryValue(character, out var value))
                return false;
            characters++;
            bits = (bits << Bits) | (uint)value;
            bitCount += Bits;
            if (bitCount >= 8)
            {
                bitCount -= 8;
                to[written++] = (byte)(bits >> bitCount);
            }
        }
        // Bits after the last byte are 0, so that equal bytes have one text.
        return characters == CharactersOf(to.Length) && (bits & ((1u << bitCount) - 1)) == 0;
    }

    /// <summary>The character of a value from 0 to 31.</summary>
    public static char Character(int value) => Alphabet[value];

    /// <summary>The value of a character in whatever spelling, 0 to 31.</summary>
    public static bool TryValue(char character, out int value)
    {
        value = character < Values.Length ? Values[character] : NoValue;
        return value != NoValue;
    }

    private static sbyte[] ValuesOfCharacters()
    {
        var values = new sbyte[128];
        Array.Fill(values, NoValue);
        for (var value = 0; value <= ValueMax; value++)
            values[Alphabet[value]] = values[char.ToUpperInvariant(Alphabet[value])] = (sbyte)value;
        foreach (var (spelling, digit) in new[] { ('o', '0'), ('i', '1'), ('l', '1') })
            values[spelling] = values[char.ToUpperInvariant(spelling)] = values[digit];
        return values;
    }
}
