using Evaluation.Ballots;
using Evaluation.Ballots.Counting;
using Evaluation.Ballots.Packing;
using Evaluation.Ballots.Records;
using Evaluation.Rules;

namespace Evaluation.Results.Exports;

/// <summary>
/// The sealed record of a round as a table, for a copy in a second place. Each row says in its first cell what it is: slips with the same
/// marks, a comment with the number of its slips, credentials that may rate a unit, the credentials, lost slips and used spares of a group,
/// or a total.
/// </summary>
public sealed class RecordRows
{
    private readonly RoundRules _rules;
    private readonly IReadOnlyList<Criterion> _criteria;

    public RecordRows(RoundRules rules)
    {
        (_rules, _criteria) = (rules, rules.VoteCriteria);
        Table = new(
            new("封存记录", "Sealed record"),
            [
                new("row", "内容", "Row"), new("unit", "单位", "Unit"), new("group", "评价主体", "Group"),
                .. _criteria.Select(criterion => new Column($"criterion.{criterion.Code}", Labels.For(criterion.Code, criterion.Label, "评价", "mark"))),
                new("comment", "意见", "Comment"), new("count", "数量", "Count"), new("uniform", "其中整张评议票评价相同", "Of a ballot with the same mark everywhere"),
                new("voted", "参评人数", "Voted"), new("unfinished", "未完成", "Unfinished"),
            ]);
    }

    public ExportTable Table { get; }

    /// <summary>The slips and comments of a unit.</summary>
    /// <param name="isWhole">False leaves out what is too small to be shown (F22).</param>
    public IEnumerable<ExportRow> OfUnit(int unit, UnitPatterns patterns, UnitComments comments, bool isWhole)
    {
        var shown = CountedSlips.Of(_rules, unit, [patterns]);
        foreach (var pattern in isWhole ? patterns.Counts : shown.Patterns)
        {
            int? uniform = patterns.Uniform is null ? null : shown.UniformOf(pattern);
            Cell[] marks = [.. _criteria.Select((_, criterion) => IsRated(unit, criterion) ? (Cell)_rules.Options[PackedMarks.Mark(pattern.Marks, criterion)].Code : Cell.None)];
            yield return Row("slips", unit, pattern.Group, marks, count: pattern.Slips, uniform: uniform);
        }
        foreach (var same in comments.Comments.Where(comment => isWhole || shown.ShowsComments(_rules, comment.Group)).GroupBy(comment => comment))
            yield return Row("comment", unit, same.Key.Group, comment: same.Key.Text, count: same.Count());
    }

    /// <summary>The numbers of the round, for those who read the whole record.</summary>
    public IEnumerable<ExportRow> OfTotals(RecordHead record)
    {
        for (var cell = 0; cell < record.Totals.Raters.Count; cell++)
            yield return Row("raters", cell / _rules.Groups.Count, cell % _rules.Groups.Count, count: record.Totals.Raters[cell]);
        foreach (var group in record.Totals.Groups)
        {
            var place = _rules.Groups.Index().First(known => known.Item.Code == group.Group).Index;
            yield return Row("group", null, place, count: group.Issued, voted: group.Voted, unfinished: group.Unfinished);
            if (group.Replaced is not null)
                yield return Row("lostSlips", null, place, count: group.Replaced);
            if (group.Activated is not null)
                yield return Row("activated", null, place, count: group.Activated);
        }
        yield return Row("ballots", null, null, count: record.Totals.Ballots);
        yield return Row("replaced", null, null, count: record.Totals.Replaced);
        yield return Row("leftOut", null, null, count: record.Totals.LeftOut);
        yield return Row("digest", null, null, comment: record.Digest);
    }

    private bool IsRated(int unit, int criterion) =>
        _rules.Classes.FirstOrDefault(unitClass => unitClass.Code == _rules.Units[unit].Class) is not { } own || own.Has(_criteria[criterion]);

    private ExportRow Row(
        string row, int? unit, int? group, Cell[]? marks = null, string? comment = null, decimal? count = null, int? uniform = null, int? voted = null, int? unfinished = null) => new(
    [
        row, unit is { } index ? _rules.Units[index].Code : Cell.None, group is { } place ? _rules.Groups[place].Code : Cell.None,
        .. marks ?? [.. _criteria.Select(_ => Cell.None)], comment, count, uniform, voted, unfinished,
    ]);
}
