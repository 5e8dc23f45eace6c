using Evaluation.Ballots.Counting;
using Evaluation.Rules;

namespace Evaluation.Results.Exports;

/// <summary>
/// The slips of one unit over all boxes, without the groups that are too small to be shown (F22). In an order that says nothing of arrival: by
/// group, then by marks.
/// </summary>
public sealed class CountedSlips
{
    private readonly int[] _slips;

    private CountedSlips(int unit, int[] slips, IReadOnlyList<PatternCount> patterns) => (Unit, _slips, Patterns) = (unit, slips, patterns);

    /// <summary>The unit's index in the rules.</summary>
    public int Unit { get; }

    /// <summary>Of the groups that are shown, each pattern once.</summary>
    public IReadOnlyList<PatternCount> Patterns { get; }

    /// <param name="boxes">What each box has of the unit.</param>
    public static CountedSlips Of(RoundRules rules, int unit, IEnumerable<UnitPatterns> boxes)
    {
        var counts = boxes.SelectMany(box => box.Counts).GroupBy(pattern => (pattern.Group, pattern.Marks))
            .Select(pattern => new PatternCount(pattern.Key.Group, pattern.Key.Marks, pattern.Sum(count => count.Slips))).ToList();
        var slips = new int[rules.Groups.Count];
        foreach (var count in counts)
            slips[count.Group] += count.Slips;
        return new(unit, slips, [.. counts.Where(count => slips[count.Group] >= rules.Policies.GroupMin).OrderBy(count => count.Group).ThenBy(count => count.Marks)]);
    }

    /// <summary>Whether comments of a group are shown: it has the slips to be shown at all, and those from which comments are.</summary>
    public bool ShowsComments(RoundRules rules, int group) => _slips[group] >= Math.Max(rules.Policies.GroupMin, rules.Policies.CommentMin);
}
