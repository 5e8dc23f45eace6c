using System.Collections.Immutable;
using System.Diagnostics;

namespace Evaluation.Panels;

/// <summary>The panels and draws of a round, with their audit.</summary>
public sealed record PanelBook
{
    /// <summary>The codes of a unit's panels, in the order in which the unit got them.</summary>
    private ImmutableDictionary<string, ImmutableList<string>> ByUnit { get; init; } = ImmutableDictionary.Create<string, ImmutableList<string>>(StringComparer.Ordinal);

    private ImmutableDictionary<string, long> Versions { get; init; } = ImmutableDictionary.Create<string, long>(StringComparer.Ordinal);

    /// <summary>The sheets that were admitted, by panel, unit and inspector.</summary>
    private ImmutableHashSet<(string Panel, string Unit, string Inspector)> Admitted { get; init; } = [];

    /// <summary>In the order of their creation.</summary>
    public ImmutableList<InspectionPanel> Panels { get; private init; } = [];

    /// <summary>In the order of their announcement.</summary>
    public ImmutableList<Draw> Draws { get; private init; } = [];

    public CreationKeys Keys { get; private init; } = CreationKeys.Empty;

    public ImmutableList<AuditLine> Audit { get; private init; } = [];

    public InspectionPanel? Find(string panel) => Panels.Find(known => known.Code == panel);

    /// <summary>Whether there was a panel of this code, which was removed.</summary>
    public bool IsRemoved(string panel) => Versions.ContainsKey(panel) && Find(panel) is null;

    /// <summary>The panels of a unit, one per body.</summary>
    public IEnumerable<InspectionPanel> Of(string unit) => ByUnit.GetValueOrDefault(unit, []).Select(panel => Find(panel)!);

    /// <summary>The panel of a unit for a body; null for none.</summary>
    /// <param name="body">Null for the inspection panel.</param>
    public InspectionPanel? Of(string unit, string? body) => Of(unit).FirstOrDefault(panel => panel.By == body);

    /// <summary>The panel in which an inspector assesses a unit; null for none.</summary>
    public InspectionPanel? OfInspector(string unit, string inspector) => Of(unit).FirstOrDefault(panel => panel.Inspectors.Contains(inspector));

    public Draw? FindDraw(string id) => Draws.Find(draw => draw.Id == id);

    public bool IsAdmitted(string panel, string unit, string inspector) => Admitted.Contains((panel, unit, inspector));

    /// <summary>The units of a panel for which sheets were admitted.</summary>
    public IEnumerable<string> SheetUnits(string panel) => Admitted.Where(sheet => sheet.Panel == panel).Select(sheet => sheet.Unit).Distinct().Order(StringComparer.Ordinal);

    /// <summary>The inspectors of a panel whose sheets were admitted.</summary>
    public IEnumerable<string> SheetInspectors(string panel) =>
        Admitted.Where(sheet => sheet.Panel == panel).Select(sheet => sheet.Inspector).Distinct().Order(StringComparer.Ordinal);

    /// <summary>An inspector of the panel whose sheet for the unit was admitted for another body; null for none.</summary>
    internal (InspectionPanel Panel, string Inspector)? FiledElsewhere(InspectionPanel panel, string unit)
    {
        foreach (var sheet in Admitted.Where(sheet => sheet.Unit == unit && panel.Inspectors.Contains(sheet.Inspector)).OrderBy(sheet => sheet.Inspector, StringComparer.Ordinal))
            if (Find(sheet.Panel) is { } other && other.By != panel.By && other.Code != panel.Code)
                return (other, sheet.Inspector);
        return null;
    }

    public PanelBook Evolve(PanelEvent happened) => Apply(happened) with { Audit = PanelAudit.Line(happened) is { } line ? Audit.Add(line) : Audit };

    private PanelBook Apply(PanelEvent happened) => happened switch
    {
        PanelSet set => Set(set),
        PanelRemoved removed => Without(removed.Panel) with { Panels = Panels.RemoveAll(panel => panel.Code == removed.Panel) },
        SheetAdmitted admitted => this with { Admitted = Admitted.Add((admitted.Panel, admitted.Unit, admitted.Inspector)) },
        DrawAnnounced announced => this with
        {
            Draws = Draws.Add(new(
                announced.Id, announced.Of, announced.Count, announced.From, announced.Reason, announced.SeedSource, null, announced.At, announced.By, announced.Body)),
            Keys = Keys.With(announced.Key, announced.Id, announced.At),
        },
        DrawMade made => this with
        {
            Draws = [.. Draws.Select(draw => draw.Id == made.Id ? draw with { Made = new(made.Seed, made.SeedChosenByCaller, made.Drawn, made.At, made.By) } : draw)],
        },
        _ => throw new UnreachableException(happened.GetType().Name),
    };

    private PanelBook Set(PanelSet set)
    {
        var version = Versions.GetValueOrDefault(set.Panel) + 1;
        var panel = new InspectionPanel(set.Panel, set.Label, set.Inspectors, set.Units, set.Visits, version, set.Body, set.Weights);
        var at = Panels.FindIndex(known => known.Code == set.Panel);
        var others = Without(set.Panel);
        return others with
        {
            Panels = at < 0 ? Panels.Add(panel) : Panels.SetItem(at, panel),
            ByUnit = others.ByUnit.SetItems(set.Units.Distinct().Select(unit => KeyValuePair.Create(unit, others.ByUnit.GetValueOrDefault(unit, []).Add(set.Panel)))),
            Versions = Versions.SetItem(set.Panel, version),
        };
    }

    private PanelBook Without(string panel) => this with
    {
        ByUnit = ByUnit.SetItems(ByUnit.Where(unit => unit.Value.Contains(panel)).Select(unit => KeyValuePair.Create(unit.Key, unit.Value.Remove(panel)))),
    };
}
