using System.Security.Cryptography;
using System.Text;
using Evaluation.Ballots.Packing;

namespace Evaluation.Ballots.Keys;

/// <summary>
/// The texts of a credential in two parts, which two persons give out in two envelopes. Both end with the same two characters, which follow
/// from the batch and the number of the slip: parts of different slips are found without asking anybody. What is secret stands before.
/// </summary>
/// <remarks>
/// The first part is 120 random bits, the second one 40 bits that follow from the key of the round (<see cref="SecondParts"/>). The check
/// is 10 bits that are no secret. Numbers that follow each other have different checks; of slips of different batches, one pair in 1,024
/// agrees.
/// </remarks>
public static class CredentialParts
{
    /// <summary>Secret bytes of the first part.</summary>
    public const int FirstBytes = 15;

    /// <summary>Secret bytes of the second part.</summary>
    public const int SecondBytes = 5;

    /// <summary>Characters of the first part, with the check.</summary>
    public const int FirstCharacters = FirstSecret + CheckCharacters;

    /// <summary>Characters of the second part, with the check.</summary>
    public const int SecondCharacters = SecondSecret + CheckCharacters;

    /// <summary>Characters of both parts.</summary>
    public const int Characters = FirstCharacters + SecondCharacters;

    private const int FirstSecret = 24;
    private const int SecondSecret = 8;
    private const int CheckCharacters = 2;
    private const int Checks = 1 << 10;

    /// <summary>Odd, so that the checks of 1,024 numbers in a row differ; large, so that mostly both characters of neighbours do.</summary>
    private const int Step = 397;

    /// <summary>The number from 0 to 1,023 that both parts of a slip carry.</summary>
    /// <param name="serial">The number of the slip in its batch, from 1.</param>
    public static int Check(string batch, int serial)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"evaluation parts {batch}"), hash);
        return (int)((((hash[0] << 8) | hash[1]) + ((long)serial * Step)) % Checks);
    }

    /// <summary>The first part as it is printed.</summary>
    public static string FormatFirst(ReadOnlySpan<byte> first, int check) => Format(first, FirstBytes, check);

    /// <summary>The second part as it is printed.</summary>
    public static string FormatSecond(ReadOnlySpan<byte> second, int check) => Format(second, SecondBytes, check);

    /// <summary>Reads the first part and the second part one after the other, as people type them.</summary>
    /// <returns>False when the text cannot be two parts, or they are of different slips.</returns>
    public static bool TryRead(ReadOnlySpan<char> text, out CredentialSecret read)
    {
        read = default;
        Span<char> plain = stackalloc char[Characters];
        var count = 0;
        foreach (var character in text)
        {
            if (character is '-' or ' ')
                continue;
            if (count == Characters)
                return false;
            plain[count++] = character;
        }
        Span<byte> secret = stackalloc byte[CredentialSecret.BytesMax];
        if (count != Characters
            || !Base32.TryRead(plain[..FirstSecret], secret[..FirstBytes])
            || !Base32.TryRead(plain[FirstCharacters..(FirstCharacters + SecondSecret)], secret[FirstBytes..])
            || !TryCheck(plain[FirstSecret..FirstCharacters], out var first)
            || !TryCheck(plain[(FirstCharacters + SecondSecret)..], out var second)
            || first != second)
            return false;
        read = CredentialSecret.Of(secret[..FirstBytes], secret[FirstBytes..]);
        return true;
    }

    private static string Format(ReadOnlySpan<byte> secret, int bytes, int check)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(secret.Length, bytes);
        Span<char> text = stackalloc char[FirstCharacters];
        text = text[..(Base32.CharactersOf(bytes) + CheckCharacters)];
        Base32.Write(secret, text);
        (text[^2], text[^1]) = (Base32.Character(check >> 5), Base32.Character(check & 31));
        return new(text);
    }

    private static bool TryCheck(ReadOnlySpan<char> text, out int check)
    {
        check = 0;
        if (!Base32.TryValue(text[0], out var high) || !Base32.TryValue(text[1], out var low))
            return false;
        check = (high << 5) | low;
        return true;
    }
}
