using Evaluation.Rules;

namespace Evaluation.Scoring.Votes;

/// <summary>
/// Which counts of a unit are public: those of the groups with enough slips, unless they would tell how single persons have answered. Scores
/// are public without them.
/// </summary>
/// <remarks>
/// <para>
/// A group with fewer slips than <see cref="FewestOf"/> is left to auditors. If it is the only one, the group with the fewest slips of the
/// others is left to them as well: the unit's shares, less the counts of all other groups, would be its counts.
/// </para>
/// <para>
/// If all slips of any shown group give a criterion the same answer, all counts of the unit by group are left to auditors. The number of "don't
/// know" marks of a group over all criteria is published with its awareness, so the counts of the other groups and criteria would tell this
/// answer.
/// </para>
/// </remarks>
internal static class PublicCells
{
    /// <summary>The group has too few slips for the unit.</summary>
    public const string Few = CriterionAnswers.Few;

    /// <summary>A group has given the same answer to a criterion with all its slips for the unit.</summary>
    public const string Unanimous = CriterionAnswers.Unanimous;

    /// <summary>The counts of the group would tell those of a smaller one.</summary>
    public const string BesideFew = "beside-few";

    /// <summary>The fewest slips of a group for a unit whose counts are public.</summary>
    public static int FewestOf(RoundRules rules) => Math.Max(rules.Policies.GroupMin, Limits.AnswersShown);

    /// <summary>By group: why its counts for the unit are left to auditors; null where they are public.</summary>
    /// <param name="rules">The rules of the unit's class.</param>
    /// <param name="groups">The unit's slips by group. Groups below the minimum are <see cref="GroupScore.BelowMinimum"/>.</param>
    public static string?[] WhyWithheld(ScoringRules rules, IReadOnlyList<GroupCount> groups)
    {
        var groupMin = rules.Round.Policies.GroupMin;
        var fewest = FewestOf(rules.Round);
        var isUnanimous = groups.Any(group => group.Slips > 0 && group.Slips >= groupMin && group.Marks.Any(marks => marks.Contains(group.Slips)));
        string?[] why =
        [
            .. groups.Select(group => group.Slips < groupMin ? GroupScore.BelowMinimum
                : isUnanimous ? Unanimous
                : group.Slips > 0 && group.Slips < fewest ? Few
                : null),
        ];
        if (why.Count(word => word == Few) == 1 && groups.Index().Where(group => why[group.Index] is null && group.Item.Slips > 0).ToArray() is { Length: > 0 } others)
            why[others.MinBy(group => group.Item.Slips).Index] = BesideFew;
        return why;
    }
}
