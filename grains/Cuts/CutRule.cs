using Evaluation.Ballots;
using Evaluation.Ballots.Counting;

namespace Evaluation.Cuts;

/// <summary>When the shown votes of a unit may change.</summary>
/// <remarks>
/// Two states that are shown differ by the slips of all credentials between them. The difference hides a single slip only among enough
/// others: a unit changes when, in every counted group, at least twice the group minimum of credentials have rated it for the first time
/// since its last change. Changed slips alone never change it. A person who knows the slips of one credential less than the minimum still
/// faces more unknown slips than one.
/// </remarks>
public static class CutRule
{
    /// <summary>The votes that are shown: those of groups with at least the minimum of slips for the unit (F22).</summary>
    public static VoteSums Counted(VoteSums votes, int groupMin) => new([.. votes.Groups.Where(group => group.Slips >= groupMin)]);

    /// <param name="shown">What is shown of the unit.</param>
    /// <param name="counted">The votes of its counted groups now.</param>
    public static bool MayChange(VoteSums shown, VoteSums counted, int groupMin)
    {
        var before = shown.Groups.ToDictionary(group => group.Group, group => group.Slips);
        // A credential that has rated a unit keeps its slip, so the number of slips grows by the credentials that rate it first.
        return counted.Groups.Count > 0 && counted.Groups.All(group => group.Slips - before.GetValueOrDefault(group.Group) >= 2L * Math.Max(1, groupMin));
    }

    internal static IReadOnlyList<UnitSums> Changes(IReadOnlyDictionary<int, VoteSums> shown, TakeCut cut) =>
    [
        .. cut.Units.Select(unit => new UnitSums(unit.Unit, Counted(unit.Sums, cut.GroupMin)))
            .Where(unit => MayChange(shown.GetValueOrDefault(unit.Unit, VoteSums.None), unit.Sums, cut.GroupMin)),
    ];
}
