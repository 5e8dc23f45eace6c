using Evaluation.Runtime;

namespace Evaluation.Panels;

/// <summary>A command to a round's panels and draws. <c>At</c> is the server's clock.</summary>
/// <remarks>
/// The sender checks the round's state, its units and criteria, and the roles and interests of the inspectors. The book knows neither.
/// </remarks>
public abstract record PanelCommand(DateTimeOffset At, Actor By);

/// <summary>
/// Creates or replaces a panel. The panel that stands, sent again, changes nothing. Refused with <see cref="RefusalCode.PanelsMixed"/> when
/// a unit has another panel of the body, or an inspector belongs to another body for a unit, and with <see
/// cref="RefusalCode.WrongState"/> when a unit is left out for which a sheet was filed.
/// </summary>
/// <param name="Panel">Its version is ignored.</param>
/// <param name="BasedOn">
/// The versions that may be replaced; 0 for no panel. Refused with <see cref="RefusalCode.Stale"/> when another one is current. Null for
/// any.
/// </param>
public sealed record SetPanel(InspectionPanel Panel, IReadOnlyList<long>? BasedOn, DateTimeOffset At, Actor By) : PanelCommand(At, By), ICommand<PanelBook, InspectionPanel>
{
    public InspectionPanel Answer(PanelBook state) => state.Find(Panel.Code)!;
}

/// <summary>
/// Removes a panel. A second time changes nothing. Refused with <see cref="RefusalCode.WrongState"/> when a sheet of it was filed.
/// </summary>
/// <param name="BasedOn">The versions that may be removed; null for any.</param>
public sealed record RemovePanel(string Panel, IReadOnlyList<long>? BasedOn, DateTimeOffset At, Actor By) : PanelCommand(At, By), ICommand<PanelBook, Nothing>
{
    public Nothing Answer(PanelBook state) => Nothing.Value;
}

/// <summary>
/// Admits the sheet of an inspector before it is filed, and answers with the panel. Refused with <see cref="RefusalCode.UnitNotYours"/>
/// when the unit has no panel with this inspector. The same sheet again changes nothing.
/// </summary>
public sealed record AdmitSheet(string Unit, DateTimeOffset At, Actor By) : PanelCommand(At, By), ICommand<PanelBook, InspectionPanel>
{
    public InspectionPanel Answer(PanelBook state) => state.OfInspector(Unit, By.Account)!;
}

/// <summary>
/// Announces the pool of a draw and, with a seed, draws at once. Refused with <see cref="RefusalCode.DrawExists"/> for an id that was used.
/// </summary>
/// <param name="Pool">The codes of the pool: at least <paramref name="Count"/>.</param>
/// <param name="Seed">Null to draw later.</param>
/// <param name="SeedSource">Where the seed will come from; needed without a seed.</param>
/// <param name="Key">Recognises a repeated call; null when each call creates.</param>
/// <param name="Body">The assessing body whose criteria are the pool; null for any other pool.</param>
public sealed record CreateDraw(
    string Id, DrawSubject Of, int Count, IReadOnlyList<string> Pool, string Reason, string? Seed, string? SeedSource, CreationKey? Key, DateTimeOffset At, Actor By,
    string? Body = null)
    : PanelCommand(At, By), ICommand<PanelBook, Draw>
{
    public Draw Answer(PanelBook state) => state.FindDraw(Id)!;
}

/// <summary>
/// Draws from an announced pool. The same seed again changes nothing; another one is refused with <see cref="RefusalCode.DrawExists"/>.
/// </summary>
public sealed record SeedDraw(string Id, string Seed, DateTimeOffset At, Actor By) : PanelCommand(At, By), ICommand<PanelBook, Draw>, IRepeatable
{
    public Draw Answer(PanelBook state) => state.FindDraw(Id)!;
}
