using Evaluation.Ballots;
using Evaluation.Rounds.Rules;

namespace Evaluation.Scoring;

/// <summary>
/// A round's result from its rules, its tally and what else is known of the units. Pure and exact: the same input gives the same result, bit for
/// bit, in whatever order the slips came.
/// </summary>
public static class RoundScoring
{
    /// <summary>The classes in the rules' order, each ranked by itself; a unit that lacks a component has no total, rank, band or grade.</summary>
    /// <param name="rules">Rules that have been found valid.</param>
    /// <param name="facts">By the unit's code; a unit without an entry has slips only.</param>
    /// <exception cref="ArgumentException">The tally holds a slip that the rules do not allow.</exception>
    public static IReadOnlyList<ClassResult> Score(RoundRules rules, Tally tally, IReadOnlyDictionary<string, UnitFacts>? facts = null)
    {
        var scoring = new ScoringRules(rules);
        return Score(scoring, TallyCounter.Count(scoring, tally), facts);
    }

    /// <summary>The same from the sums of the slips by unit, in the rules' order.</summary>
    public static IReadOnlyList<ClassResult> Score(RoundRules rules, IReadOnlyList<VoteSums> sums, IReadOnlyDictionary<string, UnitFacts>? facts = null) =>
        Score(new ScoringRules(rules), sums, facts);

    private static IReadOnlyList<ClassResult> Score(ScoringRules scoring, IReadOnlyList<VoteSums> sums, IReadOnlyDictionary<string, UnitFacts>? facts) =>
        Score(scoring, [.. sums.Select(unit => GroupCount.ByGroup(scoring, unit))], facts);

    /// <summary>The same from the slips' counts by unit, then by group, both in the rules' order.</summary>
    internal static IReadOnlyList<ClassResult> Score(ScoringRules scoring, GroupCount[][] counts, IReadOnlyDictionary<string, UnitFacts>? facts = null)
    {
        var rules = scoring.Round;
        var rated = rules.Units.Select((unit, index) => new RatedUnit(
            unit,
            facts?.GetValueOrDefault(unit.Code) ?? UnitFacts.None,
            [.. counts[index].Select(count => GroupScore.Of(scoring, count))])).ToLookup(unit => unit.Unit.Class);
        return [.. rules.Classes.Select(unitClass => ScoreClass(scoring, unitClass, [.. rated[unitClass.Code]]))];
    }

    private static ClassResult ScoreClass(ScoringRules rules, UnitClass unitClass, IReadOnlyList<RatedUnit> rated)
    {
        var vote = new ClassVote(rules, unitClass, [.. rated.Select(unit => unit.Groups)]);
        var units = rated.Select(unit => UnitScore.Of(rules, vote, unit.Unit, unit.Facts, unit.Groups)).ToList();
        var ranking = Ranking.Of(units);
        var bands = Bands.ByRank(ranking);
        var grades = Grades.Of(rules.Round, ranking, units.Count);

        var ranked = ranking.Select((unit, place) =>
            Publication.Of(rules, unit.Score) with { Rank = unit.Rank, Band = bands[unit.Rank], Grade = grades[place] });
        var unranked = units.Where(unit => unit.Total.Value is null).Select(unit => Publication.Of(rules, unit));
        return new(unitClass.Code, [.. ranked, .. unranked]);
    }

    private sealed record RatedUnit(Unit Unit, UnitFacts Facts, IReadOnlyList<GroupScore> Groups);
}
