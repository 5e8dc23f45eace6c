using Evaluation.Panels;

namespace Evaluation.Tests.Inspections;

public sealed class PanelBookTests
{
    private static readonly Actor Administrator = new("li", "li");

    private readonly AlonePanels _panels = new();

    [Fact]
    public void A_unit_gets_no_second_panel()
    {
        _panels.Do(Set("north", "u1 u2"));
        var refused = _panels.Refused(Set("south", "u3 u2"));
        Assert.Equal((RefusalCode.PanelsMixed, "u2"), (refused.Code, refused.Facts.Single(fact => fact.Name == "unit").Value));
        _panels.Do(Set("north", "u1"));
        Assert.Equal(["u3", "u2"], _panels.Do(Set("south", "u3 u2")).Units);
        Assert.Equal(("north", "south", "south"), (_panels.State.Of("u1", null)!.Code, _panels.State.Of("u2", null)!.Code, _panels.State.Of("u3", null)!.Code));
    }

    [Fact]
    public void A_panel_that_stands_sent_again_changes_nothing()
    {
        _panels.Do(Set("north", "u1 u2"));
        Assert.Equal(1, _panels.Do(Set("north", "u1 u2", basedOn: 0)).Version);
        Assert.Single(_panels.History);
    }

    [Fact]
    public void Only_a_version_that_was_read_is_replaced_and_versions_never_restart()
    {
        _panels.Do(Set("north", "u1"));
        Assert.Equal(RefusalCode.Stale, _panels.Refused(Set("north", "u2", basedOn: 0)).Code);
        Assert.Equal(2, _panels.Do(Set("north", "u2", basedOn: 1)).Version);
        Assert.Equal(RefusalCode.Stale, _panels.Refused(new RemovePanel("north", [1], Given.Now, Administrator)).Code);
        _panels.Do(new RemovePanel("north", [2], Given.Now, Administrator));
        Assert.Equal(RefusalCode.NoSuchPanel, _panels.Refused(new RemovePanel("north", null, Given.Now, Administrator)).Code);
        Assert.Null(_panels.State.Of("u2", null));
        Assert.Equal(3, _panels.Do(Set("north", "u2", basedOn: 0)).Version);
    }

    [Fact]
    public void Only_inspectors_of_the_unit_are_admitted_and_each_once()
    {
        _panels.Do(Set("north", "u1 u2"));
        Assert.Equal("north", _panels.Do(Admit("u1", "wang")).Code);
        _panels.Do(Admit("u1", "wang"));
        Assert.Equal(2, _panels.History.Count);
        Assert.Equal(RefusalCode.UnitNotYours, _panels.Refused(Admit("u1", "chen")).Code);
        Assert.Equal(RefusalCode.UnitNotYours, _panels.Refused(Admit("u3", "wang")).Code);
    }

    [Fact]
    public void A_panel_with_a_filed_sheet_is_not_removed_and_keeps_the_unit()
    {
        _panels.Do(Set("north", "u1 u2"));
        _panels.Do(Admit("u1", "wang"));
        Assert.Equal(RefusalCode.WrongState, _panels.Refused(new RemovePanel("north", null, Given.Now, Administrator)).Code);
        Assert.Equal(["u1"], (string[])_panels.Refused(Set("north", "u2")).Facts.Single(fact => fact.Name == "units").Value!);
        Assert.Equal(["u1"], _panels.Do(Set("north", "u1")).Units);
    }

    [Fact]
    public void An_announced_pool_stays_as_it_was_and_is_drawn_from_by_one_seed()
    {
        var announced = _panels.Do(Draw("d", seed: null, source: "closing index"));
        Assert.Null(announced.Made);
        var made = _panels.Do(new SeedDraw("d", "2026-12-01 3456.78", Given.Now, Administrator)).Made!;
        Assert.Equal((false, "visit"), (made.SeedChosenByCaller, made.Drawn.Single()));
        Assert.Equal(RefusalCode.DrawExists, _panels.Refused(new SeedDraw("d", "another", Given.Now, Administrator)).Code);
        Assert.Equal(RefusalCode.NoSuchDraw, _panels.Refused(new SeedDraw("e", "another", Given.Now, Administrator)).Code);
        Assert.Equal(2, _panels.History.Count);
    }

    [Fact]
    public void A_draw_with_a_seed_says_that_the_caller_chose_it_and_its_id_is_used_once()
    {
        Assert.True(_panels.Do(Draw("d", "2026-12-01 3456.78", source: null)).Made!.SeedChosenByCaller);
        Assert.Equal(RefusalCode.DrawExists, _panels.Refused(Draw("d", "2026-12-01 3456.78", source: null)).Code);
    }

    [Fact]
    public void A_draw_that_is_sent_again_with_its_key_is_the_same_draw()
    {
        var key = new CreationKey("k", "b");
        _panels.Do(Draw("d", "seed", source: null) with { Key = key });
        _panels.Do(Draw("d", "seed", source: null) with { Key = key });
        Assert.Equal(2, _panels.History.Count);
        Assert.Equal(RefusalCode.KeyReused, _panels.Refused(Draw("e", "seed", source: null) with { Key = key with { Body = "c" } }).Code);
    }

    [Fact]
    public void Every_act_but_an_admission_has_a_line_in_the_audit()
    {
        _panels.Do(Set("north", "u1 u2"));
        _panels.Do(Admit("u1", "wang"));
        _panels.Do(Draw("d", "2026-12-01 3456.78", source: null));
        Assert.Equal(
            ["panel-set: panel north, 2 units, inspectors wang li", "draw-announced: draw d: 1 of 3", "draw-made: draw d, drawn: visit"],
            _panels.Do(new ViewPanelAudit()).Lines.Select(line => $"{line.Act}: {line.Detail}"));
    }

    private static SetPanel Set(string panel, string units, params long[] basedOn) => new(
        new(panel, new("组"), ["wang", "li"], units.Split(' '), null), basedOn.Length == 0 ? null : basedOn, Given.Now, Administrator);

    private static AdmitSheet Admit(string unit, string inspector) => new(unit, Given.Now, new(inspector, inspector));

    private static CreateDraw Draw(string id, string? seed, string? source) =>
        new(id, DrawSubject.Criteria, 1, ["duty", "openness", "visit"], "a check", seed, source, null, Given.Now, Administrator);
}
