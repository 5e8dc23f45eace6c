namespace Evaluation.Rounds;

/// <summary>
/// Decides which groups' numbers of voters may be shown (F22). Hidden are numbers below the group minimum and numbers from which the slips
/// of a small group for a unit could be derived. If only one number is hidden, a second one is hidden too, so that the first cannot be
/// computed from the total of ballots.
/// </summary>
internal static class TurnoutSuppression
{
    /// <summary>With a lower group minimum there is nothing to protect.</summary>
    private const int ProtectingMin = 2;

    /// <summary>For each group, whether its number of voters is shown.</summary>
    /// <param name="isJudged">For each group, whether it is judged by its turnout (F29); null for none.</param>
    public static bool[] Shown(IReadOnlyList<GroupTotals> groups, int groupMin, IReadOnlyList<bool>? isJudged = null)
    {
        bool[] shown = [.. groups.Select(group => group.Voted >= groupMin && !GivesAway(group, groupMin))];
        if (groupMin >= ProtectingMin && groups.Index().Count(group => IsSecret(group.Item, shown[group.Index])) == 1)
            HideSecond(groups, shown, isJudged);
        return shown;
    }

    /// <summary>
    /// Whether the number of voters reveals slips for a unit for which the group is below the minimum. Every voter rated at least one unit.
    /// So the hidden slips are at least the voters minus the shown slips, and exactly that number if every voter may rate only one unit.
    /// </summary>
    private static bool GivesAway(GroupTotals group, int groupMin)
    {
        if (groupMin < ProtectingMin)
            return false;
        var rated = group.Slips.Zip(group.Raters).Where(unit => unit.Second > 0).ToList();
        if (rated.All(unit => unit.First >= groupMin))
            return false;
        var someAreLimited = group.Raters.Any(raters => raters != group.Issued);
        return someAreLimited || rated.Where(unit => unit.First >= groupMin).Sum(unit => (long)unit.First) < group.Voted;
    }

    /// <summary>A group without credentials obviously has no voters, so its number is not secret.</summary>
    private static bool IsSecret(GroupTotals group, bool isShown) => !isShown && group.Issued > 0;

    /// <summary>
    /// Hides the shown group with the fewest credentials, if possible one that is not judged by its turnout. The choice depends only on
    /// public numbers, so it reveals nothing.
    /// </summary>
    private static void HideSecond(IReadOnlyList<GroupTotals> groups, bool[] shown, IReadOnlyList<bool>? isJudged)
    {
        var candidates = groups.Index().Where(group => shown[group.Index] && group.Item.Issued > 0).ToList();
        if (candidates.Count > 0)
            shown[candidates.MinBy(group => (isJudged?[group.Index] ?? false, group.Item.Issued)).Index] = false;
    }
}
