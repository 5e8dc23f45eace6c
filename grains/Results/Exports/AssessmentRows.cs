using Evaluation.Assessment;
using Evaluation.Assessment.SelfAssessments;
using Evaluation.Rules;

namespace Evaluation.Results.Exports;

/// <summary>Filed self-assessments as a table: a row for each assessed criterion of each unit that has filed.</summary>
public static class AssessmentRows
{
    /// <param name="rules">The rules of the round. Columns of periods and headings are left out where the rules have none.</param>
    public static ExportTable Table(RoundRules rules) => new(
        new("自评", "Self-assessments"),
        [
            .. Labels.Columns("unit", "单位", "Unit"), new("version", "版本", "Version"), new("filedAt", "报送时间", "Filed at"), new("state", "状态", "State"),
            .. Labels.Columns("criterion", "指标", "Criterion"),
            .. rules.HasPeriods ? (Column[])[new("period", "考评期", "Period")] : [], new("max", "应得分", "Maximum"), new("claimed", "自评分", "Claimed"),
            new("claimedNotApplicable", "自评为不适用", "Claimed as not applicable"), new("reason", "原因", "Reason"), new("evidence", "佐证材料", "Evidence"),
            new("accepted", "认定分", "Accepted"), new("decided", "已认定", "Decided"), new("acceptedReason", "认定理由", "Reason of the reviewer"),
            .. Labels.HeadingColumns(rules),
        ]);

    /// <summary>The rows of one unit.</summary>
    /// <param name="rules">The rules of the round.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="filed">What was filed last.</param>
    /// <param name="isFiled">Whether it stands; false while it is reopened.</param>
    /// <param name="claims">The claims that scores are computed from.</param>
    public static IEnumerable<ExportRow> Of(RoundRules rules, Unit unit, FiledVersion filed, bool isFiled, IReadOnlyList<Claim> claims) =>
        from criterion in rules.OfUnit(unit).AssessedCriteria
        from period in SheetForm.PeriodsOf(criterion)
        let item = filed.Content.Find(criterion.Code, period)
        where item is not null
        let claim = claims.FirstOrDefault(known => known.Criterion == criterion.Code && known.Period == period)
        select new ExportRow(
        [
            .. Labels.Cells(unit.Code, unit.Label), (decimal?)filed.Version, filed.At, isFiled ? "filed" : "reopened", .. Labels.Cells(criterion.Code, criterion.Label), .. rules.HasPeriods ? (Cell[])[period] : [],
            (decimal?)criterion.Points,
            item.Claimed?.Points, item.Claimed is { IsNotApplicable: true }, item.Reason, item.Evidence.Count == 0 ? null : string.Join(' ', item.Evidence),
            claim?.Accepted, claim is { IsDecided: true }, claim?.Reason, .. Labels.HeadingCells(rules, criterion),
        ]);
}

/// <summary>A version of a self-assessment that was filed.</summary>
/// <param name="At">When, in the round's time zone.</param>
public sealed record FiledVersion(long Version, SelfAssessmentContent Content, DateTimeOffset At);
