using Evaluation.Panels;
using Evaluation.Runtime;

namespace Evaluation.Tests.Simulation.Assessing;

/// <summary>An administrator who changes panels: inspectors come and go, units move between two panels, panels are removed.</summary>
internal sealed class PanelOfficial(AssessingWorld world, string account) : AssessingOfficial(world)
{
    private static readonly string[] Inspectors = ["wang", "zhao", "zhou"];

    private readonly GrainRef<PanelBook> _grain = PanelGrain.Ref(Round);

    protected override async Task ActAsync()
    {
        var (mark, by, panel) = (World.NewMark(), Only(account), Chance(3) ? "south" : "north");
        if (await World.AskAsync(engine => engine.SendAsync(_grain, new ViewPanels())) is not { Refusal: null } read)
            return;
        IReadOnlyList<long>? basedOn = Chance(3) ? null : [read.Answer.Panels.FirstOrDefault(known => known.Code == panel)?.Version ?? 0];
        if (Chance(5))
        {
            await DoAsync(new($"remove {panel}", _grain.Stream, "panel-removed", $"panel {panel}", by.Account, IsStrict: false), _grain, at => new RemovePanel(panel, basedOn, at, by));
            return;
        }
        string[] units = panel == "south" ? ["u3"] : Chance(2) ? ["u1", "u2"] : ["u1", "u2", "u3"];
        string[] inspectors = [.. Inspectors.Where(_ => !Chance(4))];
        if (inspectors.Length == 0)
            return;
        var changed = new InspectionPanel(panel, new(mark), inspectors, units, null);
        await DoAsync(
            new(mark, _grain.Stream, "panel-set", $"panel {panel}", by.Account, IsStrict: basedOn is not null), _grain, at => new SetPanel(changed, basedOn, at, by));
    }
}
