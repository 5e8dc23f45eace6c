using Evaluation.Ballots.LostSlips;
using Evaluation.Runtime;

namespace Evaluation.Ballots.Keys;

/// <summary>The key of a ballot box: what its stream names, and the cipher while the process has the key. Old boxes have none.</summary>
public sealed class BoxSeal
{
    private (uint Sequence, UInt128 Leaf) _last;
    private RoundKey? _key;
    private SlipKey? _slips;

    /// <summary>The SHA-256 of the key of the round; null in a box of the old form, and before the first credential.</summary>
    public string? Commitment { get; private set; }

    internal BoxCipher? Cipher { get; private set; }

    /// <summary>Whether the box is encrypted and its key is not here.</summary>
    public bool IsShut => Commitment is not null && Cipher is null;

    internal void Name(string commitment) => Commitment = commitment;

    /// <summary>Takes the key that the box names.</summary>
    /// <param name="stream">The name of the box's stream.</param>
    /// <param name="key">The key; null where the store has none.</param>
    /// <exception cref="KeyUnavailableException">The box names another key, or there is none.</exception>
    public void Take(string stream, RoundKey? key)
    {
        var round = BoxKeys.RoundOf(new(stream)) ?? stream;
        _key = (key ?? throw NamedKeys.Missing(round, Commitment!)).Matching(Commitment!, round);
        Cipher = _key.ForBox(stream);
    }

    /// <summary>Restores the key of a snapshot that it has opened.</summary>
    internal void Restore(RoundKey key, BoxCipher cipher) => (_key, Commitment, Cipher) = (key, key.Commitment, cipher);

    /// <summary>The decision in the form that is stored: in an encrypted box, events that name a credential are sealed.</summary>
    internal Decision<BoxEvent> Apply(BallotBox box, Decision<BoxEvent> decision) =>
        Commitment is not null && decision.EventCount == 1 && SealedEvent.Names(decision[0])
            ? decision.InForm(new SealedEvent(decision[0], SealedEvent.NextNumber(box, decision[0]), Cipher ?? throw NamedKeys.Missing("", Commitment)))
            : decision;

    /// <summary>Notes the leaf of the ballot with this number.</summary>
    internal void Note(uint sequence, ReadOnlySpan<byte> leaf) => _last = (sequence, BallotMark.LeafOf(leaf));

    /// <summary>The tag of a sealed slip; null under another key, and in a box without key, which holds no slip.</summary>
    internal SlipTag? OpenSlip(string slip) => _key is null ? null : (_slips ??= _key.ForSlips()).Open(slip);

    /// <summary>The same from the journal.</summary>
    /// <exception cref="InvalidDataException">It was sealed with another key, or was changed.</exception>
    internal SlipTag? OpenedSlip(string slip) =>
        OpenSlip(slip) ?? (_key is null ? default(SlipTag?) : throw new InvalidDataException("A slip was sealed with another key, or was changed."));

    /// <summary>The start of the leaf of a credential's latest ballot, for its receipt; 0 in a box of the old form.</summary>
    internal UInt128 LeafOf(CredentialHash credential, Holding holding)
    {
        if (Cipher is null || holding.Standing.IsEmpty)
            return 0;
        if (_last.Sequence != holding.Sequence)
            Note(holding.Sequence, Cipher.LeafOf(new BallotCast(credential, holding.Minute, holding.Last.ToArray(), holding.Id), holding.Sequence));
        return _last.Leaf;
    }
}

/// <summary>The keys of ballot boxes, from the store of the keys of rounds.</summary>
public sealed class BoxKeys(IKeyStore store) : IGrainKeys
{
    public async ValueTask<IGrainKey?> FindAsync(GrainId id) => RoundOf(id) is { } round ? await store.FindAsync(round) : null;

    /// <summary>The round of a box; null for another grain.</summary>
    internal static string? RoundOf(GrainId id) => id.Kind == BoxGrain.KindName && id.Key.LastIndexOf('-') is var dash and > 0 ? id.Key[..dash] : null;
}
