using System.Collections.Frozen;
using System.Diagnostics;
using System.Globalization;

namespace Evaluation.Panels;

/// <summary>
/// Renders panels and draws as lines of a round's audit. The admission of a sheet has no line: its filing has one.
/// </summary>
internal static class PanelAudit
{
    private static readonly FrozenDictionary<Type, string> Acts = AuditLine.ActsOf(typeof(PanelEvent));

    public static AuditLine? Line(PanelEvent happened) => happened is SheetAdmitted
        ? null
        : new(happened.At, happened.By, Acts[happened.GetType()], AuditDetail.Of(Describe(happened)), happened is DrawAnnounced announced ? announced.Reason : null);

    private static FormattableString Describe(PanelEvent happened) => happened switch
    {
        PanelSet { Body: { } body } set => $"panel {set.Panel} of {body}, {set.Units.Count} units, inspectors {Inspectors(set)}",
        PanelSet set => $"panel {set.Panel}, {set.Units.Count} units, inspectors {Inspectors(set)}",
        PanelRemoved removed => $"panel {removed.Panel}",
        DrawAnnounced { Body: { } body, SeedSource: { } source } announced =>
            $"draw {announced.Id} of {body}: {announced.Count} of {announced.From.Count}, seed from: {source}",
        DrawAnnounced { Body: { } body } announced => $"draw {announced.Id} of {body}: {announced.Count} of {announced.From.Count}",
        DrawAnnounced { SeedSource: { } source } announced =>
            $"draw {announced.Id}: {announced.Count} of {announced.From.Count}, seed from: {source}",
        DrawAnnounced announced => $"draw {announced.Id}: {announced.Count} of {announced.From.Count}",
        DrawMade made => $"draw {made.Id}, drawn: {string.Join(' ', made.Drawn)}",
        _ => throw new UnreachableException(happened.GetType().Name),
    };

    private static string Inspectors(PanelSet set) => string.Join(' ', set.Inspectors.Select((name, index) => set.Weights is { } weights
        ? string.Create(CultureInfo.InvariantCulture, $"{name} ({weights[index]})")
        : name));
}
