using Evaluation.Ballots;

namespace Evaluation.Workflows;

/// <summary>The credentials of a batch, in the order in which they are given out. Only this object holds their secrets.</summary>
/// <param name="secrets">The secrets one after another: as text, the most credentials of a call would take five times the memory.</param>
public sealed class MadeCredentials(byte[] secrets)
{
    public int Count => secrets.Length / Credential.SecretBytes;

    /// <summary>A credential as people type it.</summary>
    public string this[int index] => Credential.Format(Secret(index));

    internal CredentialHash Hash(int index) => CredentialHash.Of(Secret(index));

    private ReadOnlySpan<byte> Secret(int index) => secrets.AsSpan(index * Credential.SecretBytes, Credential.SecretBytes);
}
