using Evaluation.Scoring.Votes;

namespace Evaluation.Scoring;

/// <summary>
/// The reasons why a unit has no vote score (F5). A reason does not reveal whether a group below the minimum has slips (F22). Only with a
/// minimum of 1 or less is "no slips" a reason, because such a minimum hides nothing.
/// </summary>
internal static class NotRated
{
    /// <summary>No member of a group with a weight has rated the unit.</summary>
    public const string NoSlips = "no-slips";

    /// <summary>Every group with a weight is below the minimum.</summary>
    public const string BelowMinimum = GroupScore.BelowMinimum;

    /// <summary>No group with a weight knows the unit well enough.</summary>
    public const string LowAwareness = GroupScore.LowAwareness;

    /// <summary>No group with a weight has given a valid mark.</summary>
    public const string NoValidMark = "no-valid-mark";

    /// <summary>No group with a weight that has rated the unit is valid (F29).</summary>
    public const string NotValid = "not-valid";

    /// <summary>Only groups of weight 0 have rated the unit.</summary>
    public const string NoWeight = "no-weight";

    /// <summary>
    /// The reason for a unit without a vote score; null in a round without a vote. If several reasons apply, returns the first of these: no
    /// weight, low awareness, no valid mark, not valid, below the minimum (or no slips).
    /// </summary>
    /// <param name="weights">The groups' weights in the unit's class.</param>
    public static string? Why(ScoringRules rules, IReadOnlyList<Fraction> weights, IReadOnlyList<GroupScore> groups)
    {
        if (rules.Criteria.Count == 0)
            return null;
        if (groups.Any(group => group.Score is not null))
            return NoWeight;
        var weighted = groups.Where((_, index) => weights[index] > Fraction.Zero).ToList();
        if (weighted.Any(group => group.Why == GroupScore.LowAwareness))
            return LowAwareness;
        if (weighted.Any(group => group.Why == GroupScore.NoScore && group.Count.Slips > 0))
            return NoValidMark;
        if (weighted.Any(group => group.IsNotValid))
            return NotValid;
        return rules.Round.Policies.GroupMin <= 1 ? NoSlips : BelowMinimum;
    }
}
