using Evaluation.Ballots;

namespace Evaluation.Tests.Ballots;

public sealed class WindowTests
{
    private readonly AloneBox _box = Given.OpenBox();

    [Fact]
    public void The_newest_window_applies_in_any_order_of_arrival()
    {
        BoxWindow[] windows = [.. Enumerable.Range(2, 3).Select(version => Given.Window with { Version = version, ClosesAt = Given.Close.AddHours(version) })];
        foreach (var order in (int[][])[[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]])
        {
            var box = Given.OpenBox();
            foreach (var place in order)
                box.Do(new OpenBox(Given.Shape, windows[place]));
            Assert.Equal(windows[2], box.State.Window);
        }
    }

    [Fact]
    public void The_same_window_again_changes_nothing()
    {
        var history = _box.History.Count;
        _box.Do(new OpenBox(BoxShape.Of(Given.Rules), Given.Window));
        Assert.Equal(history, _box.History.Count);
    }

    [Fact]
    public void A_box_cannot_be_opened_under_other_rules()
    {
        var other = Given.Shape with { Units = ["u1", "u3", "u2"] };
        Assert.Equal(RefusalCode.RulesFrozen, _box.Refused(new OpenBox(other, Given.Window with { Version = 2 })).Code);
        Assert.Equal(Given.Window, _box.State.Window);
    }

    [Fact]
    public void Sealing_again_returns_the_same_report()
    {
        _box.Do(Given.Ballot(1, "u1:AB", "u2:AA"));
        _box.Do(Given.Ballot(4, "u1:AB"));
        var report = _box.Do(new SealBox(Given.Close));
        var history = _box.History.Count;

        Assert.Equal((2, 3L), (report.Ballots, report.Slips));
        Assert.Equivalent(report, _box.Do(new SealBox(Given.Close.AddDays(1))), strict: true);
        Assert.Equal(history, _box.History.Count);
    }

    [Fact]
    public void An_unsealed_box_does_not_show_its_patterns()
    {
        Assert.Equal(RefusalCode.WrongState, _box.Refused(new ViewPatterns(0)).Code);
        _box.Do(Given.Ballot(1, "u1:AB"));
        _box.Do(new SealBox(Given.Close));
        Assert.Equal(["u1 npc AB: 1"], Given.Show(_box.State.Tally, Given.Shape));
    }

    [Fact]
    public void A_box_that_missed_the_opening_can_be_sealed_and_opened_later()
    {
        var box = new AloneBox();
        box.Do(Given.Stored("npc", 1));

        Assert.Equal((0, 0L), (box.Do(new SealBox(Given.Close)).Ballots, box.State.Tally.Slips));
        box.Do(new OpenBox(Given.Shape, Given.Window));
        Assert.Equal(RefusalCode.NotOpen, box.Refused(Given.Ballot(1, "u1:AB")).Code);
    }
}
