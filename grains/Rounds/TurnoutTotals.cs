using Evaluation.Ballots;
using Evaluation.Rules;
using Evaluation.Scoring;
using Evaluation.Scoring.Votes;

namespace Evaluation.Rounds;

/// <summary>Turnout by group, summed over a round's boxes.</summary>
public sealed class TurnoutTotals
{
    private readonly Dictionary<string, (int Issued, int Voted, int? Unfinished, int Activated, int Replaced)> _groups = new(StringComparer.Ordinal);
    private int[] _slips = [];
    private int[] _raters = [];

    public void Add(BoxTurnout box)
    {
        foreach (var group in box.Groups)
        {
            var sum = _groups.GetValueOrDefault(group.Group);
            _groups[group.Group] = (
                sum.Issued + group.Issued,
                sum.Voted + group.Voted,
                group.Unfinished is { } unfinished ? (sum.Unfinished ?? 0) + unfinished : sum.Unfinished,
                sum.Activated + (group.Activated ?? 0),
                sum.Replaced + (group.Replaced ?? 0));
        }
        Add(ref _slips, box.Slips);
        Add(ref _raters, box.Raters);
    }

    /// <summary>
    /// The numbers that may be shown, in rules order. The number of voters is null where <see cref="TurnoutSuppression"/> hides it (F22).
    /// </summary>
    /// <param name="issued">The round's own numbers, read after the boxes; null for those of the boxes, once they are sealed.</param>
    public IReadOnlyList<GroupTurnout> Published(RoundRules rules, IReadOnlyList<GroupIssued>? issued = null) => Published(rules, Totals(rules), issued);

    /// <summary>The same of sealed boxes, with the judgement of the groups that have a minimum (F29), and with lost slips.</summary>
    public IReadOnlyList<GroupTurnout> Judged(RoundRules rules, IReadOnlyList<GroupIssued>? issued = null)
    {
        var totals = Totals(rules);
        return [.. Published(rules, totals, issued).Select((group, index) => group with
        {
            Validity = GroupJudgement.Of(rules.Groups[index], group.Voted, totals[index].Slips, totals[index].IsOneUnitEach, rules.Policies.GroupMin),
            Activated = Count(rules.Groups[index].Code).Activated is var activated and > 0 ? activated : null,
            Replaced = Count(rules.Groups[index].Code).Replaced is var replaced and > 0 ? replaced : null,
        })];
    }

    private GroupTurnout[] Published(RoundRules rules, List<GroupTotals> groups, IReadOnlyList<GroupIssued>? issued)
    {
        var isShown = TurnoutSuppression.Shown(groups, rules.Policies.GroupMin, [.. rules.Groups.Select(group => group.TurnoutMin is not null)]);
        return
        [
            .. rules.Groups.Select((group, index) => new GroupTurnout(
                group.Code, group.Roll, issued?[index].Issued ?? groups[index].Issued, isShown[index] ? groups[index].Voted : null,
                Unfinished: isShown[index] ? Count(group.Code).Unfinished : null)),
        ];
    }

    private List<GroupTotals> Totals(RoundRules rules) =>
    [
        .. rules.Groups.Select((group, index) =>
        {
            var (issued, voted, _, _, _) = Count(group.Code);
            return new GroupTotals(issued, voted, Column(_slips, rules, index), Column(_raters, rules, index));
        }),
    ];

    private (int Issued, int Voted, int? Unfinished, int Activated, int Replaced) Count(string group) => _groups.GetValueOrDefault(group);

    private static void Add(ref int[] sums, IReadOnlyList<int> box)
    {
        if (sums.Length < box.Count)
            Array.Resize(ref sums, box.Count);
        for (var cell = 0; cell < box.Count; cell++)
            sums[cell] += box[cell];
    }

    /// <summary>A group's numbers by unit; empty while no box has the rules.</summary>
    private static int[] Column(int[] cells, RoundRules rules, int group) =>
        cells.Length == 0 ? [] : [.. Enumerable.Range(0, rules.Units.Count).Select(unit => cells[(unit * rules.Groups.Count) + group])];
}

/// <summary>The totals of a group over all boxes.</summary>
/// <param name="Slips">Standing slips by unit.</param>
/// <param name="Raters">Credentials that may rate, by unit.</param>
internal sealed record GroupTotals(int Issued, int Voted, IReadOnlyList<int> Slips, IReadOnlyList<int> Raters)
{
    /// <summary>Whether every credential may rate one unit only.</summary>
    public bool IsOneUnitEach => Raters.Sum(raters => (long)raters) == Issued;
}
