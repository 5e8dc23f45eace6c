using System.Security.Cryptography;
using Evaluation.Ballots.Packing;

namespace Evaluation.Ballots;

/// <summary>
/// A secret, random, single-person right to vote: 128 bits, written as 26 characters of Crockford's base 32, which has no letters that look
/// alike. Shown once; the system stores only a pseudonym of it, a <see cref="CredentialHash"/>.
/// </summary>
public static class Credential
{
    public const int SecretBytes = 16;
    public const int Characters = 26;

    /// <summary>Formats a secret of <see cref="SecretBytes"/> random bytes.</summary>
    public static string Format(ReadOnlySpan<byte> secret)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(secret.Length, SecretBytes);
        Span<char> text = stackalloc char[Characters];
        Base32.Write(secret, text);
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
        var isRead = Base32.TryRead(text, secret);
        read = isRead ? CredentialSecret.Read(secret) : default;
        return isRead;
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
