using System.Diagnostics.CodeAnalysis;
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
[SuppressMessage("Design", "CA1001", Justification = "Several threads may use it until the last of them has forgotten it. Its handles are released with it.")]
public sealed class RoundKey : IGrainKey
{
    public const int Bytes = 32;

    private readonly byte[] _key;

    // One per thread: a call without an instance costs more than twice as much.
    private readonly ThreadLocal<IncrementalHash> _pseudonyms;

    /// <param name="key"><see cref="Bytes"/> random bytes. They are copied.</param>
    public RoundKey(ReadOnlySpan<byte> key)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, Bytes);
        _key = key.ToArray();
        _pseudonyms = new(() => IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key));
        Commitment = Convert.ToHexStringLower(SHA256.HashData(key));
    }

    /// <summary>The SHA-256 of the key: 64 lower-case hexadecimal digits. The round's stream names it.</summary>
    public string Commitment { get; }

    /// <summary>The pseudonym of a voter: the first 128 bits of the HMAC-SHA-256 of the credential's secret.</summary>
    public CredentialHash Pseudonym(CredentialSecret secret)
    {
        Span<byte> bytes = stackalloc byte[CredentialSecret.BytesMax];
        secret.Write(bytes);
        return Pseudonym(bytes[..secret.Length]);
    }

    /// <inheritdoc cref="Pseudonym(CredentialSecret)"/>
    /// <param name="secret">
    /// The <see cref="Credential.SecretBytes"/> bytes of a credential in one part, or the <see cref="CredentialSecret.BytesMax"/> bytes of
    /// one in two parts.
    /// </param>
    public CredentialHash Pseudonym(ReadOnlySpan<byte> secret)
    {
        if (secret.Length != CredentialSecret.BytesMax)
            ArgumentOutOfRangeException.ThrowIfNotEqual(secret.Length, Credential.SecretBytes);
        Span<byte> mac = stackalloc byte[SHA256.HashSizeInBytes];
        var hash = _pseudonyms.Value!;
        hash.AppendData(secret);
        hash.GetHashAndReset(mac);
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
