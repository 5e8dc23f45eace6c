using Evaluation.Panels;

namespace Evaluation.Tests.Simulation.Assessing;

/// <summary>Replays panels by rules that are written here again, and compares them with what a new activation answers.</summary>
internal static class PanelJudge
{
    public static async Task EverythingAsync(AssessingWorld world, List<Happening> story)
    {
        Dictionary<string, Known> panels = [];
        Dictionary<string, int> versions = [];
        List<(string Panel, string Unit)> sheets = [];
        foreach (var happened in story)
        {
            var panel = happened.Text("panel")!;
            switch (happened.Event)
            {
                case "panel-set":
                    var next = new Known(happened.Text("label.zh")!, List(happened, "inspectors"), List(happened, "units"), versions[panel] = versions.GetValueOrDefault(panel) + 1);
                    Assert.All(panels.Where(other => other.Key != panel), other => Assert.Empty(other.Value.Units.Intersect(next.Units)));
                    Assert.All(sheets.Where(sheet => sheet.Panel == panel), sheet => Assert.Contains(sheet.Unit, next.Units));
                    panels[panel] = next;
                    break;
                case "panel-removed":
                    Assert.DoesNotContain(sheets, sheet => sheet.Panel == panel);
                    Assert.True(panels.Remove(panel), $"There is no such panel: {happened}");
                    break;
                case "sheet-admitted":
                    Assert.True(
                        panels.TryGetValue(panel, out var known) && known.Units.Contains(happened.Text("unit")) && known.Inspectors.Contains(happened.Text("inspector")),
                        $"The panel does not have the unit or the inspector: {happened}");
                    sheets.Add((panel, happened.Text("unit")!));
                    break;
            }
        }
        var read = await world.AskUntilKnownAsync(engine => engine.SendAsync(PanelGrain.Ref(AssessingWorld.Rules.Id), new ViewPanels()));
        Assert.Equal(
            panels.Select(panel => Shown(panel.Key, panel.Value)).Order(StringComparer.Ordinal),
            read.Answer.Panels.Select(panel => Shown(panel.Code, new(panel.Label.Zh!, panel.Inspectors, panel.Units, (int)panel.Version))).Order(StringComparer.Ordinal));
    }

    private static string[] List(Happening happened, string name) => [.. happened.Json.GetProperty(name).EnumerateArray().Select(item => item.GetString()!)];

    private static string Shown(string code, Known panel) => $"{code} {panel.Label} {string.Join(',', panel.Inspectors)} {string.Join(',', panel.Units)} {panel.Version}";

    private sealed record Known(string Label, IReadOnlyList<string> Inspectors, IReadOnlyList<string> Units, int Version);
}
