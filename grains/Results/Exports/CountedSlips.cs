using Evaluation.Ballots.Counting;
using Evaluation.Rules;

namespace Evaluation.Results.Exports;

/// <summary>
/// The slips of one unit over all boxes, without groups that are too small to be shown (F22). Sorted by group, then by marks, so that the
/// order reveals nothing about the order of arrival.
/// </summary>
public sealed class CountedSlips
{
    private readonly int[] _slips;

    private readonly Dictionary<(byte Group, ulong Marks), int> _uniform;

    private CountedSlips(int unit, int[] slips, IReadOnlyList<PatternCount> patterns, Dictionary<(byte Group, ulong Marks), int> uniform) =>
        (Unit, _slips, Patterns, _uniform) = (unit, slips, patterns, uniform);

    /// <summary>The unit's index in the rules.</summary>
    public int Unit { get; }

    /// <summary>The patterns of the groups that are shown, each pattern once.</summary>
    public IReadOnlyList<PatternCount> Patterns { get; }

    /// <param name="boxes">The unit's patterns in each box.</param>
    public static CountedSlips Of(RoundRules rules, int unit, IEnumerable<UnitPatterns> boxes)
    {
        UnitPatterns[] read = [.. boxes];
        var uniform = read.SelectMany(box => box.Uniform ?? []).GroupBy(pattern => (pattern.Group, pattern.Marks)).ToDictionary(pattern => pattern.Key, pattern => pattern.Sum(count => count.Slips));
        var counts = read.SelectMany(box => box.Counts).GroupBy(pattern => (pattern.Group, pattern.Marks))
            .Select(pattern => new PatternCount(pattern.Key.Group, pattern.Key.Marks, pattern.Sum(count => count.Slips))).ToList();
        var slips = new int[rules.Groups.Count];
        foreach (var count in counts)
            slips[count.Group] += count.Slips;
        return new(unit, slips, [.. counts.Where(count => slips[count.Group] >= rules.Policies.GroupMin).OrderBy(count => count.Group).ThenBy(count => count.Marks)], uniform);
    }

    /// <summary>How many slips of a pattern are flagged: their ballot has the same mark everywhere (F25).</summary>
    public int UniformOf(PatternCount pattern) => _uniform.GetValueOrDefault((pattern.Group, pattern.Marks));

    /// <summary>Whether comments of a group are shown: the group has enough slips to be shown and enough slips for its comments.</summary>
    public bool ShowsComments(RoundRules rules, int group) => _slips[group] >= Math.Max(rules.Policies.GroupMin, rules.Policies.CommentMin);
}
