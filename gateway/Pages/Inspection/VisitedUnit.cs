using Evaluation.Gateway.Inspections;
using Evaluation.Panels;
using Evaluation.Rounds;
using Evaluation.Rules;

namespace Evaluation.Gateway.Pages.Inspection;

/// <summary>A round in which an account inspects, with its units.</summary>
public sealed record VisitedRound(RoundView Round, IReadOnlyList<InspectionPanel> Panels, IReadOnlyList<VisitedUnit> Units);

/// <summary>A unit that an account inspects.</summary>
/// <param name="Claimed">The total of the filed self-assessment; null before it is filed.</param>
/// <param name="ClaimedOf">The most that could be claimed.</param>
/// <param name="Draws">The ids of the draws that have drawn the unit.</param>
public sealed record VisitedUnit(RoundView Round, Unit Unit, IReadOnlyList<VisitedSheet> Sheets, decimal? Claimed, decimal? ClaimedOf, IReadOnlyList<string> Draws)
{
    public string Address => $"/inspection/{Round.Id}/{Unit.Code}";
}

/// <summary>One sheet that an account owes for a unit.</summary>
/// <param name="Period">Null for criteria without periods.</param>
/// <param name="State">Null before the first save.</param>
/// <param name="Given">The criteria with points or figure.</param>
/// <param name="Criteria">The criteria of the sheet.</param>
/// <param name="Points">The sum of the points given.</param>
/// <param name="Differences">The criteria in which versions of several devices differ.</param>
public sealed record VisitedSheet(string? Period, SheetState? State, int Given, int Criteria, decimal Points, int Differences)
{
    internal static VisitedSheet Of(string? period, int criteria, SheetView? view) => new(
        period, view?.State, (view?.Points.Count ?? 0) + (view?.Figures?.Count ?? 0), criteria, view?.Points.Values.OfType<decimal>().Sum() ?? 0, view?.Differences.Count ?? 0);
}
