using Evaluation.Runtime;

namespace Evaluation.Panels;

/// <summary>All panels of a round.</summary>
public sealed record ViewPanels : IQuery<PanelBook, PanelList>
{
    public Outcome<PanelList> Answer(PanelBook state) => new PanelList(state.Panels);
}

/// <summary>The panel of one unit.</summary>
public sealed record ViewUnitPanel(string Unit) : IQuery<PanelBook, UnitPanel>
{
    public Outcome<UnitPanel> Answer(PanelBook state) => new UnitPanel(state.Of(Unit));
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
public sealed record PanelList(IReadOnlyList<InspectionPanel> Panels);

/// <summary>The panel of a unit; null for none.</summary>
public sealed record UnitPanel(InspectionPanel? Panel);

/// <summary>Draws in the order of their announcement.</summary>
public sealed record DrawList(IReadOnlyList<Draw> Draws);
