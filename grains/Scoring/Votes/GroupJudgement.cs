using Evaluation.Rules;
using Evaluation.Scoring.Formulas;

namespace Evaluation.Scoring.Votes;

/// <summary>Judges whether a group is valid in a sealed round (F29).</summary>
/// <remarks>
/// The judgement follows from numbers that are shown: otherwise "valid" and "not valid" would say on which side of the minimum a hidden
/// number lies, and could reveal it (F22). Slips are those for units for which the group is shown. A hidden number of voters is replaced by
/// the fewest that these slips prove: their sum where every credential may rate one unit only, otherwise the most for one unit.
/// </remarks>
internal static class GroupJudgement
{
    /// <summary>Null for a group without a minimum.</summary>
    /// <param name="voted">The number of voters as shown; null where it is hidden.</param>
    /// <param name="slips">The group's slips by unit.</param>
    /// <param name="isOneUnitEach">Whether every credential of the group may rate one unit only.</param>
    public static GroupValidity? Of(Group group, int? voted, IReadOnlyList<int> slips, bool isOneUnitEach, int groupMin)
    {
        if (group is { TurnoutMin: null, SlipsMin: null })
            return null;
        int[] shown = [.. slips.Where(unit => unit >= groupMin)];
        int? voters = group.TurnoutMin is null ? null : voted ?? (isOneUnitEach ? shown.Sum() : shown.DefaultIfEmpty().Max());
        long? sum = group.SlipsMin is null ? null : shown.Sum(unit => (long)unit);
        var why = voters is { } known && TurnoutShare.Of<Fraction>(known, group.Roll) < group.TurnoutMin!.Value ? (voted is null ? GroupValidity.HiddenTurnout : GroupValidity.LowTurnout)
            : sum < group.SlipsMin ? GroupValidity.FewSlips
            : null;
        return new(why is null, why, voters, sum);
    }
}
