using System.Collections.Immutable;
using Evaluation.Assessment;
using Evaluation.Panels;
using Evaluation.Results;
using Evaluation.Rounds;
using Evaluation.Rounds.Computing;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Scoring.Ledgers;
using Evaluation.Units;
using Evaluation.Workflows.Publishing;

namespace Evaluation.Workflows;

/// <summary>Computes the result of a sealed round from closed ledgers, and opens the ledgers again.</summary>
/// <remarks>
/// The round decides first; then every unit closes its ledger, and only then the result is computed and recorded. So every entry that a
/// unit acknowledged is in the result, and every later one is refused. Each decision has a number: units ignore commands of a lower number,
/// and the round records a result only for the number that is due. So two clerks do no harm, and every step may be repeated.
/// </remarks>
internal sealed class ComputationClerk(IEngine engine, TimeProvider clock)
{
    private readonly ResultScorer _scorer = new(engine);
    private readonly TailReader _tails = new(engine);
    private readonly PinnedRounds _pinned = new(engine);
    private readonly TallyPublication _tallies = new(engine);

    /// <summary>
    /// Makes a sealed round provisional. If the current ledgers already show that it will be refused, nothing is changed.
    /// </summary>
    /// <param name="acceptsIncomplete">Whether units may lack components. Needs a reason.</param>
    public async ValueTask<Outcome<RoundView>> ComputeAsync(string round, bool acceptsIncomplete, string by, string? reason)
    {
        var id = RoundGrain.Ref(round);
        var now = await engine.SendAsync(id, new ViewRound());
        if (now.IsRefused(out _) || now.Answer.State == RoundState.Provisional)
            return now;
        if (now.Answer is { State: RoundState.Sealed, DueLedgers: not { Due: LedgerStep.Close } })
        {
            var rules = await engine.SendAsync(id, new ViewRules());
            if (rules.IsRefused(out var refusal))
                return refusal;
            var ledgers = await _scorer.LedgersAsync(rules.Answer);
            if (ledgers.IsRefused(out refusal))
                return refusal;
            var tails = await _tails.ReadAsync(rules.Answer);
            if (tails.IsRefused(out refusal))
                return refusal;
            var pinned = await _pinned.ReadAsync(rules.Answer);
            if (pinned.IsRefused(out refusal))
                return refusal;
            var result = await ScoreAsync(rules.Answer, LedgerSources.Pinned(tails.Answer).WithTails(ledgers.Answer), pinned.Answer, acceptsIncomplete);
            if (result.IsRefused(out refusal))
                return refusal;
        }
        var started = await engine.SendAsync(id, new StartComputation(acceptsIncomplete, clock.GetUtcNow(), by, reason));
        return started.IsRefused(out _) ? started : await FollowAsync(started.Answer);
    }

    /// <summary>Does what is due. When the result cannot be computed, opens the ledgers again and returns the refusal.</summary>
    public async ValueTask<Outcome<RoundView>> FollowAsync(RoundView view) => view.DueLedgers switch
    {
        { Due: LedgerStep.Close } closing => await CloseAsync(view, closing),
        { Due: LedgerStep.Open } opening => await OpenAsync(view, opening),
        _ => view,
    };

    private async ValueTask<Outcome<RoundView>> CloseAsync(RoundView view, RoundLedgers closing)
    {
        var id = RoundGrain.Ref(view.Id);
        var rules = await engine.SendAsync(id, new ViewRules());
        if (rules.IsRefused(out var refusal))
            return refusal;
        var panels = await engine.SendAsync(PanelGrain.Ref(view.Id), new ViewPanels());
        if (panels.IsRefused(out refusal))
            return refusal;
        var closed = await Task.WhenAll(rules.Answer.Units.Select(unit =>
            engine.SendAsync(UnitGrain.Ref(view.Id, unit.Code), new CloseLedger(closing.Number, closing.At, closing.By, panels.Answer.WeightsOf(unit.Code))).AsTask()));
        if (closed.Select(unit => unit.Refusal).FirstOrDefault(failed => failed is not null) is { } failure)
            return failure;
        // Another clerk has gone on meanwhile: the round has decided again.
        if (closed.Any(unit => unit.Answer.Number != closing.Number || unit.Answer.ClosedAt is null))
            return Refusal.Busy;
        var versions = rules.Answer.Units.Zip(closed).ToImmutableSortedDictionary(unit => unit.First.Code, unit => unit.Second.Answer.ClosedAt!.Value, StringComparer.Ordinal);
        var ledgers = rules.Answer.Units.Zip(closed).Where(unit => !unit.Second.Answer.Ledger.IsEmpty)
            .ToImmutableSortedDictionary(unit => unit.First.Code, unit => unit.Second.Answer.Ledger, StringComparer.Ordinal);
        var tails = await _tails.ReadAsync(rules.Answer);
        if (tails.IsRefused(out refusal))
            return IsOfInputs(refusal) ? await StopAsync(view, closing, refusal) : refusal;
        var pinned = await _pinned.ReadAsync(rules.Answer);
        if (pinned.IsRefused(out refusal))
            return IsOfInputs(refusal) ? await StopAsync(view, closing, refusal) : refusal;
        var result = await ScoreAsync(rules.Answer, LedgerSources.Pinned(tails.Answer).WithTails(ledgers), pinned.Answer, closing.AcceptsIncomplete);
        if (result.IsRefused(out refusal))
            return IsOfInputs(refusal) ? await StopAsync(view, closing, refusal) : refusal;
        var recount = await _tallies.HashAsync(rules.Answer, result.Answer, ledgers, pinned.Answer, view.ResultVersions + 1);
        if (recount.IsRefused(out refusal))
            return refusal;
        var recorded = await engine.SendAsync(
            id, new RecordResult(
                result.Answer.Result, versions, clock.GetUtcNow(), closing.By, closing.Reason, Closing: closing.Number, Pinned: pinned.Answer.Rounds, Tails: tails.Answer,
                Recount: recount.Answer.Hash));
        // An activation that was behind the journal may have answered, or the round has decided again.
        return recorded.Refusal is null && recorded.Answer.State == RoundState.Sealed ? Refusal.Busy : recorded;
    }

    private async ValueTask<Outcome<ScoredRound>> ScoreAsync(
        RoundRules rules, IReadOnlyDictionary<string, UnitLedger> ledgers, PinnedFigures pinned, bool acceptsIncomplete)
    {
        var result = await _scorer.ScoreAsync(rules, ledgers, pinned.Rounds);
        if (result.IsRefused(out _) || acceptsIncomplete)
            return result;
        return MissingComponents.Refuse(MissingComponents.Of(rules, result.Answer.Result, ledgers)) is { } refusal ? refusal : result;
    }

    /// <summary>Whether other entries in the ledgers, or other rounds, are needed. Otherwise the same is tried again.</summary>
    private static bool IsOfInputs(Refusal refusal) => refusal.Code
        is RefusalCode.PanelTooSmall or RefusalCode.PanelsMixed or RefusalCode.Incomplete or RefusalCode.PartNotPublished or RefusalCode.TailNotPublished;

    private async ValueTask<Outcome<RoundView>> StopAsync(RoundView view, RoundLedgers closing, Refusal why)
    {
        var stopped = await engine.SendAsync(RoundGrain.Ref(view.Id), new StopComputation(closing.Number, why.Detail, clock.GetUtcNow(), closing.By));
        if (stopped.IsRefused(out var refusal))
            return refusal;
        var opened = await FollowAsync(stopped.Answer);
        return opened.IsRefused(out refusal) ? refusal : why;
    }

    private async ValueTask<Outcome<RoundView>> OpenAsync(RoundView view, RoundLedgers opening)
    {
        var id = RoundGrain.Ref(view.Id);
        var rules = await engine.SendAsync(id, new ViewRules());
        if (rules.IsRefused(out var refusal))
            return refusal;
        var opened = await Task.WhenAll(rules.Answer.Units.Select(unit =>
            engine.SendAsync(UnitGrain.Ref(view.Id, unit.Code), new OpenLedger(opening.Number, opening.At, opening.By)).AsTask()));
        return opened.Select(unit => unit.Refusal).FirstOrDefault(failed => failed is not null) is { } failure
            ? failure
            : await engine.SendAsync(id, new ConfirmOpening(opening.Number, clock.GetUtcNow()));
    }
}
