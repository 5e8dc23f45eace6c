using System.Buffers.Binary;
using System.Globalization;
using Evaluation.Ballots.Packing;

namespace Evaluation.Ballots.Keys;

/// <summary>
/// The receipt of an encrypted ballot: <c>box-number-leaf</c>. The leaf is the start of the ballot's hash in the journal, so a person who
/// holds the receipt can have it proved that the ballot is there and unchanged. It reveals nothing about the marks.
/// </summary>
/// <param name="Box">The number of the ballot box.</param>
/// <param name="Sequence">The number of the ballot in the box.</param>
/// <param name="Leaf">
/// The first 16 bytes of SHA-256(0x00 || the event of the ballot in the journal); see RFC 9162. As text in Crockford's base 32.
/// </param>
public readonly record struct BallotMark(int Box, uint Sequence, UInt128 Leaf)
{
    public const int LeafBytes = 16;

    private const int LeafCharacters = 26;
    private const int NumberCharactersMax = 10;

    /// <summary>Characters of the longest text: two numbers, two dashes and the leaf.</summary>
    public const int CharactersMax = (2 * NumberCharactersMax) + 2 + LeafCharacters;

    /// <summary>The leaf as a number, from the hash of the ballot.</summary>
    public static UInt128 LeafOf(ReadOnlySpan<byte> hash) => BinaryPrimitives.ReadUInt128BigEndian(hash);

    /// <summary>Writes the receipt and returns its length.</summary>
    public int Format(Span<char> to)
    {
        Span<byte> leaf = stackalloc byte[LeafBytes];
        BinaryPrimitives.WriteUInt128BigEndian(leaf, Leaf);
        to.TryWrite(CultureInfo.InvariantCulture, $"{Box}-{Sequence}-", out var written);
        Base32.Write(leaf, to[written..]);
        return written + LeafCharacters;
    }

    public override string ToString()
    {
        Span<char> text = stackalloc char[CharactersMax];
        return new(text[..Format(text)]);
    }

    /// <summary>Reads a receipt as people type it, with capitals, spaces, and further dashes in the leaf.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out BallotMark mark)
    {
        mark = default;
        Span<byte> leaf = stackalloc byte[LeafBytes];
        if (!TryTakeNumber(ref text, out var box) || box > int.MaxValue || !TryTakeNumber(ref text, out var sequence) || !Base32.TryRead(text, leaf))
            return false;
        mark = new((int)box, sequence, LeafOf(leaf));
        return true;
    }

    private static bool TryTakeNumber(ref ReadOnlySpan<char> text, out uint number)
    {
        number = 0;
        var dash = text.IndexOf('-');
        if (dash < 0 || !uint.TryParse(text[..dash].Trim(' '), NumberStyles.None, CultureInfo.InvariantCulture, out number))
            return false;
        text = text[(dash + 1)..];
        return true;
    }
}
