using System.Collections.Immutable;
using Evaluation.Assessment;
using Evaluation.Ballots;
using Evaluation.Ballots.Counting;
using Evaluation.Panels;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Scoring;
using Evaluation.Scoring.Combining;
using Evaluation.Scoring.Ledgers;
using Evaluation.Units;
using Evaluation.Workflows.Live;

namespace Evaluation.Workflows;

/// <summary>Gathers the inputs of a round's result and computes it.</summary>
internal sealed class ResultScorer(IEngine engine)
{
    private readonly VoteGatherer _gatherer = new(engine);

    /// <summary>The units' current ledgers with the weights of their inspectors; empty ones are left out.</summary>
    public async ValueTask<Outcome<ImmutableSortedDictionary<string, UnitLedger>>> LedgersAsync(RoundRules rules)
    {
        var known = await Task.WhenAll(rules.Units.Select(unit => engine.SendAsync(UnitGrain.Ref(rules.Id, unit.Code), new ViewLedger()).AsTask()));
        if (known.Select(ledger => ledger.Refusal).FirstOrDefault(failed => failed is not null) is { } failure)
            return failure;
        var panels = await engine.SendAsync(PanelGrain.Ref(rules.Id), new ViewPanels());
        if (panels.IsRefused(out var refusal))
            return refusal;
        return rules.Units.Zip(known, (unit, ledger) => (unit.Code, Ledger: ledger.Answer with { Weights = panels.Answer.WeightsOf(unit.Code) })).Where(unit => !unit.Ledger.IsEmpty)
            .ToImmutableSortedDictionary(unit => unit.Code, unit => unit.Ledger, StringComparer.Ordinal);
    }

    /// <summary>The result of a sealed round from its tally and these ledgers. Refused as <see cref="LedgerFacts"/> refuses.</summary>
    /// <param name="pinned">The figures of the rounds that the round combines; null for none.</param>
    public async ValueTask<Outcome<ScoredRound>> ScoreAsync(
        RoundRules rules, IReadOnlyDictionary<string, UnitLedger> ledgers, IReadOnlyList<PinnedRound>? pinned)
    {
        // Asked first, because it needs no box.
        var facts = LedgerFacts.Of(rules, ledgers, pinned);
        if (facts.IsRefused(out var refusal))
            return refusal;
        var sums = await _gatherer.SumsAsync(VotedRound.Of(rules));
        if (sums.IsRefused(out refusal))
            return refusal;
        var turnout = await SealedTurnout.ReadAsync(engine, rules);
        if (turnout.IsRefused(out refusal))
            return refusal;
        var result = ResultComputation.Compute(rules, ledgers, sums.Answer, turnout.Answer, pinned);
        return result.IsRefused(out refusal) ? refusal : new ScoredRound(result.Answer, sums.Answer);
    }

    public static IEnumerable<GrainRef<BallotBox>> Boxes(RoundRules rules) => Enumerable.Range(0, rules.BallotBoxes).Select(box => BoxGrain.Ref(rules.Id, box));
}

/// <param name="Result">Without version and time.</param>
/// <param name="Votes">The sums of the slips by unit, in the rules' order.</param>
internal sealed record ScoredRound(RoundResult Result, IReadOnlyList<VoteSums> Votes);
