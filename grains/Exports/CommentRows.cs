using Evaluation.Ballots;
using Evaluation.Rounds.Rules;

namespace Evaluation.Exports;

/// <summary>The comments by unit and group, in the order of their words, which says nothing of arrival; those of groups that are too small are not there.</summary>
public static class CommentRows
{
    public static readonly ExportTable Table = new(
        new("意见建议", "Comments"),
        [.. Labels.Columns("unit", "单位", "Unit"), .. Labels.Columns("group", "评价主体", "Group"), new("comment", "意见", "Comment")]);

    /// <summary>One unit's comments.</summary>
    /// <param name="slips">The unit's slips: they say which groups are shown.</param>
    /// <param name="boxes">What each box has of the unit.</param>
    public static IEnumerable<ExportRow> Of(RoundRules rules, CountedSlips slips, IEnumerable<UnitComments> boxes)
    {
        var unit = rules.Units[slips.Unit];
        return boxes.SelectMany(box => box.Comments).Where(comment => slips.ShowsComments(rules, comment.Group))
            .OrderBy(comment => comment.Group).ThenBy(comment => comment.Text, StringComparer.Ordinal)
            .Select(comment => new ExportRow(
                [.. Labels.Cells(unit.Code, unit.Label), .. Labels.Cells(rules.Groups[comment.Group].Code, rules.Groups[comment.Group].Label), comment.Text]));
    }
}
