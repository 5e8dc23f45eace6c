namespace Evaluation.Rounds;

/// <summary>
/// Which groups' numbers of voters may be shown (F22). Hidden is a number below the group minimum; a number that would tell how many slips a small
/// group gave a unit; and, where one number alone would be hidden, a second, so that no total of ballots lets it be subtracted.
/// </summary>
internal static class TurnoutSuppression
{
    /// <summary>Below this minimum nothing small is hidden, and there is nothing to protect.</summary>
    private const int ProtectingMin = 2;

    /// <summary>For each group whether its number of voters is shown.</summary>
    public static bool[] Shown(IReadOnlyList<GroupTotals> groups, int groupMin)
    {
        bool[] shown = [.. groups.Select(group => group.Voted >= groupMin && !GivesAway(group, groupMin))];
        if (groupMin >= ProtectingMin && groups.Index().Count(group => IsSecret(group.Item, shown[group.Index])) == 1)
            HideSecond(groups, shown);
        return shown;
    }

    /// <summary>
    /// Whether the number of voters says something of a unit for which the group is below the minimum. Everybody who voted rated a unit, so the small
    /// groups' slips are at least the voters less the slips that are shown, and exactly those where each voter may rate one unit.
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

    /// <summary>A group without credentials has no voters, as everybody can see.</summary>
    private static bool IsSecret(GroupTotals group, bool isShown) => !isShown && group.Issued > 0;

    /// <summary>The group with the fewest credentials of those that are shown: chosen by what is public, so that the choice itself says nothing.</summary>
    private static void HideSecond(IReadOnlyList<GroupTotals> groups, bool[] shown)
    {
        var candidates = groups.Index().Where(group => shown[group.Index] && group.Item.Issued > 0).ToList();
        if (candidates.Count > 0)
            shown[candidates.MinBy(group => group.Item.Issued).Index] = false;
    }
}
