using Evaluation.Ballots.Counting;
using Evaluation.Cuts;
using Evaluation.Scoring;
using Evaluation.Tests.Workflows.Live;

namespace Evaluation.Tests.Cuts;

public sealed class CutTests
{
    private const int GroupMin = 5, Npc = 0, Users = 1;

    private static readonly TimeSpan Every = TimeSpan.FromMinutes(10);

    private readonly AloneCut _cuts = new();

    [Fact]
    public void Votes_are_shown_from_twice_the_group_minimum_of_every_counted_group_on()
    {
        Assert.Equal(0, Shown(1, (Npc, 9)));
        Assert.Equal(10, Shown(2, (Npc, 10)));
    }

    [Fact]
    public void A_group_below_the_minimum_is_neither_shown_nor_waited_for()
    {
        Assert.Equal(10, Shown(1, (Npc, 10), (Users, 4)));
        Assert.Equal([Npc], _cuts.Do(new ViewCut()).Units[0].Sums.Groups.Select(group => group.Group));
    }

    [Fact]
    public void A_group_between_the_minimum_and_twice_the_minimum_keeps_the_unit_as_it_is()
    {
        Assert.Equal(0, Shown(1, (Npc, 30), (Users, 5)));
        Assert.Equal(0, Shown(2, (Npc, 30), (Users, 9)));
        Assert.Equal(40, Shown(3, (Npc, 30), (Users, 10)));
    }

    [Fact]
    public void A_unit_changes_again_when_every_counted_group_has_as_many_new_codes()
    {
        Assert.Equal(20, Shown(1, (Npc, 10), (Users, 10)));
        Assert.Equal(20, Shown(2, (Npc, 19), (Users, 400)));
        Assert.Equal(20, Shown(3, (Npc, 400), (Users, 19)));
        Assert.Equal(40, Shown(4, (Npc, 20), (Users, 20)));
    }

    [Fact]
    public void Changed_slips_alone_change_nothing_and_are_shown_with_the_next_change()
    {
        Take(1, Sums((Npc, 10)));
        var before = Drawn.Show(_cuts.Do(new ViewCut()).Units[0].Sums);
        var changed = Sums(seed: 2, (Npc, 10));
        Take(2, changed);
        Assert.Equal(before, Drawn.Show(_cuts.Do(new ViewCut()).Units[0].Sums));
        var more = Sums(seed: 2, (Npc, 20));
        Take(3, more);
        Assert.Equal(Drawn.Show(more), Drawn.Show(_cuts.Do(new ViewCut()).Units[0].Sums));
    }

    [Fact]
    public void A_unit_that_is_not_named_keeps_what_is_shown()
    {
        Take(1, Sums((Npc, 10)));
        _cuts.Do(new TakeCut(At(2), GroupMin, [new(1, Sums((Npc, 12)))], []));
        Assert.Equal([(0, 10L), (1, 12L)], _cuts.Do(new ViewCut()).Units.Select(unit => (unit.Unit, unit.Sums.Groups.Sum(group => group.Slips))));
    }

    [Fact]
    public void The_same_cut_or_an_earlier_one_changes_nothing()
    {
        Take(2, Sums((Npc, 10)));
        var history = _cuts.History.Count;
        Take(2, Sums((Npc, 90)));
        Take(1, Sums((Npc, 90)));
        Assert.Equal(history, _cuts.History.Count);
        Assert.Equal(At(2), _cuts.Do(new ViewCut()).At);
    }

    [Fact]
    public void A_group_minimum_of_zero_counts_as_one()
    {
        Assert.False(CutRule.MayChange(VoteSums.None, Sums((Npc, 1)), 0));
        Assert.True(CutRule.MayChange(VoteSums.None, Sums((Npc, 2)), 0));
        Assert.False(CutRule.MayChange(VoteSums.None, VoteSums.None, 0));
    }

    [Fact]
    public void The_turnout_is_that_of_the_newest_cut()
    {
        Assert.Empty(_cuts.Do(new ViewCut()).Turnout);
        _cuts.Do(new TakeCut(At(1), GroupMin, [], [new GroupTurnout("npc", 10, 8, 7)]));
        Assert.Equal([new GroupTurnout("npc", 10, 8, 7)], _cuts.Do(new ViewCut()).Turnout);
    }

    [Theory]
    [InlineData(0, null, 10)]
    [InlineData(9, null, 10)]
    [InlineData(10, 10, 20)]
    [InlineData(19, 10, 20)]
    [InlineData(100, 100, 110)]
    [InlineData(120, 120, null)]
    [InlineData(121, 120, null)]
    [InlineData(10_000, 120, null)]
    public void Cuts_are_taken_at_announced_instants_until_an_hour_before_the_close(int minutes, int? due, int? next)
    {
        var schedule = new CutSchedule(Given.Opening, Given.Opening.AddMinutes(180), Every);
        Assert.Equal(Minutes(due), schedule.Due(Given.Opening.AddMinutes(minutes)));
        Assert.Equal(Minutes(next), schedule.Next(Given.Opening.AddMinutes(minutes)));

        static DateTimeOffset? Minutes(int? count) => count is { } minutes ? Given.Opening.AddMinutes(minutes) : null;
    }

    [Fact]
    public void A_round_without_a_scheduled_close_has_cuts_without_an_end_and_a_short_one_has_none()
    {
        Assert.Equal(Given.Opening.AddDays(30), new CutSchedule(Given.Opening, null, Every).Due(Given.Opening.AddDays(30)));
        Assert.Null(new CutSchedule(Given.Opening, Given.Opening.AddMinutes(69), Every).Due(Given.Opening.AddDays(30)));
        Assert.Null(new CutSchedule(Given.Opening, null, Every).Due(Given.Opening.AddDays(-1)));
        Assert.Equal(Given.Opening + Every, new CutSchedule(Given.Opening, null, Every).Next(Given.Opening.AddDays(-1)));
    }

    [Fact]
    public void The_next_cut_is_the_due_one_until_it_is_taken()
    {
        var (schedule, now) = (new CutSchedule(Given.Opening, null, Every), At(2).AddSeconds(1));
        Assert.Equal(At(2), schedule.NextAfter(At(1), now));
        Assert.Equal(At(2), schedule.NextAfter(null, now));
        Assert.Equal(At(3), schedule.NextAfter(At(2), now));
        Assert.Equal(At(1), schedule.NextAfter(null, Given.Opening));
    }

    private static DateTimeOffset At(int cut) => Given.Opening + (cut * Every);

    private static VoteSums Sums(params (int Group, int Slips)[] groups) => Sums(seed: 1, groups);

    private static VoteSums Sums(int seed, params (int Group, int Slips)[] groups)
    {
        var random = new Random(seed);
        return Drawn.Sums(groups.SelectMany(group => Enumerable.Range(0, group.Slips).Select(_ => Drawn.Slip(random) with { Group = (byte)group.Group })));
    }

    private void Take(int cut, VoteSums sums) => _cuts.Do(new TakeCut(At(cut), GroupMin, [new(0, sums)], []));

    /// <summary>Takes a cut with so many slips of each group, and returns how many slips are shown of the unit.</summary>
    private long Shown(int cut, params (int Group, int Slips)[] groups)
    {
        Take(cut, Sums(groups));
        return _cuts.Do(new ViewCut()).Units.Sum(unit => unit.Sums.Groups.Sum(group => group.Slips));
    }
}
