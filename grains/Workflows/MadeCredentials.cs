using Evaluation.Ballots;
using Evaluation.Ballots.Keys;

namespace Evaluation.Workflows;

/// <summary>The credentials of a batch, in the order in which they are given out. Only this object holds their secrets.</summary>
/// <param name="secrets">The secrets one after another: as text, the most credentials of a call would take five times the memory.</param>
/// <param name="key">The key of the round.</param>
public sealed class MadeCredentials(byte[] secrets, VoterKey key)
{
    public int Count => secrets.Length / Credential.SecretBytes;

    /// <summary>A credential as people type it.</summary>
    public string this[int index] => Credential.Format(Secret(index));

    /// <summary>The name by which the round knows the holder of a credential.</summary>
    public CredentialHash Hash(int index) => key.NameOf(Secret(index));

    /// <summary>The SHA-256 of the key of the round; null in the old form.</summary>
    internal string? KeyCommitment => key.Commitment;

    private ReadOnlySpan<byte> Secret(int index) => secrets.AsSpan(index * Credential.SecretBytes, Credential.SecretBytes);
}
