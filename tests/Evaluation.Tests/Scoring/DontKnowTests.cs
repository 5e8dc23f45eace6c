using Evaluation.Rules;
using Evaluation.Scoring;

namespace Evaluation.Tests.Scoring;

public sealed class DontKnowTests
{
    [Theory]
    [InlineData(null, 100)]
    [InlineData(0, 75)]
    [InlineData(60, 90)]
    public void The_policy_decides_the_value_of_a_dont_know(int? value, int score)
    {
        var round = new SmallRound();
        round.Policies = new() { GroupMin = 1, DontKnow = new DontKnow(value) };
        round.Cast("u1", "npc", "A", "A", "A", "D");

        Assert.Equal(score, round.Result("u1").Vote);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    [InlineData(60)]
    public void Awareness_counts_every_dont_know_whatever_its_value(int? value)
    {
        var round = new SmallRound();
        round.Policies = new() { GroupMin = 1, DontKnow = new DontKnow(value) };
        round.Cast("u1", "npc", "A", "A", "D");

        Assert.Equal(0.6667m, round.Result("u1").Groups[0].Awareness);
    }

    [Fact]
    public void A_dont_know_with_a_value_is_valid_and_counts_in_no_box()
    {
        var round = new SmallRound();
        round.Policies = new() { GroupMin = 1, DontKnow = new DontKnow(60) };
        round.Cast("u1", "npc", "A", "B", "D", "D");

        var unit = round.Result("u1");
        Assert.Equal((0.5m, 0.25m), (unit.Positive?.Value, unit.Top?.Value));
    }

    [Fact]
    public void A_dont_know_with_a_box_counts_in_the_box_only_when_it_is_valid()
    {
        var round = new SmallRound();
        round.Rules = round.Rules with { Options = [round.Rules.Options[0], new Option("D", new(), null, AnswerBox.Positive)] };
        round.Cast("u1", "npc", "A", "B");
        Assert.Equal((1m, 1m), (round.Result("u1").Positive?.Value, round.Result("u1").Top?.Value));

        round.Policies = new() { GroupMin = 1, DontKnow = DontKnow.Zero };
        Assert.Equal((1m, 0.5m), (round.Result("u1").Positive?.Value, round.Result("u1").Top?.Value));
    }

    [Fact]
    public void An_option_without_a_box_is_valid_and_counts_in_no_box()
    {
        var round = new SmallRound();
        round.Rules = round.Rules with { Options = [new Option("A", new(), 100, AnswerBox.Top), new Option("B", new(), 50)] };
        round.Cast("u1", "npc", "A", "B");

        Assert.Equal((75m, 0.5m, 0.5m), (round.Result("u1").Vote, round.Result("u1").Positive?.Value, round.Result("u1").Top?.Value));
    }

    [Fact]
    public void A_group_reports_at_the_minimum_awareness_and_not_below()
    {
        var round = new SmallRound(groups: "npc users");
        round.Policies = new() { GroupMin = 1, AwarenessMin = 0.5m };
        round.Cast("u1", "npc", "A", "D");
        round.Cast("u1", "users", "C", "D", "D");

        var (npc, users) = (round.Result("u1").Groups[0], round.Result("u1").Groups[1]);
        Assert.Equal((true, null, 100m), (npc.Reported, npc.Why, npc.Score));
        Assert.Equal((false, "low-awareness", null), (users.Reported, users.Why, users.Score));
        Assert.Equal((3, 0.3333m), (users.Slips, users.Awareness));
        Assert.Equal(100m, round.Result("u1").Vote);
    }

    [Fact]
    public void Only_dont_know_marks_give_no_score()
    {
        var round = new SmallRound();
        round.Cast("u1", "npc", "D", "D");

        var unit = round.Result("u1");
        Assert.Equal(new GroupResult("npc", 2, 0m, null, false, "no-score"), unit.Groups[0]);
        Assert.Null(unit.Vote);
        Assert.Null(unit.Positive);
        Assert.Equal(["vote"], unit.Incomplete);
    }
}
