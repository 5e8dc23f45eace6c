using Evaluation.Rules;
using Evaluation.Scoring;
using Evaluation.Scoring.Formulas;

namespace Evaluation.Rounds;

/// <summary>Judges whether a group is valid in a sealed round (F29).</summary>
/// <remarks>
/// The judgement follows from numbers that are shown: otherwise "valid" and "not valid" would say on which side of the minimum a hidden
/// number lies, and could reveal it (F22). Slips are those for units for which the group is shown. A hidden number of voters is replaced by
/// the fewest that these slips prove.
/// </remarks>
internal static class GroupJudgement
{
    /// <summary>Null for a group without a minimum.</summary>
    /// <param name="voted">The number of voters as shown; null where it is hidden.</param>
    public static GroupValidity? Of(Group group, GroupTotals totals, int? voted, int groupMin)
    {
        if (group is { TurnoutMin: null, SlipsMin: null })
            return null;
        int[] shown = [.. totals.Slips.Where(slips => slips >= groupMin)];
        int? voters = group.TurnoutMin is null ? null : voted ?? Proven(totals, shown);
        long? slips = group.SlipsMin is null ? null : shown.Sum(unit => (long)unit);
        var why = voters is { } known && TurnoutShare.Of<Fraction>(known, group.Roll) < group.TurnoutMin!.Value ? (voted is null ? GroupValidity.HiddenTurnout : GroupValidity.LowTurnout)
            : slips < group.SlipsMin ? GroupValidity.FewSlips
            : null;
        return new(why is null, why, voters, slips);
    }

    /// <summary>
    /// The fewest voters with these slips: their sum where every credential may rate one unit only, otherwise the most for one unit.
    /// </summary>
    private static int Proven(GroupTotals totals, int[] shown) =>
        totals.Raters.Sum(raters => (long)raters) == totals.Issued ? shown.Sum() : shown.DefaultIfEmpty().Max();
}
