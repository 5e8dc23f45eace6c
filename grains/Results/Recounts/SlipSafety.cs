using Evaluation.Ballots.Packing;
using Evaluation.Scoring;

namespace Evaluation.Results.Recounts;

/// <summary>
/// Whether slips can be published as whole patterns. Where they cannot, the round publishes tallies and says why: its rules are frozen, and a
/// result must not wait for votes that nobody will cast.
/// </summary>
internal static class SlipSafety
{
    /// <summary>The reasons against it, each once; empty where slips are published.</summary>
    public static IReadOnlyList<string> WhyNot(ScoringRules scoring, IReadOnlyList<PublishedCells> units, IReadOnlyList<IReadOnlyList<Ballots.Counting.PatternCount>> slips)
    {
        var published = new PublishedTallies(scoring.Round, 0, [], [], new Dictionary<string, Assessment.UnitLedger>(), Slips: slips);
        var cells = units.SelectMany(unit => unit.Groups.Where(group => group.Why is null && group.Count.Slips > 0).Select(group => (Unit: unit, Group: group))).ToList();
        List<string> reasons = [];
        if (cells.Exists(cell => cell.Group.Count.Slips < Limits.SlipsPublishedMin))
            reasons.Add($"a group has fewer than {Limits.SlipsPublishedMin} slips for a unit");
        if (cells.Exists(cell => Patterns(published, cell.Unit, cell.Group).Any(pattern => pattern.Slips < Limits.PatternSlipsMin)))
            reasons.Add($"a pattern of marks occurs fewer than {Limits.PatternSlipsMin} times in a group of a unit");
        return reasons;
    }

    /// <summary>The patterns of a group's slips by the criteria of the unit's class, in ascending order of the marks.</summary>
    public static IEnumerable<(IReadOnlyList<long> Marks, long Slips)> Patterns(PublishedTallies published, PublishedCells unit, PublishedGroup group) =>
        published.Slips![unit.Place].Where(pattern => pattern.Group == group.Place)
            .GroupBy(pattern => string.Join(' ', MarksOf(unit, pattern.Marks).Select(mark => (char)('0' + mark))), StringComparer.Ordinal)
            .OrderBy(pattern => pattern.Key, StringComparer.Ordinal)
            .Select(pattern => ((IReadOnlyList<long>)[.. MarksOf(unit, pattern.First().Marks)], pattern.Sum(count => (long)count.Slips)));

    private static IEnumerable<long> MarksOf(PublishedCells unit, ulong packed)
    {
        var places = unit.Rules.Scale.Places;
        return Enumerable.Range(0, unit.Rules.Criteria.Count).Select(criterion => (long)PackedMarks.Mark(packed, places is null ? criterion : places[criterion]));
    }
}
