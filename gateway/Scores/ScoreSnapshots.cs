using System.Collections.Concurrent;
using Evaluation.Assessment;
using Evaluation.Ballots.Counting;
using Evaluation.Cuts;
using Evaluation.Gateway.Rounds;
using Evaluation.Gateway.Snapshots;
using Evaluation.Gateway.Voting;
using Evaluation.Panels;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Scoring;
using Evaluation.Scoring.Ledgers;
using Evaluation.Units;
using Evaluation.Workflows;
using Evaluation.Workflows.Live;

namespace Evaluation.Gateway.Scores;

/// <summary>
/// Snapshots of the live scores of rounds, from the newest cut. Scores of a closed round come from its sealed ballot boxes and equal the
/// result's. The caller checks who may see them.
/// </summary>
public sealed class ScoreSnapshots
{
    private readonly IEngine _engine;
    private readonly RoundViews _views;
    private readonly TimeProvider _clock;
    private readonly LiveVotes _votes;
    private readonly VoteGatherer _gatherer;
    private readonly SnapshotCache<string> _units;
    private readonly SnapshotCache<(string Round, string Criterion)> _criteria;
    private readonly ConcurrentDictionary<string, FrozenRound> _frozen = new(StringComparer.Ordinal);

    public ScoreSnapshots(IEngine engine, RoundViews views, TimeProvider clock)
    {
        (_engine, _views, _clock, _votes, _gatherer) = (engine, views, clock, new(engine), new(engine));
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
        var units = await _votes.KnownAsync(round.Votes);
        if (units.IsRefused(out refusal))
            return refusal;
        var shown = await ShownAsync(view, round);
        if (shown.IsRefused(out refusal))
            return refusal;
        var ledgers = await LedgersAsync(view.State, round.Rules, units.Answer);
        if (ledgers.IsRefused(out refusal))
            return refusal;
        return new SnapshotDraft((view.State, shown.Answer.CutAt, shown.Answer.NextCutAt, ledgers.Answer), async () =>
        {
            var sums = await shown.Answer.SumsAsync();
            if (sums.IsRefused(out var busy))
                return busy;
            var judged = await JudgedAsync(shown.Answer, round);
            if (judged.IsRefused(out busy))
                return busy;
            var classes = RoundScoring.Score(round.Rules, sums.Answer, Facts(round.Rules, ledgers.Answer.Units, shown.Answer.IsClosed ? sums.Answer : null, judged.Answer), judged.Answer);
            return LiveJson.Write(new LiveScores(id, view.State, shown.Answer.CutAt, shown.Answer.NextCutAt, classes), shown.Answer.IsClosed);
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
        var shown = await ShownAsync(view, round);
        if (shown.IsRefused(out refusal))
            return refusal;
        return new SnapshotDraft((view.State, shown.Answer.CutAt, shown.Answer.NextCutAt), async () =>
        {
            var sums = await shown.Answer.SumsAsync();
            if (sums.IsRefused(out var busy))
                return busy;
            var judged = await JudgedAsync(shown.Answer, round);
            if (judged.IsRefused(out busy))
                return busy;
            var table = CriterionScoring.Score(round.Rules, place, [.. sums.Answer.Select((unit, index) => round.Votes.OfCriterion(index, unit, place))], judged.Answer);
            return LiveJson.Write(LiveCriterion.Of(id, view.State, shown.Answer.CutAt, shown.Answer.NextCutAt, table), shown.Answer.IsClosed);
        });
    }

    /// <summary>The votes that are shown: those of the newest cut, and after the close those of the sealed boxes.</summary>
    private async ValueTask<Outcome<ShownVotes>> ShownAsync(RoundView view, FrozenRound round)
    {
        if (LifeCycle.IsClosed(view.State))
            return new ShownVotes(IsClosed: true, null, null, () => _gatherer.SumsAsync(round.Votes));
        var read = await _engine.SendAsync(CutGrain.Ref(view.Id), new ViewCut());
        if (read.IsRefused(out var refusal))
            return refusal;
        var cut = read.Answer;
        var next = view.Window is { } window ? new CutSchedule(window.OpensAt, window.ClosesAt, CutSchedule.EveryOf(round.Rules)).NextAfter(cut.At, _clock.GetUtcNow()) : null;
        return new ShownVotes(IsClosed: false, cut.At.In(view.TimeZone), next.In(view.TimeZone), () =>
        {
            var sums = Enumerable.Repeat(VoteSums.None, round.Votes.Units.Count).ToArray();
            foreach (var unit in cut.Units)
                sums[unit.Unit] = unit.Sums;
            return new(sums);
        });
    }

    /// <summary>The judgements of the groups (F29): none before the close.</summary>
    private async ValueTask<Outcome<GroupTurnout[]>> JudgedAsync(ShownVotes shown, FrozenRound round) =>
        shown.IsClosed ? await SealedTurnout.JudgedAsync(_engine, round.Rules) : Array.Empty<GroupTurnout>();

    /// <summary>
    /// Facts from the units' ledgers; null while panels cannot be compared yet, and scores then come from the votes alone.
    /// </summary>
    /// <param name="rules">The frozen rules.</param>
    /// <param name="ledgers">By unit, in the rules' order.</param>
    /// <param name="sealedVotes">Null before sealing.</param>
    /// <param name="turnout">With its judgements (F29).</param>
    private static IReadOnlyDictionary<string, UnitFacts>? Facts(RoundRules rules, UnitLedger[] ledgers, VoteSums[]? sealedVotes, IReadOnlyList<GroupTurnout>? turnout)
    {
        var byUnit = rules.Units.Zip(ledgers).ToDictionary(unit => unit.First.Code, unit => unit.Second);
        var facts = LedgerFacts.Of(rules, byUnit, votes: sealedVotes is null ? null : VoteFigures.ByUnit(rules, sealedVotes, turnout));
        return facts.IsRefused(out _) ? null : facts.Answer;
    }

    /// <summary>The ledgers of the units. An open one gets the weights of the unit's inspectors as they are now.</summary>
    private async ValueTask<Outcome<Ledgers>> LedgersAsync(RoundState state, RoundRules rules, UnitVotes[] units)
    {
        UnitLedger[] stored = [.. units.Select(unit => unit.Ledger)];
        // Inspectors have weights only where nothing is trimmed, and closed ledgers have them already.
        if (LifeCycle.HasResult(state) || rules.Bodies.All(body => rules.TrimOf(body) != PanelTrim.None))
            return new Ledgers(stored, stored, "");
        var panels = await _engine.SendAsync(PanelGrain.Ref(rules.Id), new ViewPanels());
        if (panels.IsRefused(out var refusal))
            return refusal;
        var weighted = rules.Units.Zip(stored, (unit, ledger) => panels.Answer.WeightsOf(unit.Code) is { } weights ? ledger with { Weights = weights } : ledger);
        return new Ledgers([.. weighted], stored, string.Join(' ', panels.Answer.Panels.Select(panel => $"{panel.Code} {panel.Version}")));
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

    /// <summary>The ledgers of all units. Votes that are reported between two cuts make no new snapshot.</summary>
    /// <param name="Units">As scored.</param>
    /// <param name="Stored">As the units have them. Two snapshots of the same ones are equal.</param>
    /// <param name="Panels">The versions of the panels whose weights are used.</param>
    private sealed record Ledgers(UnitLedger[] Units, UnitLedger[] Stored, string Panels)
    {
        public bool Equals(Ledgers? other) => other is not null && Panels == other.Panels && Stored.SequenceEqual(other.Stored);

        public override int GetHashCode() => Stored.Length;
    }

    /// <param name="CutAt">The cut that the votes come from.</param>
    private sealed record ShownVotes(bool IsClosed, DateTimeOffset? CutAt, DateTimeOffset? NextCutAt, Func<ValueTask<Outcome<VoteSums[]>>> SumsAsync);

    /// <summary>Frozen rules, which never change.</summary>
    private sealed record FrozenRound(RoundRules Rules, VotedRound Votes);
}
