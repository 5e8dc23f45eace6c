using System.Text.Json.Serialization;
using Evaluation.Rules;

namespace Evaluation.Panels;

/// <summary>An event of a round's panels and draws.</summary>
/// <remarks>
/// Written to the journal with these names, which golden files pin: a property may be added with a default, never renamed.
/// </remarks>
/// <param name="At">The server's clock.</param>
/// <param name="By">The staff account that acted.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(PanelSet), "panel-set")]
[JsonDerivedType(typeof(PanelRemoved), "panel-removed")]
[JsonDerivedType(typeof(SheetAdmitted), "sheet-admitted")]
[JsonDerivedType(typeof(DrawAnnounced), "draw-announced")]
[JsonDerivedType(typeof(DrawMade), "draw-made")]
public abstract record PanelEvent(DateTimeOffset At, string By)
{
    /// <summary>The person who uses the account; null when it is the account's own name.</summary>
    public string? Person { get; init; }
}

/// <summary>A panel was created or replaced.</summary>
/// <param name="Body">The assessing body; null for the inspection panel.</param>
/// <param name="Weights">The weight of each inspector, in their order; null where all count alike.</param>
public sealed record PanelSet(
    string Panel, LocalText Label, IReadOnlyList<string> Inspectors, IReadOnlyList<string> Units, VisitDays? Visits, DateTimeOffset At, string By,
    string? Body = null, IReadOnlyList<decimal>? Weights = null) : PanelEvent(At, By);

public sealed record PanelRemoved(string Panel, DateTimeOffset At, string By) : PanelEvent(At, By);

/// <summary>
/// A sheet of an inspector for a unit of the panel was admitted, before it is filed in the unit's stream. From then on the panel cannot be
/// removed and keeps the unit.
/// </summary>
public sealed record SheetAdmitted(string Panel, string Unit, string Inspector, DateTimeOffset At, string By) : PanelEvent(At, By);

/// <summary>The pool of a draw was announced.</summary>
/// <param name="Key">The creation key of the call; null when it had none.</param>
/// <param name="Body">The assessing body whose criteria are the pool; null for any other pool.</param>
public sealed record DrawAnnounced(
    string Id, DrawSubject Of, int Count, IReadOnlyList<string> From, string Reason, string? SeedSource, DateTimeOffset At, string By, CreationKey? Key = null,
    string? Body = null)
    : PanelEvent(At, By);

/// <summary>The seed of an announced draw became known, and the codes were drawn.</summary>
/// <param name="Drawn">In the order of their ranks.</param>
public sealed record DrawMade(string Id, string Seed, bool SeedChosenByCaller, IReadOnlyList<string> Drawn, DateTimeOffset At, string By) : PanelEvent(At, By);
