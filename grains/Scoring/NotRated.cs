using Evaluation.Scoring.Votes;

namespace Evaluation.Scoring;

/// <summary>
/// Why a unit has no vote score (F5). A word says nothing that the unit's groups do not show: of groups below the minimum it does not tell whether they
/// have slips, unless the minimum itself does (F22).
/// </summary>
internal static class NotRated
{
    /// <summary>Nobody of a group with a weight has rated the unit.</summary>
    public const string NoSlips = "no-slips";

    /// <summary>Every group with a weight is below the minimum.</summary>
    public const string BelowMinimum = GroupScore.BelowMinimum;

    /// <summary>No group with a weight knows the unit well enough.</summary>
    public const string LowAwareness = GroupScore.LowAwareness;

    /// <summary>No group with a weight has given a valid mark.</summary>
    public const string NoValidMark = "no-valid-mark";

    /// <summary>Only groups of weight 0 have rated the unit.</summary>
    public const string NoWeight = "no-weight";

    /// <summary>
    /// One of the words above for a unit without a vote score; of several that apply to different groups, that of the group that came nearest to a
    /// score. Null in a round without a vote.
    /// </summary>
    /// <param name="weights">The groups' weights in the unit's class.</param>
    public static string? Why(ScoringRules rules, IReadOnlyList<Fraction> weights, IReadOnlyList<GroupScore> groups)
    {
        if (rules.Criteria.Count == 0)
            return null;
        if (groups.Any(group => group.Score is not null))
            return NoWeight;
        var weighed = groups.Where((_, index) => weights[index] > Fraction.Zero).ToList();
        if (weighed.Any(group => group.Why == GroupScore.LowAwareness))
            return LowAwareness;
        if (weighed.Any(group => group.Why == GroupScore.NoScore && group.Count.Slips > 0))
            return NoValidMark;
        return rules.Round.Policies.GroupMin <= 1 ? NoSlips : BelowMinimum;
    }
}
