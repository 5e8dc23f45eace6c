using Evaluation.Panels;

namespace Evaluation.Tests.Inspections;

/// <summary>Panels of several bodies (F21).</summary>
public sealed class PanelBodyTests
{
    private static readonly Actor Administrator = new("li", "li");

    private readonly AlonePanels _panels = new();

    [Fact]
    public void A_unit_has_at_most_one_panel_per_body()
    {
        _panels.Do(Set("north", "u1 u2", "wang", null));
        _panels.Do(Set("lead", "u2 u3", "chen", "leaders"));
        Assert.Equal(["north", "lead"], _panels.State.Of("u2").Select(panel => panel.Code));
        Assert.Equal(("north", "lead"), (_panels.State.Of("u2", null)!.Code, _panels.State.Of("u2", "leaders")!.Code));
        Assert.Equal("u3", _panels.Refused(Set("lead-2", "u3", "zhou", "leaders")).Facts.Single(fact => fact.Name == "unit").Value);
        var both = _panels.Do(new ViewUnitPanel("u2"));
        Assert.Equal(("north", "lead", "lead"), (both.Panel!.Code, Assert.Single(both.Others!).Code, both.OfInspector("chen")!.Code));
    }

    [Fact]
    public void An_inspector_belongs_to_one_body_per_unit()
    {
        _panels.Do(Set("north", "u1", "wang chen", null));
        var refused = _panels.Refused(Set("lead", "u2 u1", "chen", "leaders"));
        Assert.Equal((RefusalCode.PanelsMixed, "chen"), (refused.Code, refused.Facts.Single(fact => fact.Name == "inspector").Value));
        _panels.Do(Set("lead", "u2", "chen", "leaders"));
        Assert.Equal("lead", _panels.Do(new AdmitSheet("u2", Given.Now, new("chen", "chen"))).Code);
        Assert.Equal("north", _panels.Do(new AdmitSheet("u1", Given.Now, new("chen", "chen"))).Code);
    }

    [Fact]
    public void An_inspector_who_has_filed_for_a_body_does_not_change_it()
    {
        _panels.Do(Set("north", "u1", "wang chen", null));
        _panels.Do(new AdmitSheet("u1", Given.Now, new("chen", "chen")));
        _panels.Do(Set("north", "u1", "wang", null));
        Assert.Equal(RefusalCode.PanelsMixed, _panels.Refused(Set("lead", "u1", "chen", "leaders")).Code);
        Assert.Equal(RefusalCode.WrongState, _panels.Refused(Set("north", "u1", "wang", "leaders")).Code);
        _panels.Do(Set("lead", "u1", "zhou", "leaders"));
    }

    [Fact]
    public void Who_has_filed_stays_in_a_panel_with_weights()
    {
        _panels.Do(Set("lead", "u1", "wang chen", "leaders", 80, 20));
        _panels.Do(new AdmitSheet("u1", Given.Now, new("chen", "chen")));
        Assert.Equal("chen", Assert.IsType<string[]>(_panels.Refused(Set("lead", "u1", "wang", "leaders", 80)).Facts.Single(fact => fact.Name == "inspectors").Value).Single());
        Assert.Equal([new("wang", 60, "leaders"), new("chen", 40, "leaders")], _panels.Do(Set("lead", "u1", "wang chen", "leaders", 60, 40)).InspectorWeights);
        Assert.Equal("panel lead of leaders, 1 units, inspectors wang (60) chen (40)", _panels.State.Audit[^1].Detail);
    }

    [Fact]
    public void The_same_panel_with_other_weights_is_another_version()
    {
        _panels.Do(Set("lead", "u1", "wang chen", "leaders", 80, 20));
        Assert.Equal(1, _panels.Do(Set("lead", "u1", "wang chen", "leaders", 80, 20)).Version);
        Assert.Equal(2, _panels.Do(Set("lead", "u1", "wang chen", "leaders", 70, 30)).Version);
        Assert.Equal(3, _panels.Do(Set("lead", "u1", "wang chen", "leaders")).Version);
        var list = _panels.Do(new ViewPanels());
        Assert.Null(list.WeightsOf("u1"));
    }

    private static SetPanel Set(string panel, string units, string inspectors, string? body, params decimal[] weights) => new(
        new(panel, new("组"), inspectors.Split(' '), units.Split(' '), null, By: body, Weights: weights.Length == 0 ? null : weights), null, Given.Now, Administrator);
}
