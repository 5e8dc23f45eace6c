using System.Collections.Concurrent;
using Evaluation.Ballots.Counting;
using Evaluation.Gateway.Rounds;
using Evaluation.Gateway.Snapshots;
using Evaluation.Gateway.Voting;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Scoring;
using Evaluation.Scoring.Ledgers;
using Evaluation.Units;
using Evaluation.Workflows.Live;

namespace Evaluation.Gateway.Scores;

/// <summary>
/// Snapshots of the live scores of rounds, from the votes reported to units and criteria. Scores of a closed round come from its sealed
/// ballot boxes and equal the result's. The caller checks who may see them.
/// </summary>
public sealed class ScoreSnapshots
{
    private readonly IEngine _engine;
    private readonly RoundViews _views;
    private readonly LiveVotes _votes;
    private readonly VoteGatherer _gatherer;
    private readonly SnapshotCache<string> _units;
    private readonly SnapshotCache<(string Round, string Criterion)> _criteria;
    private readonly ConcurrentDictionary<string, FrozenRound> _frozen = new(StringComparer.Ordinal);

    public ScoreSnapshots(IEngine engine, RoundViews views, TimeProvider clock)
    {
        (_engine, _views, _votes, _gatherer) = (engine, views, new(engine), new(engine));
        _units = new(clock, "scores", DraftUnitsAsync);
        _criteria = new(clock, "scores", key => DraftCriterionAsync(key.Round, key.Criterion));
    }

    /// <summary>All units of a round that has opened.</summary>
    public ValueTask<Outcome<Snapshot>> UnitsAsync(string round) => _units.GetAsync(round);

    /// <summary>
    /// One criterion across the units; refused with <see cref="RefusalCode.NoSuchCriterion"/> for a criterion that is not voted on.
    /// </summary>
    public ValueTask<Outcome<Snapshot>> CriterionAsync(string round, string criterion) => _criteria.GetAsync((round, criterion));

    /// <summary>The time until another snapshot can be made.</summary>
    /// <param name="criterion">Null for the snapshot of all units.</param>
    public TimeSpan NextIn(string round, string? criterion) => criterion is null ? _units.NextIn(round) : _criteria.NextIn((round, criterion));

    private async ValueTask<Outcome<SnapshotDraft>> DraftUnitsAsync(string id)
    {
        var found = await FindAsync(id);
        if (found.IsRefused(out var refusal))
            return refusal;
        var (view, round) = found.Answer;
        var isClosed = LifeCycle.IsClosed(view.State);
        var units = isClosed ? await _votes.KnownAsync(round.Votes) : await _votes.OfUnitsAsync(round.Votes);
        if (units.IsRefused(out refusal))
            return refusal;
        return new SnapshotDraft((view.State, units.Answer.Sum(unit => unit.Version)), async () =>
        {
            var sums = isClosed ? await _gatherer.SumsAsync(round.Votes) : units.Answer.Select(unit => unit.Sums).ToArray();
            return sums.IsRefused(out var closed) ? closed : LiveJson.Write(new LiveScores(id, view.State, RoundScoring.Score(round.Rules, sums.Answer, Facts(round.Rules, units.Answer))));
        });
    }

    private async ValueTask<Outcome<SnapshotDraft>> DraftCriterionAsync(string id, string criterion)
    {
        var found = await FindAsync(id);
        if (found.IsRefused(out var refusal))
            return refusal;
        var (view, round) = found.Answer;
        if (round.Votes.PlaceOf(criterion) is not { } place)
            return new Refusal(RefusalCode.NoSuchCriterion, $"Nobody votes on a criterion '{criterion}' in this round.", ("criteria", round.Votes.Criteria));
        if (LifeCycle.IsClosed(view.State))
        {
            return new SnapshotDraft(view.State, async () =>
            {
                var sums = await _gatherer.SumsAsync(round.Votes);
                return sums.IsRefused(out var closed) ? closed : Write([.. sums.Answer.Select(unit => CriterionSums.Of(unit, place, round.Votes.DontKnow))]);
            });
        }
        var votes = await _votes.OfCriterionAsync(round.Votes, place);
        return votes.IsRefused(out var missing) ? missing : new SnapshotDraft((view.State, votes.Answer.Version), () => new(Write(votes.Answer.Units)));

        byte[] Write(IReadOnlyList<CriterionSums> sums) => LiveJson.Write(LiveCriterion.Of(id, view.State, CriterionScoring.Score(round.Rules, place, sums)));
    }

    /// <summary>
    /// Facts from the units' ledgers; null while panels cannot be compared yet, and scores then come from the votes alone.
    /// </summary>
    private static IReadOnlyDictionary<string, UnitFacts>? Facts(RoundRules rules, UnitVotes[] units)
    {
        var ledgers = rules.Units.Zip(units).ToDictionary(unit => unit.First.Code, unit => unit.Second.Ledger);
        var facts = LedgerFacts.Of(rules, ledgers);
        return facts.IsRefused(out _) ? null : facts.Answer;
    }

    private async ValueTask<Outcome<(RoundView View, FrozenRound Round)>> FindAsync(string id)
    {
        var view = await _views.GetAsync(id);
        if (view.IsRefused(out var refusal))
            return refusal;
        if (_frozen.TryGetValue(id, out var known))
            return (view.Answer, known);
        if (view.Answer.State == RoundState.Draft)
            return NotOpenRefusal.Of(view.Answer);
        var rules = await _engine.SendAsync(RoundGrain.Ref(id), new ViewRules());
        return rules.IsRefused(out refusal) ? refusal : (view.Answer, _frozen[id] = new(rules.Answer, VotedRound.Of(rules.Answer)));
    }

    /// <summary>Frozen rules, which never change.</summary>
    private sealed record FrozenRound(RoundRules Rules, VotedRound Votes);
}
