using System.Buffers.Binary;
using System.Security.Cryptography;
using Evaluation.Ballots.Keys;
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
    /// Reads a text written by <see cref="Format"/>, or the two parts of a credential one after the other, as people type it: capitals,
    /// dashes, spaces, and the letters O, I and L instead of digits are accepted.
    /// </summary>
    /// <returns>False when the text cannot be a credential.</returns>
    public static bool TryRead(ReadOnlySpan<char> text, out CredentialSecret read)
    {
        Span<byte> secret = stackalloc byte[SecretBytes];
        if (Base32.TryRead(text, secret))
        {
            read = CredentialSecret.Read(secret);
            return true;
        }
        return CredentialParts.TryRead(text, out read);
    }
}

/// <summary>The secret of a credential, in one part or in two. It is never stored, and no text of it shows it.</summary>
public readonly struct CredentialSecret
{
    /// <summary>Bytes of the longest secret.</summary>
    public const int BytesMax = CredentialParts.FirstBytes + CredentialParts.SecondBytes;

    /// <summary>The whole secret, or its first part.</summary>
    private readonly UInt128 _first;

    /// <summary>The second part, above a bit that is set; 0 for a secret in one part.</summary>
    private readonly ulong _second;

    private CredentialSecret(UInt128 first, ulong second) => (_first, _second) = (first, second);

    /// <summary>Whether it has two parts.</summary>
    public bool HasTwoParts => _second != 0;

    /// <summary>Bytes of the secret. Secrets in one part and in two differ in them, so that no two of them are the same bytes.</summary>
    public int Length => HasTwoParts ? BytesMax : Credential.SecretBytes;

    /// <summary>A secret in one part.</summary>
    public static CredentialSecret Read(ReadOnlySpan<byte> from) => new(BinaryPrimitives.ReadUInt128BigEndian(from), 0);

    /// <summary>A secret in two parts.</summary>
    /// <param name="first"><see cref="CredentialParts.FirstBytes"/> bytes.</param>
    /// <param name="second"><see cref="CredentialParts.SecondBytes"/> bytes.</param>
    public static CredentialSecret Of(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        Span<byte> whole = stackalloc byte[Credential.SecretBytes];
        whole.Clear();
        first.CopyTo(whole[(Credential.SecretBytes - CredentialParts.FirstBytes)..]);
        Span<byte> rest = stackalloc byte[sizeof(ulong)];
        rest.Clear();
        second.CopyTo(rest[(sizeof(ulong) - CredentialParts.SecondBytes)..]);
        return new(BinaryPrimitives.ReadUInt128BigEndian(whole), (BinaryPrimitives.ReadUInt64BigEndian(rest) << 1) | 1);
    }

    /// <summary>Writes <see cref="Length"/> bytes.</summary>
    public void Write(Span<byte> to)
    {
        if (!HasTwoParts)
        {
            BinaryPrimitives.WriteUInt128BigEndian(to, _first);
            return;
        }
        WriteFirst(to);
        Span<byte> rest = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(rest, _second >> 1);
        rest[(sizeof(ulong) - CredentialParts.SecondBytes)..].CopyTo(to[CredentialParts.FirstBytes..]);
    }

    /// <summary>Writes the <see cref="CredentialParts.FirstBytes"/> bytes of the first part of a secret in two parts.</summary>
    public void WriteFirst(Span<byte> to)
    {
        Span<byte> whole = stackalloc byte[Credential.SecretBytes];
        BinaryPrimitives.WriteUInt128BigEndian(whole, _first);
        whole[(Credential.SecretBytes - CredentialParts.FirstBytes)..].CopyTo(to);
    }
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

    public static CredentialHash Read(ReadOnlySpan<byte> from) => new(BinaryPrimitives.ReadUInt128BigEndian(from));

    public void Write(Span<byte> to) => BinaryPrimitives.WriteUInt128BigEndian(to, Value);

    /// <summary>The index of the ballot box that holds this credential, out of <paramref name="boxCount"/> boxes.</summary>
    public int Box(int boxCount) => (int)(uint)(Value % (uint)boxCount);

    /// <summary>The hash is already uniformly distributed.</summary>
    public override int GetHashCode() => (int)(uint)Value;
}
