using Evaluation.Results.Exports;
using Evaluation.Rules;

namespace Evaluation.Findings;

/// <summary>The findings of a round as a table, in the order of opening.</summary>
public static class FindingRows
{
    public static readonly ExportTable Table = new(
        new("问题整改", "Findings"),
        [
            .. Labels.Columns("unit", "单位", "Unit"), new("id", "问题编号", "Finding"), new("notice", "整改通知书编号", "Notice"), new("criterion", "评价指标", "Criterion"),
            new("text", "问题", "Text"), new("state", "状态", "State"), new("dueOn", "整改期限", "Due on"), new("overdue", "是否逾期", "Overdue"), new("openedAt", "提出时间", "Opened at"),
            new("reply", "整改答复", "Reply"), new("verification", "复查说明", "Verification"), new("closedAt", "销号时间", "Closed at"), new("complaint", "投诉编号", "Complaint"),
            new("steps", "环节数", "Steps"),
        ]);

    /// <param name="today">Today in the round's time zone.</param>
    public static IEnumerable<ExportRow> Of(RoundRules rules, IEnumerable<Finding> findings, DateOnly today)
    {
        var labels = rules.Units.ToDictionary(unit => unit.Code, unit => unit.Label);
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(rules.TimeZone, out var known) ? known : TimeZoneInfo.Utc;
        foreach (var finding in findings)
        {
            FindingStep? Last(params FindingAct[] acts) => finding.History.LastOrDefault(step => acts.Contains(step.Act));
            Cell At(FindingStep? step) => step is null ? Cell.None : TimeZoneInfo.ConvertTime(step.At, zone);
            yield return new(
            [
                .. Labels.Cells(finding.Unit, labels.GetValueOrDefault(finding.Unit)), finding.Id, finding.Notice, finding.Criterion, finding.Text,
                finding.State.ToString().ToLowerInvariant(), Day(finding.DueOn), finding.IsOverdue(today), At(finding.History[0]), Last(FindingAct.Replied)?.Text,
                Last(FindingAct.Passed, FindingAct.Failed)?.Text, At(Last(FindingAct.Closed)), finding.Complaint, finding.History.Count,
            ]);
        }
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
