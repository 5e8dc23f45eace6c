using System.Globalization;
using Evaluation.Results.Exports;
using Evaluation.Rules;

namespace Evaluation.Targets;

/// <summary>The targets of a round as a table, in the order of the rules' units.</summary>
public static class TargetRows
{
    public static readonly ExportTable Table = new(
        new("目标任务", "Targets"),
        [
            .. Labels.Columns("unit", "单位", "Unit"), new("target", "目标编号", "Target id"), new("title", "目标", "Target"), new("measure", "衡量标准", "Measure"),
            new("dueOn", "完成期限", "Due on"), new("responsible", "责任人", "Responsible"), new("signed", "双方已签字", "Signed by both sides"), new("state", "进展", "State"),
            new("note", "进展说明", "Note"), new("reportedAt", "报送时间", "Reported at"), new("grade", "评定等次", "Grade"), new("reason", "评定理由", "Reason"),
        ]);

    public static IEnumerable<ExportRow> Of(RoundRules rules, TargetList targets)
    {
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(rules.TimeZone, out var known) ? known : TimeZoneInfo.Utc;
        foreach (var unit in rules.Units)
        {
            if (!targets.Units.TryGetValue(unit.Code, out var own))
                continue;
            foreach (var target in own.Targets)
            {
                var (reports, grades) = (own.ProgressOf(target.Id), own.GradesOf(target.Id));
                var (report, grade) = (reports.Count > 0 ? reports[^1] : null, grades.Count > 0 ? grades[^1] : null);
                yield return new(
                [
                    .. Labels.Cells(unit.Code, unit.Label), target.Id, target.Title, target.Measure, target.DueOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    target.Responsible, own.IsSigned, Word(report?.State ?? ProgressState.Blank), report?.Note,
                    report is null ? Cell.None : TimeZoneInfo.ConvertTime(report.At, zone), grade is null ? Cell.None : Word(grade.Grade), grade?.Reason,
                ]);
            }
        }
    }

    private static string Word<TEnum>(TEnum value)
        where TEnum : struct, Enum =>
        value.ToString().ToLowerInvariant();
}
