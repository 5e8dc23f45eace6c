using Evaluation.Gateway.SelfAssessments;
using Evaluation.Gateway.SelfAssessments.Import;
using Evaluation.Kernel.Reading;

namespace Evaluation.Gateway.Pages.UnitStaff.Import;

/// <summary>What a table would change in a self-assessment.</summary>
/// <param name="FileName">As the browser names the file.</param>
/// <param name="Rows">Every criterion and period of the form, in its order.</param>
/// <param name="After">The form as it becomes, based on the version that stands.</param>
/// <param name="Faults">Because of which nothing can be imported, by row and column.</param>
public sealed record AssessmentComparison(string FileName, IReadOnlyList<ComparedRow> Rows, SelfAssessmentForm After, IReadOnlyList<PlacedFault> Faults, IReadOnlyList<UnknownRow> Unknown)
{
    /// <summary>Whether the file can be imported: it can be read, and names a criterion.</summary>
    public bool IsReadable => Faults.Count == 0 && Rows.Any(row => row.Line is not null);

    public string? TotalBefore { get; private init; }

    public int Count(ImportChange change) => Rows.Count(row => row.Change == change);

    /// <summary>Whether anything would change.</summary>
    public bool Changes => Rows.Any(row => row.Change is ImportChange.Changed or ImportChange.Unread) || TotalBefore != After.DeclaredTotal;

    internal static AssessmentComparison Of(ShownAssessment shown, SelfAssessmentTable table, SelfAssessmentView view, string fileName)
    {
        var (before, after) = (SelfAssessmentForm.Of(shown.Rules, shown.View), SelfAssessmentForm.Of(shown.Rules, view));
        var unknown = table.Unknown.Select(row => row.Pointer).ToHashSet(StringComparer.Ordinal);
        return new(
            fileName,
            [.. before.Rows.Zip(after.Rows).Select(pair => ComparedRow.Of(pair.First, pair.Second, table))],
            after with { BasedOn = before.BasedOn },
            [.. table.Faults.Where(fault => !unknown.Contains(fault.Pointer)).Select(fault => PlacedFault.Of(fault, table))],
            table.Unknown)
        {
            TotalBefore = before.DeclaredTotal,
        };
    }
}

/// <summary>What becomes of a criterion.</summary>
public enum ImportChange
{
    /// <summary>The table says something else than stands.</summary>
    Changed,

    /// <summary>The table has text in place of points, such as a placeholder, so no points are claimed.</summary>
    Unread,

    Unchanged,

    /// <summary>The table has no row for it, so it stays as it is.</summary>
    Absent,
}

/// <summary>A criterion and period before and after the import.</summary>
/// <param name="Line">The row of the file; null where it has none.</param>
/// <param name="Was">The cell of the points where it was read as something else than it says; null elsewhere.</param>
public sealed record ComparedRow(SelfAssessmentRow Before, SelfAssessmentRow After, int? Line, string? Was)
{
    public ImportChange Change =>
        Line is null ? ImportChange.Absent
        : Was is { Length: > 0 } && After is { Claimed.Length: 0, IsNotApplicable: false } ? ImportChange.Unread
        : HasOtherPoints || HasOtherReason || HasOtherEvidence ? ImportChange.Changed
        : ImportChange.Unchanged;

    public bool HasOtherPoints => (Before.Claimed, Before.IsNotApplicable) != (After.Claimed, After.IsNotApplicable);

    public bool HasOtherReason => Before.Reason != After.Reason;

    public bool HasOtherEvidence => !Before.Evidence.SequenceEqual(After.Evidence);

    internal static ComparedRow Of(SelfAssessmentRow before, SelfAssessmentRow after, SelfAssessmentTable table)
    {
        int? line = table.Rows.TryGetValue(Assessment.Claim.NameOf(before.Criterion.Code, before.Period), out var row) ? row : null;
        return new(before, after, line, table.Read.FirstOrDefault(cell => cell.Row == line && cell.Column == "claimed")?.Was);
    }
}

/// <summary>A fault with its place in the file.</summary>
/// <param name="Row">From 1; null for the whole file.</param>
/// <param name="Column">The letters of the column; null for the whole row.</param>
public sealed record PlacedFault(int? Row, string? Column, string Message)
{
    internal static PlacedFault Of(Fault fault, SelfAssessmentTable table) => fault.Pointer.Split('/') switch
    {
        [_, "rows", var row, .. var rest] when int.TryParse(row, out var number) => new(number, rest is [var column] ? table.Letters.GetValueOrDefault(column, column) : null, fault.Message),
        _ => new(null, null, fault.Message),
    };
}
