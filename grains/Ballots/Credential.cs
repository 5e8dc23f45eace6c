using System.Security.Cryptography;

namespace Evaluation.Ballots;

/// <summary>
/// A secret, random, single-person right to vote: 128 bits, written as 26 characters of Crockford's base 32, which has no letters that look
/// alike. Shown once; the system stores only a pseudonym of it, a <see cref="CredentialHash"/>.
/// </summary>
public static class Credential
{
    public const int SecretBytes = 16;
    public const int Characters = 26;

    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>Formats a secret of <see cref="SecretBytes"/> random bytes.</summary>
    public static string Format(ReadOnlySpan<byte> secret)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(secret.Length, SecretBytes);
        Span<char> text = stackalloc char[Characters];
        for (var i = 0; i < Characters; i++)
            text[i] = Alphabet[FiveBits(secret, i)];
        return new(text);
    }

    /// <summary>
    /// Reads a text written by <see cref="Format"/> as people type it: capitals, dashes, spaces, and the letters O, I and L instead of
    /// digits are accepted.
    /// </summary>
    /// <returns>False when the text cannot be a credential.</returns>
    public static bool TryRead(ReadOnlySpan<char> text, out CredentialSecret read)
    {
        Span<byte> secret = stackalloc byte[SecretBytes];
        secret.Clear();
        var characters = 0;
        read = default;
        foreach (var character in text)
        {
            if (character is '-' or ' ')
                continue;
            if (characters == Characters || !TryValue(character, out var value))
                return false;
            if (!TryPut(secret, characters++, value))
                return false;
        }
        if (characters != Characters)
            return false;
        read = CredentialSecret.Read(secret);
        return true;
    }

    private static int FiveBits(ReadOnlySpan<byte> secret, int character)
    {
        var bits = 0;
        for (var bit = 5 * character; bit < 5 * character + 5; bit++)
            bits = (bits << 1) | (bit < 8 * SecretBytes ? (secret[bit >> 3] >> (7 - (bit & 7))) & 1 : 0);
        return bits;
    }

    /// <summary>False when bits after the end of the secret are not 0: <see cref="Format"/> never writes such a text.</summary>
    private static bool TryPut(Span<byte> secret, int character, int value)
    {
        for (var i = 0; i < 5; i++)
        {
            var bit = 5 * character + i;
            var one = (value >> (4 - i)) & 1;
            if (bit < 8 * SecretBytes)
                secret[bit >> 3] |= (byte)(one << (7 - (bit & 7)));
            else if (one != 0)
                return false;
        }
        return true;
    }

    private static bool TryValue(char character, out int value)
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

/// <summary>The secret of a credential. It is never stored, and no text of it shows it.</summary>
public readonly struct CredentialSecret
{
    private readonly UInt128 _value;

    private CredentialSecret(UInt128 value) => _value = value;

    public static CredentialSecret Read(ReadOnlySpan<byte> from) => new(System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(from));

    public void Write(Span<byte> to) => System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(to, _value);
}

/// <summary>
/// The name by which a round knows the holder of a credential; the system stores nothing else of a credential. It is a pseudonym under the
/// key of the round, <see cref="Keys.RoundKey.Pseudonym(CredentialSecret)"/>, or in rounds of the old form the first 128 bits of the
/// credential's SHA-256.
/// </summary>
public readonly record struct CredentialHash(UInt128 Value)
{
    public const int Bytes = 16;

    /// <summary>The name in rounds of the old form.</summary>
    public static CredentialHash Of(ReadOnlySpan<byte> secret)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(secret, hash);
        return Read(hash);
    }

    public static CredentialHash Read(ReadOnlySpan<byte> from) => new(System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(from));

    public void Write(Span<byte> to) => System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(to, Value);

    /// <summary>The index of the ballot box that holds this credential, out of <paramref name="boxCount"/> boxes.</summary>
    public int Box(int boxCount) => (int)(uint)(Value % (uint)boxCount);

    /// <summary>The hash is already uniformly distributed.</summary>
    public override int GetHashCode() => (int)(uint)Value;
}
