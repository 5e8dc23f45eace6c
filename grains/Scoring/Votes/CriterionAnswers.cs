namespace Evaluation.Scoring.Votes;

/// <summary>How the slips of a unit's shown groups answer a criterion.</summary>
/// <param name="Counts">
/// The slips by option, in the rules' order; null where they could tell how single persons have answered.
/// </param>
/// <param name="Why"><see cref="Few"/> or <see cref="Unanimous"/>; null where the counts are shown.</param>
public sealed record CriterionAnswers(string Criterion, IReadOnlyList<long>? Counts, string? Why)
{
    /// <summary>The unit has fewer slips than the group minimum, or than <see cref="Limits.AnswersShown"/>.</summary>
    public const string Few = "few";

    /// <summary>All slips have the same answer, so everybody's answer would be known.</summary>
    public const string Unanimous = "unanimous";

    /// <summary>Every vote criterion in paper order.</summary>
    /// <param name="rules">The rules of the unit's class.</param>
    /// <param name="groups">The unit's slips by group. Groups below the minimum are left out, as everywhere (F22).</param>
    internal static CriterionAnswers[] Of(ScoringRules rules, IReadOnlyList<GroupCount> groups)
    {
        GroupCount[] shown = [.. groups.Where(group => group.Slips >= rules.Round.Policies.GroupMin)];
        return [.. rules.Criteria.Select((criterion, index) => Of(criterion.Code, rules, [.. rules.Options.Select((_, option) => shown.Sum(group => group.Marks[index][option]))]))];
    }

    private static CriterionAnswers Of(string criterion, ScoringRules rules, long[] counts)
    {
        var sum = counts.Sum();
        return sum < Math.Max(rules.Round.Policies.GroupMin, Limits.AnswersShown) ? new(criterion, null, Few)
            : counts.Contains(sum) ? new(criterion, null, Unanimous)
            : new(criterion, counts, null);
    }
}
