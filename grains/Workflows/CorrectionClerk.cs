using System.Collections.Immutable;
using Evaluation.Results;
using Evaluation.Rounds;
using Evaluation.Runtime;
using Evaluation.Units;
using Evaluation.Workflows.Publishing;

namespace Evaluation.Workflows;

/// <summary>Applies upheld objections to the unit's ledger and to the result.</summary>
internal sealed class CorrectionClerk(IEngine engine, TimeProvider clock)
{
    private readonly ResultScorer _scorer = new(engine);
    private readonly LedgerReader _ledgers = new(engine);
    private readonly PinnedRounds _pinned = new(engine);
    private readonly TallyPublication _tallies = new(engine);

    /// <summary>
    /// One after the other, in the order of approval: first the ledger, then the next version. A ledger accepts a ticket once, and the
    /// round accepts a version only for the ticket that is due; so every step may be repeated, and the second time changes nothing.
    /// </summary>
    public async ValueTask<Outcome<RoundView>> WorkInAsync(RoundView view)
    {
        var id = RoundGrain.Ref(view.Id);
        var rules = await engine.SendAsync(id, new ViewRules());
        if (rules.IsRefused(out var refusal))
            return refusal;
        while (view.IsCorrecting)
        {
            var due = await engine.SendAsync(id, new ViewDueCorrection());
            if (due.IsRefused(out refusal))
                return refusal;
            if (due.Answer.Next is not { } correction)
                return await engine.SendAsync(id, new ViewRound());
            var corrected = await engine.SendAsync(
                UnitGrain.Ref(view.Id, correction.Unit), new CorrectLedger(correction.Ticket, correction.Changes, correction.ApprovedAt, correction.ApprovedBy));
            if (corrected.IsRefused(out refusal))
                return refusal;
            var before = await _ledgers.ReadAsync(view.Id, correction.Sources);
            if (before.IsRefused(out refusal))
                return refusal;
            var pinned = await _pinned.ReadAsync(rules.Answer);
            if (pinned.IsRefused(out refusal))
                return refusal;
            var ledgers = before.Answer.SetItem(correction.Unit, correction.Sources.WithTails(correction.Unit, corrected.Answer.Ledger));
            var result = await _scorer.ScoreAsync(rules.Answer, ledgers, pinned.Answer.Rounds);
            if (result.IsRefused(out refusal))
                return refusal;
            var recount = await _tallies.HashAsync(rules.Answer, result.Answer, ledgers, pinned.Answer, view.ResultVersions + 1);
            if (recount.IsRefused(out refusal))
                return refusal;
            var recorded = await engine.SendAsync(
                id, new RecordResult(
                    result.Answer.Result, Versions(correction.Unit, corrected.Answer.Version), clock.GetUtcNow(), correction.ApprovedBy, null, correction.Ticket,
                    Pinned: pinned.Answer.Rounds, Recount: recount.Answer.Hash));
            if (recorded.IsRefused(out _))
                return recorded;
            view = recorded.Answer;
        }
        return view;
    }

    private static ImmutableSortedDictionary<string, long> Versions(string unit, long version) => LedgerSources.None.Versions.SetItem(unit, version);
}
