using Evaluation.Ballots;
using Evaluation.Rounds.Rules;
using Evaluation.Scoring;

namespace Evaluation.Rounds;

/// <summary>Turnout by group, added up over a round's boxes.</summary>
public sealed class TurnoutTotals
{
    private readonly Dictionary<string, (int Issued, int Voted)> _groups = new(StringComparer.Ordinal);

    public void Add(BoxTurnout box)
    {
        foreach (var group in box.Groups)
        {
            var sum = _groups.GetValueOrDefault(group.Group);
            _groups[group.Group] = (sum.Issued + group.Issued, sum.Voted + group.Voted);
        }
    }

    /// <summary>What may be shown: in rules order, without the number of voters where it is below the group minimum (F22).</summary>
    public IReadOnlyList<GroupTurnout> Published(RoundRules rules) =>
    [
        .. rules.Groups.Select(group =>
        {
            var (issued, voted) = _groups.GetValueOrDefault(group.Code);
            return new GroupTurnout(group.Code, group.Roll, issued, voted < rules.Policies.GroupMin ? null : voted);
        }),
    ];
}
