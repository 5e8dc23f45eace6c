using Evaluation.Ballots;
using Evaluation.Ballots.Keys;
using Evaluation.Ballots.LostSlips;
using Evaluation.Gateway.Verification.Boxes;
using Evaluation.Rules;

namespace Evaluation.Gateway.Verification;

/// <summary>
/// What the events of a box say about their round: it gave this window, reserved this batch, began to seal. The round is read again before
/// a claim that does not hold becomes a finding, because the box was read later.
/// </summary>
internal sealed class BoxClaims(RoundRecord record, string box)
{
    /// <summary>Claims of one box that are kept. One is enough to distrust it.</summary>
    private const int OpenMax = 20;

    private readonly List<(long Version, string What, Func<bool> Holds)> _open = [];

    public void Add(BoxEvent happened, long version)
    {
        if (_open.Count == OpenMax || Claim(happened) is not var (what, holds) || holds())
            return;
        _open.Add((version, what, holds));
    }

    /// <summary>Every claim that the round does not confirm becomes a finding.</summary>
    public async ValueTask SettleAsync(Findings findings)
    {
        if (_open.Count == 0)
            return;
        await record.CatchUpAsync();
        foreach (var (version, what, holds) in _open)
            if (!holds())
                findings.Add(FindingKind.Shorter, record.Stream, record.Version, $"{box} at version {version} {what}");
    }

    private (string What, Func<bool> Holds)? Claim(BoxEvent happened) => happened switch
    {
        BoxKeyed keyed => ("names a key that the round does not name", () => record.State.KeyCommitment == keyed.Commitment),
        WindowSet set => ($"has window {set.Window.Version}, which the round did not give", () => record.Gave(set.Window)),
        CredentialsStored stored => ($"holds credentials of batch {stored.Batch}, which the round did not issue like this", () => IsIssued(stored.Batch, stored.Group, stored.Units)),
        BatchStored stored => ($"holds credentials of batch {stored.Batch}, which the round did not issue like this", () => IsIssued(stored.Batch, stored.Group, stored.Units)),
        BatchSettled settled => ($"lets batch {settled.Batch} vote, which the round did not decide", () => IsDecided(settled.Batch, settled.Version)),
        BatchHeld held => ($"holds batch {held.Batch} back, which the round did not decide", () => IsDecided(held.Batch, held.Version)),
        SlipRevoked revoked => ("revokes a slip, which the round did not decide", () => SlipLaw.IsDecided(record.State, revoked)),
        SpareActivated activated => ("lets a spare vote, which the round did not decide", () => SlipLaw.IsDecided(record.State, activated)),
        CredentialsVoided voided => ($"voids batch {voided.Batch}, which the round did not issue", () => record.Batches.ContainsKey(voided.Batch)),
        BoxClosed => ("is sealed, and the round did not begin to seal", () => record.State.State is not (RoundState.Draft or RoundState.Assessing or RoundState.Voting or RoundState.Paused)),
        _ => null,
    };

    private bool IsIssued(string id, string group, IReadOnlyList<string>? units) =>
        record.Batches.TryGetValue(id, out var batch) && batch.Group == group
        && (batch.Units is null) == (units is null) && (units ?? []).SequenceEqual(batch.Units ?? []);

    private bool IsDecided(string id, int version) => record.State.Batches.Batches.TryGetValue(id, out var batch) && batch.Version >= version;
}
