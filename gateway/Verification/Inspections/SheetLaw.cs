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
        var (points, criteria) = (filed.Content.Points, rules.OnSheet(filed.Body, filed.Period));
        if (criteria.Count == 0)
            return $"the sheet of '{filed.By}' is of body '{filed.Body}' and period '{filed.Period}', for which there is no criterion";
        if (book.Filed.FirstOrDefault(sheet => sheet.Inspector == filed.By && sheet.Body != filed.Body) is { } other)
            return $"'{filed.By}' files for body '{filed.Body}' after body '{other.Body}'";
        if (Figures(criteria, filed) is { } fault)
            return fault;
        criteria = [.. criteria.Where(criterion => criterion.Score is null)];
        if (criteria.FirstOrDefault(criterion => !points.ContainsKey(criterion.Code)) is { } missing)
            return $"the sheet of '{filed.By}' has no points for {missing.Code}";
        if (points.Keys.FirstOrDefault(code => criteria.All(criterion => criterion.Code != code)) is { } unknown)
            return $"the sheet of '{filed.By}' has points for {unknown}, which it does not assess";
        if (criteria.FirstOrDefault(criterion => points[criterion.Code] is { } given && (given < 0 || given > criterion.Points)) is { } outside)
            return $"the sheet of '{filed.By}' has {points[outside.Code]} points for {outside.Code} of {outside.Points}";
        if (book.Find(filed.By, filed.Period) is { } earlier && earlier.Version >= filed.Version)
            return $"version {filed.Version} of the sheet of '{filed.By}' follows version {earlier.Version}";
        return book.RefuseEdit(filed.By, filed.Body, filed.Period) is null ? null : $"the sheet of '{filed.By}' is filed again after points of colleagues could be read, and nobody reopened it";
    }

    private static string? Figures(IReadOnlyList<Criterion> criteria, SheetFiled filed)
    {
        foreach (var criterion in criteria.Where(criterion => criterion.HasFigure))
            if (SheetFigureCheck.Fault(criterion, filed.Content.Figures) is { } fault)
                return $"the figure for {criterion.Code} on the sheet of '{filed.By}': {fault.Detail}";
        return filed.Content.Figures?.Keys.FirstOrDefault(code => !criteria.Any(criterion => criterion.Code == code && criterion.HasFigure)) is { } unknown
            ? $"the sheet of '{filed.By}' has a figure for {unknown}, for which it takes none"
            : null;
    }

    public static string? Fault(InspectionBook book, SheetReopened reopened) =>
        book.Find(reopened.Inspector, reopened.Period) is not { } sheet ? $"the sheet of '{reopened.Inspector}' is reopened and was not filed"
        : Actor.Of(reopened.By, reopened.Person).IsSamePersonAs(Actor.Of(sheet.Inspector, sheet.Person)) ? $"'{reopened.By}' reopened the own sheet"
        : null;
}
