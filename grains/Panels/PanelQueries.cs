using System.Text.Json.Serialization;
using Evaluation.Assessment;
using Evaluation.Runtime;

namespace Evaluation.Panels;

/// <summary>All panels of a round.</summary>
public sealed record ViewPanels : IQuery<PanelBook, PanelList>
{
    public Outcome<PanelList> Answer(PanelBook state) => new PanelList(state.Panels);
}

/// <summary>The panels of one unit.</summary>
public sealed record ViewUnitPanel(string Unit) : IQuery<PanelBook, UnitPanel>
{
    public Outcome<UnitPanel> Answer(PanelBook state) => state.Of(Unit).ToArray() is var panels && panels.Length == 0 ? new UnitPanel(null) : new UnitPanel(panels[0], panels[1..]);
}

/// <summary>All draws of a round.</summary>
public sealed record ViewDraws : IQuery<PanelBook, DrawList>
{
    public Outcome<DrawList> Answer(PanelBook state) => new DrawList(state.Draws);
}

public sealed record ViewPanelAudit : IQuery<PanelBook, AuditTrail>
{
    public Outcome<AuditTrail> Answer(PanelBook state) => new AuditTrail(state.Audit);
}

/// <summary>Panels in the order of their creation.</summary>
public sealed record PanelList(IReadOnlyList<InspectionPanel> Panels)
{
    /// <summary>The weights of a unit's inspectors; null where they have none.</summary>
    public IReadOnlyList<InspectorWeight>? WeightsOf(string unit) =>
        Panels.Where(panel => panel.Units.Contains(unit)).SelectMany(panel => panel.InspectorWeights).ToArray() is { Length: > 0 } weights ? weights : null;
}

/// <summary>The panels of a unit, one per body.</summary>
/// <param name="Panel">The first; null for none.</param>
/// <param name="Others">The panels of other bodies; null for none.</param>
public sealed record UnitPanel(InspectionPanel? Panel, IReadOnlyList<InspectionPanel>? Others = null)
{
    /// <summary>All panels of the unit.</summary>
    [JsonIgnore]
    public IReadOnlyList<InspectionPanel> All => Panel is null ? [] : [Panel, .. Others ?? []];

    /// <summary>The panel with this inspector; null for none.</summary>
    public InspectionPanel? OfInspector(string inspector) => All.FirstOrDefault(panel => panel.Inspectors.Contains(inspector));

    /// <summary>The panel of a body; null for none.</summary>
    public InspectionPanel? Of(string? body) => All.FirstOrDefault(panel => panel.By == body);
}

/// <summary>Draws in the order of their announcement.</summary>
public sealed record DrawList(IReadOnlyList<Draw> Draws);
