using Evaluation.Ballots;
using Evaluation.Rules;

namespace Evaluation.Results.Exports;

/// <summary>
/// The slips one by one: unit, group and the marks by their options' codes. Nothing of credential, time or order of arrival is in them, and nothing ties
/// the slips of one ballot together; groups that are too small for a unit are not there.
/// </summary>
public sealed class SlipRows
{
    private readonly RoundRules _rules;
    private readonly IReadOnlyList<Criterion> _criteria;

    public SlipRows(RoundRules rules)
    {
        (_rules, _criteria) = (rules, rules.VoteCriteria);
        Table = new(
            new("单位票", "Slips"),
            [
                new("unit", "单位", "Unit"), new("group", "评价主体", "Group"),
                .. _criteria.Select(criterion => new Column($"criterion.{criterion.Code}", Labels.For(criterion.Code, criterion.Label, "评价", "mark"))),
            ]);
    }

    public ExportTable Table { get; }

    /// <summary>One unit's slips; equal ones share their cells.</summary>
    public IEnumerable<ExportRow> Of(CountedSlips slips)
    {
        foreach (var pattern in slips.Patterns)
        {
            var row = new ExportRow(
            [
                _rules.Units[slips.Unit].Code, _rules.Groups[pattern.Group].Code,
                .. _criteria.Select((_, criterion) => (Cell)_rules.Options[PackedMarks.Mark(pattern.Marks, criterion)].Code),
            ]);
            for (var slip = 0; slip < pattern.Slips; slip++)
                yield return row;
        }
    }
}
