using Evaluation.Gateway.Inspections;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Rounds;
using Evaluation.Rules;

namespace Evaluation.Gateway.Pages.Administrator.Panels;

/// <summary>The panels and draws of a round.</summary>
/// <param name="Inspectors">The accounts with the role inspector for the round.</param>
/// <param name="MayChange">Whether the account may change panels and draw now.</param>
public sealed record ShownPanels(RoundView Round, RoundRules Rules, IReadOnlyList<PanelView> Panels, IReadOnlyList<DrawView> Draws, IReadOnlyList<string> Inspectors, bool MayChange)
{
    /// <summary>Who uses the accounts.</summary>
    public StaffNames Staff { get; init; } = StaffNames.None;

    public string Address => $"/manage/rounds/{Round.Id}/panels";

    /// <summary>The choices of an assessing body: those that have criteria on a sheet, null for the inspection panel.</summary>
    public IReadOnlyList<string?> Bodies { get; } = Rules.Bodies.Where(body => Rules.SheetCriteriaOf(body).Count > 0).ToArray() is { Length: > 0 } bodies ? bodies : [null];
}
