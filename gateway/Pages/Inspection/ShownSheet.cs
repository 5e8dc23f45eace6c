using System.Globalization;
using Evaluation.Gateway.Evidence;
using Evaluation.Gateway.Findings;
using Evaluation.Gateway.Inspections;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Pages.Shared.Parts;
using Evaluation.Gateway.SelfAssessments;
using Evaluation.Panels;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Units.Supervision;

namespace Evaluation.Gateway.Pages.Inspection;

/// <summary>What the page of an inspection sheet shows.</summary>
/// <param name="Rules">The rules of the unit's class.</param>
/// <param name="Body">The assessing body of the inspector; null for the inspection panel.</param>
/// <param name="Period">The period of the sheet; null for criteria without periods.</param>
/// <param name="Inspector">The account whose sheet it is.</param>
/// <param name="Seen">The sheets that the inspector may see.</param>
/// <param name="Claims">The filed self-assessment; null before it is filed.</param>
/// <param name="Checks">The spot checks, also those that were withdrawn.</param>
/// <param name="Today">In the round's time zone.</param>
public sealed record ShownSheet(
    RoundView Round, RoundRules Rules, Unit Unit, string? Body, string? Period, string Inspector, UnitInspectionView Seen, SelfAssessmentView? Claims, IReadOnlyList<EvidenceView> Evidence,
    IReadOnlyList<FindingView> Findings, IReadOnlyList<SpotCheckEntry> Checks, DateOnly Today)
{
    /// <summary>Who uses the accounts of colleagues.</summary>
    public StaffNames Staff { get; init; } = StaffNames.None;

    /// <summary>The days that are planned for the visits of the panel; null where none are set.</summary>
    public VisitDays? Visits { get; init; }

    /// <summary>The address of the unit's pages.</summary>
    public string Home => $"/inspection/{Round.Id}/{Unit.Code}";

    /// <summary>The address of this sheet.</summary>
    public string Address => AddressOf(Period);

    public IReadOnlyList<Criterion> Criteria => Rules.OnSheet(Body, Period);

    public IReadOnlyList<string?> Periods => Rules.SheetPeriods(Body);

    /// <summary>The inspector's own sheet; null before the first save.</summary>
    public SheetView? View => Seen.Sheets.FirstOrDefault(sheet => sheet.Inspector == Inspector && sheet.Period == Period);

    public bool IsFiled => View?.State == SheetState.Filed;

    /// <summary>Whether the inspector can change the sheet now. A filed one is closed once points of a colleague can be read.</summary>
    public bool MayEdit => WorkWindow.Assessment.States.Contains(Round.State) && (View?.FiledVersion is null || View.IsReopened || !Colleagues.Any());

    /// <summary>The filed sheets of colleagues, which are seen after the own is filed.</summary>
    public IEnumerable<SheetView> Colleagues => Seen.Sheets.Where(sheet => sheet.Inspector != Inspector && sheet.By == Body && sheet.Period == Period);

    public string AddressOf(string? period) => Periods.Count > 1 ? $"{Home}?period={Uri.EscapeDataString(period ?? "")}" : Home;

    public SelfAssessmentItemView? ClaimOf(Criterion criterion) => Claims?.Items.FirstOrDefault(item => item.Criterion == criterion.Code && item.Period == Period);

    /// <summary>The unit's evidence of a criterion: what its claim names, or what was filed under the criterion.</summary>
    public IEnumerable<EvidenceView> EvidenceOf(Criterion criterion) => Evidence.Where(item =>
        !IsOwn(item) && (item.Criterion == criterion.Code || ClaimOf(criterion)?.Evidence.Contains(item.Id) == true));

    /// <summary>What inspectors have filed about a criterion, such as photographs.</summary>
    public IEnumerable<EvidenceView> ShotsOf(Criterion criterion) => Evidence.Where(item => IsOwn(item) && item.FiledBy == Inspector && item.Criterion == criterion.Code);

    /// <summary>The rows of a form that need a reason and have none: fewer points than claimed, or not applicable.</summary>
    public IEnumerable<InspectionRow> WithoutReason(InspectionForm form) => form.Rows.Where(row => row.Note.Length == 0 && NeedsReason(row));

    public bool NeedsReason(InspectionRow row) => row.IsNotApplicable
        ? ClaimOf(row.Criterion)?.Claimed is not { IsNotApplicable: true }
        : row.Number is { } number && ClaimOf(row.Criterion)?.Claimed?.Points is { } claimed && number < claimed;

    /// <summary>The doubts about the day of the visit: outside the period of the round, and not planned.</summary>
    internal DayDoubts? DoubtsAbout(InspectionForm typed, IFormCollection form)
    {
        var day = typed.VisitedAt.Split('T')[0];
        return DateOnly.TryParse(day, CultureInfo.InvariantCulture, out var visited) && Visits?.Include(visited) == true
            ? null
            : DayDoubts.Of(form, "inspection.visitedAt", Rules.Period, day);
    }

    private static bool IsOwn(EvidenceView item) => item.Id.StartsWith("iev-", StringComparison.Ordinal);
}
