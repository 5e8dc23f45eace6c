using Evaluation.Rules;
using Evaluation.Scoring;
using Evaluation.Scoring.Votes;

namespace Evaluation.Results.Recounts;

/// <summary>What is published of the votes on a unit.</summary>
/// <param name="Place">The unit's index in the rules.</param>
/// <param name="Rules">The rules of the unit's class.</param>
/// <param name="Answers">The counts of all shown groups together by criterion, where they are public.</param>
/// <param name="Groups">The groups with at least the group minimum of slips for the unit.</param>
/// <param name="PooledVariance">
/// The variance of the slips of all reporting groups together, in a class where all slips count alike (F32); null elsewhere, and where counts
/// of a group are left to auditors.
/// </param>
internal sealed record PublishedCells(
    int Place, Unit Unit, ScoringRules Rules, IReadOnlyList<CriterionAnswers> Answers, IReadOnlyList<PublishedGroup> Groups, Fraction? PooledVariance)
{
    public static IReadOnlyList<PublishedCells> ByUnit(ScoringRules scoring, PublishedTallies published) => scoring.Round.Groups.Count == 0 || scoring.Criteria.Count == 0
        ? [.. scoring.Round.Units.Index().Select(unit => new PublishedCells(unit.Index, unit.Item, scoring.Of(unit.Item), [], [], null))]
        : [.. scoring.Round.Units.Index().Select(unit => Of(unit.Index, unit.Item, scoring.Of(unit.Item), published))];

    private static PublishedCells Of(int place, Unit unit, ScoringRules rules, PublishedTallies published)
    {
        var counts = GroupCount.ByGroup(rules, published.Votes[place]);
        var why = PublicCells.WhyWithheld(rules, counts);
        PublishedGroup[] groups =
        [
            .. counts.Index().Where(group => why[group.Index] != GroupScore.BelowMinimum)
                .Select(group => new PublishedGroup(group.Index, rules.Round.Groups[group.Index].Code, group.Item, why[group.Index], rules)),
        ];
        return new(place, unit, rules, CriterionAnswers.Of(rules, counts), groups, PooledVarianceOf(unit, rules, counts, groups));
    }

    private static Fraction? PooledVarianceOf(Unit unit, ScoringRules rules, GroupCount[] counts, PublishedGroup[] groups)
    {
        if (rules.Round.Classes.FirstOrDefault(known => known.Code == unit.Class) is not { IsPooled: true } || groups.Any(group => group.Why is not null))
            return null;
        GroupScore[] scores = [.. counts.Select((count, group) => GroupScore.Of(rules, group, count))];
        return scores.Any(score => score.Why is null) ? Pool.Of(rules, scores).Variance : null;
    }
}

/// <param name="Place">The group's index in the rules.</param>
/// <param name="Why">Why its counts are left to auditors; null where they are public.</param>
internal sealed record PublishedGroup(int Place, string Code, GroupCount Count, string? Why, ScoringRules Rules)
{
    /// <summary>S(u,c,g) by criterion of the class; null without a valid mark, and where the group does not report.</summary>
    public IReadOnlyList<Fraction?> Scores => GroupScore.Of(Rules, Place, Count).Criteria;
}
