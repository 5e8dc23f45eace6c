using Evaluation.Assessment;
using Evaluation.Rules;
using Evaluation.Units.Inspections;

namespace Evaluation.Gateway.Verification.Inspections;

/// <summary>What filed sheets follow from, whatever build wrote them.</summary>
internal static class SheetLaw
{
    /// <summary>Why the sheet cannot be filed after the sheets before it, or null.</summary>
    public static string? Fault(RoundRules rules, InspectionBook book, SheetFiled filed)
    {
        var points = filed.Content.Points;
        if (Figures(rules, filed) is { } fault)
            return fault;
        IReadOnlyList<Criterion> given = [.. rules.AssessedCriteria.Where(criterion => criterion.Score is null)];
        if (given.FirstOrDefault(criterion => !points.ContainsKey(criterion.Code)) is { } missing)
            return $"the sheet of '{filed.By}' has no points for {missing.Code}";
        if (points.Keys.FirstOrDefault(code => given.All(criterion => criterion.Code != code)) is { } unknown)
            return $"the sheet of '{filed.By}' has points for {unknown}, for which the round takes no points";
        if (given.FirstOrDefault(criterion => points[criterion.Code] is { } number && (number < 0 || number > criterion.Points)) is { } outside)
            return $"the sheet of '{filed.By}' has {points[outside.Code]} points for {outside.Code} of {outside.Points}";
        if (book.Find(filed.By) is { } earlier && earlier.Version >= filed.Version)
            return $"version {filed.Version} of the sheet of '{filed.By}' follows version {earlier.Version}";
        return book.RefuseEdit(filed.By) is null ? null : $"the sheet of '{filed.By}' is filed again after points of colleagues could be read, and nobody reopened it";
    }

    private static string? Figures(RoundRules rules, SheetFiled filed)
    {
        foreach (var criterion in rules.AssessedCriteria.Where(criterion => criterion.HasFigure))
            if (SheetFigureCheck.Fault(criterion, filed.Content.Figures) is { } fault)
                return $"the figure for {criterion.Code} on the sheet of '{filed.By}': {fault.Detail}";
        return filed.Content.Figures?.Keys.FirstOrDefault(code => !rules.AssessedCriteria.Any(criterion => criterion.Code == code && criterion.HasFigure)) is { } unknown
            ? $"the sheet of '{filed.By}' has a figure for {unknown}, for which the round takes none"
            : null;
    }

    public static string? Fault(InspectionBook book, SheetReopened reopened) =>
        book.Find(reopened.Inspector) is not { } sheet ? $"the sheet of '{reopened.Inspector}' is reopened and was not filed"
        : Actor.Of(reopened.By, reopened.Person).IsSamePersonAs(Actor.Of(sheet.Inspector, sheet.Person)) ? $"'{reopened.By}' reopened the own sheet"
        : null;
}
