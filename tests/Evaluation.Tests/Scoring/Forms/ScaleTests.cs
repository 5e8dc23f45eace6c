using Evaluation.Rules;

namespace Evaluation.Tests.Scoring.Forms;

/// <summary>Values of options on another scale than 100 (F20).</summary>
public sealed class ScaleTests
{
    [Fact]
    public void The_values_10_8_and_5_are_100_80_and_50()
    {
        var round = Tens("u1 u2 u3");
        round.Cast("u1", "npc", "A");
        round.Cast("u2", "npc", "B");
        round.Cast("u3", "npc", "C");

        Assert.Equal([100m, 80m, 50m], round.InPaperOrder(unit => unit.Vote!.Value));
        Assert.Equal([100m, 80m, 50m], round.InPaperOrder(unit => unit.Criteria[0].Score!.Value));
    }

    [Fact]
    public void A_value_for_dont_know_is_on_the_same_scale()
    {
        var round = Tens();
        round.Policies = new() { GroupMin = 1, DontKnow = new(6m) };
        round.Cast("u1", "npc", "A", "D");

        Assert.Equal(80m, round.Result("u1").Vote);
    }

    [Fact]
    public void A_round_gets_the_same_figures_with_values_on_either_scale()
    {
        var (tens, hundreds) = (Tens("u1 u2", "npc users", "duty conduct"), Tens("u1 u2", "npc users", "duty conduct"));
        hundreds.Rules = hundreds.Rules with
        {
            OptionMax = null,
            Options = [.. hundreds.Rules.Options.Select(option => option with { Value = option.Value * 10 })],
        };
        foreach (var round in new[] { tens, hundreds })
        {
            round.Cast("u1", "npc", "AB", "BC", "CD");
            round.Cast("u1", "users", "AA", "CB", "BB", "CC");
            round.Cast("u2", "npc", "BB", "CC");
        }

        Assert.Equal(Shown(hundreds), Shown(tens));
        Assert.NotEqual(0m, tens.Result("u1").StandardError);
    }

    [Fact]
    public void A_value_without_an_end_in_decimals_stays_exact()
    {
        var round = Tens();
        round.Rules = round.Rules with { OptionMax = 3, Options = [new("A", new(), 3, AnswerBox.Top), new("B", new(), 2), new("C", new(), 1)] };
        round.Cast("u1", "npc", "B", "B", "C", "C");

        // 66 2/3 and 33 1/3: their mean is 50.
        Assert.Equal(50m, round.Result("u1").Vote);
    }

    private static string Shown(SmallRound round) => System.Text.Json.JsonSerializer.Serialize(round.Result());

    private static SmallRound Tens(string units = "u1", string groups = "npc", string criteria = "duty")
    {
        var round = new SmallRound(units, groups, criteria);
        round.Rules = round.Rules with
        {
            OptionMax = 10,
            Options = [new("A", new(), 10, AnswerBox.Top), new("B", new(), 8, AnswerBox.Positive), new("C", new(), 5, AnswerBox.Negative), new("D", new())],
        };
        return round;
    }
}
