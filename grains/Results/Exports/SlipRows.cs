using Evaluation.Ballots.Packing;
using Evaluation.Rules;

namespace Evaluation.Results.Exports;

/// <summary>
/// The slips as a table: unit, group, and the option codes of the marks. It contains no credential, time or order of arrival, nothing that
/// connects the slips of one ballot, and no group that is too small for a unit.
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
                .. IsFlagged ? [new Column("uniform", "整张评议票评价相同", "Same mark everywhere")] : Array.Empty<Column>(),
            ]);
    }

    public ExportTable Table { get; }

    private bool IsFlagged => _rules.Ballot?.Uniform == UniformBallot.Flag;

    /// <summary>The slips of one unit. Equal slips share their cells. A criterion by which the unit is not rated has none.</summary>
    public IEnumerable<ExportRow> Of(CountedSlips slips)
    {
        var unit = _rules.Units[slips.Unit];
        var isRated = _rules.Classes.FirstOrDefault(unitClass => unitClass.Code == unit.Class) is { } own ? [.. _criteria.Select(own.Has)] : Enumerable.Repeat(true, _criteria.Count).ToArray();
        foreach (var pattern in slips.Patterns)
        {
            Cell[] cells =
            [
                unit.Code, _rules.Groups[pattern.Group].Code,
                .. _criteria.Select((_, criterion) => isRated[criterion] ? _rules.Options[PackedMarks.Mark(pattern.Marks, criterion)].Code : Cell.None),
            ];
            var (row, uniform) = (new ExportRow(IsFlagged ? [.. cells, false] : cells), new ExportRow([.. cells, true]));
            for (var slip = 0; slip < pattern.Slips; slip++)
                yield return slip < slips.UniformOf(pattern) ? uniform : row;
        }
    }
}
