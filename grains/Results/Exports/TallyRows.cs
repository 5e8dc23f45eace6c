using Evaluation.Ballots.Packing;
using Evaluation.Rules;

namespace Evaluation.Results.Exports;

/// <summary>
/// The tally as a table: the number of marks by unit, criterion, group and option. Groups that are too small for a unit are left out. A
/// listed number may be 0.
/// </summary>
public sealed class TallyRows(RoundRules rules)
{
    private readonly IReadOnlyList<Criterion> _criteria = rules.VoteCriteria;

    public static readonly ExportTable Table = new(
        new("计票", "Tally"),
        [
            .. Labels.Columns("unit", "单位", "Unit"), .. Labels.Columns("criterion", "指标", "Criterion"), .. Labels.Columns("group", "评价主体", "Group"),
            .. Labels.Columns("option", "评价等次", "Option"), new("value", "分值", "Value"), new("box", "评价档", "Box"), new("marks", "评价数", "Marks"),
        ]);

    /// <summary>The rows of one unit, in the order of the rules, without criteria by which the unit is not rated.</summary>
    public IEnumerable<ExportRow> Of(CountedSlips slips)
    {
        var unit = rules.Units[slips.Unit];
        var counts = Count(slips);
        var own = rules.Classes.FirstOrDefault(unitClass => unitClass.Code == unit.Class);
        for (var criterion = 0; criterion < _criteria.Count; criterion++)
        {
            if (own is not null && !own.Has(_criteria[criterion]))
                continue;
            foreach (var (group, marks) in counts)
            {
                for (var option = 0; option < rules.Options.Count; option++)
                    yield return new(
                    [
                        .. Labels.Cells(unit.Code, unit.Label), .. Labels.Cells(_criteria[criterion].Code, _criteria[criterion].Label),
                        .. Labels.Cells(rules.Groups[group].Code, rules.Groups[group].Label), .. Option(rules.Options[option], _criteria[criterion]), marks[criterion, option],
                    ]);
            }
        }
    }

    private static Cell[] Option(Option option, Criterion criterion) =>
        [.. Labels.Cells(option.Code, criterion.LabelOf(option)), option.Value, option.Box?.ToString().ToLowerInvariant()];

    private SortedDictionary<int, int[,]> Count(CountedSlips slips)
    {
        var counts = new SortedDictionary<int, int[,]>();
        foreach (var pattern in slips.Patterns)
        {
            if (!counts.TryGetValue(pattern.Group, out var marks))
                counts[pattern.Group] = marks = new int[_criteria.Count, rules.Options.Count];
            for (var criterion = 0; criterion < _criteria.Count; criterion++)
                marks[criterion, PackedMarks.Mark(pattern.Marks, criterion)] += pattern.Slips;
        }
        return counts;
    }
}
