using Evaluation.Ballots;
using Evaluation.Results.Exports;
using Evaluation.Rules;

namespace Evaluation.Comments;

/// <summary>
/// The comments as a table, sorted by unit, group and text, which reveals nothing about the order of arrival. Groups that are too small are
/// left out.
/// </summary>
public static class CommentRows
{
    public static readonly ExportTable Table = new(
        new("意见建议", "Comments"),
        [
            .. Labels.Columns("unit", "单位", "Unit"), .. Labels.Columns("group", "评价主体", "Group"), new("comment", "意见", "Comment"),
            new("tags", "标签", "Tags"), new("answer", "答复", "Answer"), new("answeredAt", "答复时间", "Answered at"), new("id", "意见编号", "Comment id"),
        ]);

    /// <summary>The comments on one unit with their tags and current answers. Equal texts of one group have the same id.</summary>
    /// <param name="rules">The rules of the round.</param>
    /// <param name="slips">The unit's slips. They decide which groups are shown.</param>
    /// <param name="boxes">The unit's comments in each box.</param>
    /// <param name="notes">The tags and answers of the unit's comments.</param>
    public static IEnumerable<ExportRow> Of(RoundRules rules, CountedSlips slips, IEnumerable<UnitComments> boxes, CommentNotes notes)
    {
        var unit = rules.Units[slips.Unit];
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(rules.TimeZone, out var known) ? known : TimeZoneInfo.Utc;
        foreach (var comment in Shown(rules, slips, boxes))
        {
            var group = rules.Groups[comment.Group];
            var id = CommentId.Of(rules.Id, unit.Code, group.Code, comment.Text);
            var note = notes.Of(id);
            yield return new(
            [
                .. Labels.Cells(unit.Code, unit.Label), .. Labels.Cells(group.Code, group.Label), comment.Text,
                note.Tags.IsEmpty ? Cell.None : string.Join(", ", note.Tags), note.Answer?.Text, note.Answer is { } answer ? TimeZoneInfo.ConvertTime(answer.At, zone) : Cell.None, id,
            ]);
        }
    }

    /// <summary>The comments that are shown, without tags and answers.</summary>
    public static IEnumerable<SlipComment> Shown(RoundRules rules, CountedSlips slips, IEnumerable<UnitComments> boxes) =>
        boxes.SelectMany(box => box.Comments).Where(comment => slips.ShowsComments(rules, comment.Group))
            .OrderBy(comment => comment.Group).ThenBy(comment => comment.Text, StringComparer.Ordinal);
}
