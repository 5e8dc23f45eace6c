using Evaluation.Ballots.Packing;

namespace Evaluation.Ballots.LostSlips;

/// <summary>
/// The number that is printed beside a credential, by which it is revoked when its slip of paper is lost: 48 random bits, independent of
/// the credential, written as <see cref="Letters"/> characters of Crockford's base 32 in two groups. The number of a spare has a mark in
/// front.
/// </summary>
/// <remarks>
/// The length follows from <see cref="Bytes"/>, at most 8. Numbers that were printed before are no longer read when it changes, so change
/// it only while no round has issued slips that can still be lost.
/// </remarks>
public readonly record struct SlipNumber(ulong Value)
{
    public const int Bytes = 6;

    private const string SpareMark = "S-";

    private static readonly SlipNumber Sample = new(0x3CC54EA71A23);

    /// <summary>Letters and digits of a number, without the mark of a spare.</summary>
    public static int Letters => Base32.CharactersOf(Bytes);

    /// <summary>A number as texts show what one looks like.</summary>
    public static string Example => Sample.Format(isSpare: false);

    /// <summary>Reads <see cref="Bytes"/> random bytes.</summary>
    public static SlipNumber Read(ReadOnlySpan<byte> from)
    {
        ulong value = 0;
        foreach (var next in from[..Bytes])
            value = (value << 8) | next;
        return new(value);
    }

    /// <summary>Reads a number as people type it: in any case, with or without the mark of a spare, spaces and dashes.</summary>
    public static bool TryRead(string text, out SlipNumber number)
    {
        var typed = text.AsSpan().Trim();
        var letters = 0;
        foreach (var character in typed)
            letters += character is '-' or ' ' ? 0 : 1;
        if (letters == Letters + 1 && typed[0] is 'S' or 's')
            typed = typed[1..];
        Span<byte> bytes = stackalloc byte[Bytes];
        var isRead = Base32.TryRead(typed, bytes);
        number = isRead ? Read(bytes) : default;
        return isRead;
    }

    /// <summary>The number as it is printed.</summary>
    public string Format(bool isSpare)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        Write(bytes);
        Span<char> letters = stackalloc char[Letters];
        Base32.Write(bytes, letters);
        return $"{(isSpare ? SpareMark : "")}{letters[..(Letters / 2)]}-{letters[(Letters / 2)..]}";
    }

    internal void Write(Span<byte> to)
    {
        for (var at = 0; at < Bytes; at++)
            to[at] = (byte)(Value >> (8 * (Bytes - 1 - at)));
    }
}

/// <summary>What a box stores of a slip number: the first 64 bits of its HMAC under a key of the round.</summary>
public readonly record struct SlipTag(ulong Value)
{
    public const int Bytes = sizeof(ulong);
}

/// <summary>The slip of one credential, as it is stored beside the pseudonym.</summary>
/// <param name="IsSpare">Whether the credential does not vote before it is activated in place of a lost one.</param>
public readonly record struct SlipMark(SlipTag Tag, bool IsSpare);

/// <summary>What a credential may do by its slip.</summary>
public enum SlipRight : byte
{
    /// <summary>It has no slip number: it is of an earlier build. It votes.</summary>
    Unnumbered,

    /// <summary>It votes.</summary>
    Issued,

    /// <summary>It is a spare and does not vote.</summary>
    Spare,

    /// <summary>It was a spare and votes in place of a lost slip.</summary>
    Activated,

    /// <summary>Its slip was lost. It never votes.</summary>
    Revoked,
}
