using Evaluation.Ballots;
using Evaluation.Ballots.Keys;
using Evaluation.Ballots.LostSlips;

namespace Evaluation.Workflows;

/// <summary>
/// The credentials of a batch, in the order in which they are given out, spares last. Only this object holds their secrets and the numbers
/// of their slips.
/// </summary>
/// <param name="secrets">The secrets one after another: as text, the most credentials of a call would take five times the memory.</param>
/// <param name="key">The key of the round.</param>
/// <param name="slips">The slip numbers, likewise; empty in a round of the old form.</param>
/// <param name="spares">How many of the credentials are spares.</param>
/// <param name="second">The second parts; null for credentials in one part.</param>
public sealed class MadeCredentials(byte[] secrets, VoterKey key, byte[] slips, int spares, SecondParts? second = null)
{
    private readonly SlipKey? _slipKey = key.ForSlips();
    private readonly int _bytes = BytesOf(second);

    /// <summary>Random bytes of each credential.</summary>
    public static int BytesOf(SecondParts? second) => second is null ? Credential.SecretBytes : CredentialParts.FirstBytes;

    public int Count => secrets.Length / _bytes;

    /// <summary>Whether these are the first parts of credentials in two parts.</summary>
    public bool AreFirstParts => second is not null;

    /// <summary>A credential as people type it, or its first part. The second part is given to another person.</summary>
    public string this[int index] => second is null ? Credential.Format(Secret(index)) : CredentialParts.FormatFirst(Secret(index), second.Check(Serial(index)));

    /// <summary>The number that is printed on both slips of a credential in two parts.</summary>
    public static int Serial(int index) => index + 1;

    /// <summary>The number of its slip as it is printed; empty in a round of the old form.</summary>
    public string Slip(int index) => slips.Length == 0 ? "" : Number(index).Format(IsSpare(index));

    /// <summary>Whether a credential votes only in place of a lost one.</summary>
    public bool IsSpare(int index) => index >= Count - spares;

    /// <summary>The name by which the round knows the holder of a credential.</summary>
    public CredentialHash Hash(int index)
    {
        if (second is null)
            return key.NameOf(Secret(index));
        Span<byte> part = stackalloc byte[CredentialParts.SecondBytes];
        second.Write(Serial(index), part);
        return key.NameOf(CredentialSecret.Of(Secret(index), part));
    }

    /// <summary>The SHA-256 of the key of the round; null in the old form.</summary>
    internal string? KeyCommitment => key.Commitment;

    /// <summary>The slips of some credentials as their boxes store them; null in the old form.</summary>
    internal SlipMark[]? Marks(IEnumerable<int> indexes) =>
        _slipKey is null ? null : [.. indexes.Select(index => new SlipMark(_slipKey.TagOf(Number(index)), IsSpare(index)))];

    private SlipNumber Number(int index) => SlipNumber.Read(slips.AsSpan(index * SlipNumber.Bytes, SlipNumber.Bytes));

    private ReadOnlySpan<byte> Secret(int index) => secrets.AsSpan(index * _bytes, _bytes);
}
