using System.Security.Cryptography;
using System.Text;
using Evaluation.Ballots.LostSlips;
using Evaluation.Runtime;

namespace Evaluation.Ballots.Keys;

/// <summary>
/// The secret key of a round, 256 random bits. It makes pseudonyms of credentials and encrypts ballots, so without it nobody can link a
/// stored ballot to a credential.
/// </summary>
/// <remarks>May be used by several threads. Its bytes are in no text of it.</remarks>
public sealed class RoundKey : IGrainKey
{
    public const int Bytes = 32;

    private readonly byte[] _key;

    /// <param name="key"><see cref="Bytes"/> random bytes. They are copied.</param>
    public RoundKey(ReadOnlySpan<byte> key)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, Bytes);
        _key = key.ToArray();
        Commitment = Convert.ToHexStringLower(SHA256.HashData(key));
    }

    /// <summary>The SHA-256 of the key: 64 lower-case hexadecimal digits. The round's stream names it.</summary>
    public string Commitment { get; }

    /// <summary>The pseudonym of a voter: the first 128 bits of the HMAC-SHA-256 of the credential's secret.</summary>
    public CredentialHash Pseudonym(CredentialSecret secret)
    {
        Span<byte> bytes = stackalloc byte[Credential.SecretBytes];
        secret.Write(bytes);
        return Pseudonym(bytes);
    }

    /// <inheritdoc cref="Pseudonym(CredentialSecret)"/>
    /// <param name="secret">The <see cref="Credential.SecretBytes"/> bytes of the credential.</param>
    public CredentialHash Pseudonym(ReadOnlySpan<byte> secret)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(secret.Length, Credential.SecretBytes);
        Span<byte> mac = stackalloc byte[SHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, secret, mac);
        return CredentialHash.Read(mac);
    }

    /// <summary>The cipher of a ballot box.</summary>
    /// <param name="stream">The name of the box's stream.</param>
    public BoxCipher ForBox(string stream) => new(Derive("box texts", stream), Derive("box nonces", stream));

    /// <summary>The keys for the slip numbers of the round.</summary>
    public SlipKey ForSlips() => new(this);

    /// <summary>A key of its own for another purpose.</summary>
    /// <param name="purpose">What it is for. Different purposes have independent keys.</param>
    /// <param name="name">The name of what it is for.</param>
    internal byte[] Derive(string purpose, string name) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _key, Bytes, info: Encoding.UTF8.GetBytes($"evaluation {purpose} {name}"));

    /// <summary>Copies the key for a store.</summary>
    public void CopyTo(Span<byte> to) => _key.CopyTo(to);

    /// <summary>This key, if the round names it.</summary>
    /// <exception cref="KeyUnavailableException">The round names another key.</exception>
    public RoundKey Matching(string commitment, string round) => commitment == Commitment
        ? this
        : throw new KeyUnavailableException(
            KeyFault.Differs, $"The key of round '{round}' in the store of keys has the SHA-256 {Commitment}, and the round names {commitment}. Restore the right key; see the handbook.");
}
