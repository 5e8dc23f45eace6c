using Evaluation.Ballots.LostSlips;

namespace Evaluation.Ballots.Keys;

/// <summary>
/// Gives the name by which a round knows a voter: a pseudonym under its key, or, in rounds of the old form, the hash of the credential.
/// </summary>
/// <param name="key">The key of the round; null in the old form.</param>
public sealed class VoterKey(RoundKey? key)
{
    /// <summary>The old form.</summary>
    public static readonly VoterKey None = new(null);

    /// <summary>The name by which the round knows the holder of this credential.</summary>
    public CredentialHash NameOf(CredentialSecret secret)
    {
        Span<byte> bytes = stackalloc byte[CredentialSecret.BytesMax];
        secret.Write(bytes);
        return NameOf(bytes[..secret.Length]);
    }

    /// <inheritdoc cref="NameOf(CredentialSecret)"/>
    public CredentialHash NameOf(ReadOnlySpan<byte> secret) => key?.Pseudonym(secret) ?? CredentialHash.Of(secret);

    /// <summary>The second parts of the credentials of a batch; null in the old form, which has none.</summary>
    public SecondParts? SecondPartsOf(string batch) => key is null ? null : new(key, batch);

    /// <summary>The keys for the slip numbers of the round; null in the old form, which has none.</summary>
    public SlipKey? ForSlips() => key?.ForSlips();

    /// <summary>The SHA-256 of the key; null in the old form.</summary>
    public string? Commitment => key?.Commitment;
}
