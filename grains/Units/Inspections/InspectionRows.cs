using System.Globalization;
using Evaluation.Assessment;
using Evaluation.Results.Exports;
using Evaluation.Rules;

namespace Evaluation.Units.Inspections;

/// <summary>The sheets that count as a table: a row for every unit, inspector and criterion, in the order of the rules.</summary>
public static class InspectionRows
{
    /// <param name="rules">The rules of the round. Columns of forms that they do not have are left out.</param>
    public static ExportTable Table(RoundRules rules) => new(
        new("考评评分", "Inspections"),
        [
            .. Labels.Columns("unit", "单位", "Unit"), new("inspector", "考评员", "Inspector"), new("panel", "考评组", "Panel"),
            .. rules.Assessors is null ? (Column[])[] : [new("by", "评价机构", "Body"), new("weight", "权重", "Weight")],
            .. rules.HasPeriods ? (Column[])[new("period", "考评期", "Period")] : [],
            .. Labels.Columns("criterion", "评价指标", "Criterion"), new("maximum", "满分", "Maximum"), new("points", "得分", "Points"),
            new("notApplicable", "不适用", "Not applicable"), new("note", "说明", "Note"), new("sheetNote", "评分表说明", "Note on the sheet"),
            new("visitedOn", "考评日期", "Visited on"), new("version", "版本", "Version"), new("filedAt", "提交时间", "Filed at"),
            .. HasFigures(rules) ? (Column[])[new("figure", "数据", "Figure"), new("target", "目标", "Target")] : [],
            .. Labels.HeadingColumns(rules),
        ]);

    /// <summary>The sheets of one unit. Points are those of the ledger, which an upheld objection may have corrected.</summary>
    public static IEnumerable<ExportRow> Of(RoundRules rules, Unit unit, UnitInspections inspections)
    {
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(rules.TimeZone, out var known) ? known : TimeZoneInfo.Utc;
        var assessed = rules.OfUnit(unit).AssessedCriteria;
        foreach (var sheet in inspections.Ledger.Sheets.OrderBy(sheet => sheet.Name, StringComparer.Ordinal))
        {
            var filed = inspections.Find(sheet.Inspector, sheet.Period);
            foreach (var criterion in assessed.Where(criterion => sheet.Points.ContainsKey(criterion.Code) || sheet.Figures?.ContainsKey(criterion.Code) == true))
            {
                var (points, figure) = (sheet.Points.GetValueOrDefault(criterion.Code), sheet.Figures?.GetValueOrDefault(criterion.Code));
                yield return new(
                [
                    .. Labels.Cells(unit.Code, unit.Label), sheet.Inspector, sheet.Panel, .. Forms(rules, sheet, inspections.Ledger), .. Labels.Cells(criterion.Code, criterion.Label), criterion.Points, points,
                    points is null && figure is null, filed?.Content.Notes?.GetValueOrDefault(criterion.Code), sheet.Note,
                    sheet.VisitedOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), (decimal?)filed?.Version,
                    filed is null ? Cell.None : TimeZoneInfo.ConvertTime(filed.At, zone),
                    .. HasFigures(rules) ? (Cell[])[figure?.Value, figure?.Target] : [],
                    .. Labels.HeadingCells(rules, criterion),
                ]);
            }
        }
    }

    private static bool HasFigures(RoundRules rules) => rules.Criteria.Any(criterion => criterion.HasFigure);

    private static IEnumerable<Cell> Forms(RoundRules rules, Sheet sheet, UnitLedger ledger)
    {
        if (rules.Assessors is not null)
        {
            yield return sheet.By;
            yield return ledger.Weights?.FirstOrDefault(weight => weight.Inspector == sheet.Inspector)?.Weight;
        }
        if (rules.HasPeriods)
            yield return sheet.Period;
    }
}
