using Evaluation.Ballots.Counting;
using Evaluation.Rules;
using Evaluation.Scoring.Votes;

namespace Evaluation.Scoring;

/// <summary>
/// Computes a round's result from its rules, its votes and the facts of its units. Pure and exact: the same input gives the same result,
/// bit for bit, in whatever order the slips came.
/// </summary>
public static class RoundScoring
{
    /// <summary>
    /// The classes in the rules' order, each ranked by itself. A unit that lacks a component has no total, rank, band or grade.
    /// </summary>
    /// <param name="rules">Rules that have been checked and found valid.</param>
    /// <param name="sums">The sums of the slips by unit, in the rules' order.</param>
    /// <param name="facts">By the unit's code; a unit without an entry has slips only.</param>
    /// <param name="turnout">The turnout with its judgements (F29); null before the close, when groups are not judged.</param>
    public static IReadOnlyList<ClassResult> Score(
        RoundRules rules, IReadOnlyList<VoteSums> sums, IReadOnlyDictionary<string, UnitFacts>? facts = null, IReadOnlyList<GroupTurnout>? turnout = null)
    {
        var scoring = new ScoringRules(rules, turnout);
        return Score(scoring, GroupCount.ByUnit(scoring, sums), facts);
    }

    /// <summary>The same from the slips' counts by unit, then by group, both in the rules' order.</summary>
    internal static IReadOnlyList<ClassResult> Score(ScoringRules scoring, GroupCount[][] counts, IReadOnlyDictionary<string, UnitFacts>? facts = null) =>
        [.. scoring.Round.Classes.Select(unitClass => Class(scoring, unitClass, counts, facts).Publish(scoring.Of(unitClass)))];

    /// <summary>All classes with their exact figures.</summary>
    internal static ClassScore[] Classes(ScoringRules scoring, IReadOnlyList<VoteSums> sums, IReadOnlyDictionary<string, UnitFacts> facts)
    {
        var counts = GroupCount.ByUnit(scoring, sums);
        return [.. scoring.Round.Classes.Select(unitClass => Class(scoring, unitClass, counts, facts))];
    }

    /// <summary>One class with all its exact figures. No count of a unit of another class is read.</summary>
    internal static ClassScore Class(ScoringRules scoring, UnitClass unitClass, GroupCount[][] counts, IReadOnlyDictionary<string, UnitFacts>? facts)
    {
        var own = scoring.Of(unitClass);
        return ClassScore.Of(own, unitClass, [.. scoring.Round.Units.Index().Where(unit => unit.Item.Class == unitClass.Code).Select(unit => new RatedUnit(
            unit.Item, facts?.GetValueOrDefault(unit.Item.Code) ?? UnitFacts.None, [.. counts[unit.Index].Select((count, group) => GroupScore.Of(own, group, count))]))]);
    }
}
