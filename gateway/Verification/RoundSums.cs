using Evaluation.Ballots;
using Evaluation.Ballots.Counting;
using Evaluation.Ballots.Records;
using Evaluation.Results.Exports;
using Evaluation.Results.Recounts;
using Evaluation.Rounds;
using Evaluation.Rounds.LostSlips;
using Evaluation.Rules;
using Evaluation.Workflows.Live;

namespace Evaluation.Gateway.Verification;

/// <summary>The sums over a round's boxes, or those of its sealed record. No box needs to stay in memory for them.</summary>
internal sealed class RoundSums(RoundRules rules)
{
    private readonly VotedRound _round = VotedRound.Of(rules);
    private readonly List<UnitPatterns>[]? _patterns = PublishedTallies.NeedsSlips(rules) ? [.. rules.Units.Select(_ => new List<UnitPatterns>())] : null;
    private readonly Dictionary<string, int> _held = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SlipCounts> _lost = new(StringComparer.Ordinal);

    public VoteSums[] Votes { get; } = [.. rules.Units.Select(_ => VoteSums.None)];

    public TurnoutTotals Turnout { get; } = new();

    public int Ballots { get; private set; }

    public long Slips { get; private set; }

    /// <summary>The shown slips of every unit, where the rules publish slips; null elsewhere.</summary>
    public IReadOnlyList<IReadOnlyList<PatternCount>>? Patterns => _patterns is null ? null : [.. _patterns.Select((boxes, unit) => CountedSlips.Of(rules, unit, boxes).Patterns)];

    /// <summary>Boxes without any event.</summary>
    public List<int> Empty { get; } = [];

    /// <summary>Lost slips of a group in all boxes.</summary>
    public SlipCounts LostSlips(string group) => _lost.GetValueOrDefault(group);

    /// <summary>Credentials of a group in all boxes.</summary>
    public int Held(string group) => _held.GetValueOrDefault(group);

    /// <summary>Adds the sealed record of a round whose ballots nobody can read any more.</summary>
    public void Add(SealedRecord record)
    {
        var totals = record.Head!.Totals;
        (Ballots, Slips) = (Ballots + totals.Ballots, Slips + totals.Slips);
        foreach (var group in totals.Groups)
            Hold(group);
        Turnout.Add(new ViewRecordedTurnout().Answer(record).Answer);
        foreach (var (unit, patterns) in (_patterns ?? []).Index())
            patterns.Add(new ViewRecordedPatterns(unit).Answer(record).Answer);
        for (var next = 0; next < Votes.Length;)
        {
            int[] wanted = [.. Enumerable.Range(next, Votes.Length - next)];
            var part = new ViewRecordedVotes(_round.Scale, wanted, _round.Classes).Answer(record).Answer;
            foreach (var unit in part.Units)
                Votes[unit.Unit] = Votes[unit.Unit].Add(unit.Sums);
            next += part.Units.Count;
        }
    }

    private void Hold(GroupParticipation group)
    {
        _held[group.Group] = Held(group.Group) + group.Issued;
        _lost[group.Group] = new(LostSlips(group.Group).Replaced + (group.Replaced ?? 0), LostSlips(group.Group).Activated + (group.Activated ?? 0));
    }

    public void Add(int number, CheckedBox counted)
    {
        var box = counted.Box;
        if (box.Version == 0)
            Empty.Add(number);
        (Ballots, Slips) = (Ballots + counted.Ballots, Slips + counted.Slips);
        foreach (var group in box.Groups)
            Hold(group);
        if (box.Shape is null || box.Shape.Equals(BoxShape.Of(rules)))
            Turnout.Add(new ViewTurnout().Answer(box).Answer);
        if (box.Shape is not { } shape || !shape.Equals(BoxShape.Of(rules)))
            return;
        foreach (var (unit, patterns) in (_patterns ?? []).Index())
            patterns.Add(UnitPatterns.Of(box, unit));
        for (var since = ViewVotes.Ever; ;)
        {
            var part = new ViewVotes(since, _round.Scale, Classes: _round.Classes).Answer(box).Answer;
            foreach (var unit in part.Units)
                Votes[unit.Unit] = Votes[unit.Unit].Add(unit.Sums);
            if (part.Through >= part.Version)
                return;
            since = part.Through;
        }
    }
}
