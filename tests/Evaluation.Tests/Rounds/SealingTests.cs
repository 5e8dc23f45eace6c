using Evaluation.Rounds;
using Evaluation.Rules;
using static Evaluation.Rules.RoundState;

namespace Evaluation.Tests.Rounds;

public sealed class SealingTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void A_round_is_sealed_when_the_last_box_is_counted_in_any_order(int first, int last)
    {
        var round = GivenRound.In(Sealing);
        Assert.Equal([0, 1], round.Do(new ViewRound()).UncountedBoxes);

        var half = round.Do(Count(first, 3));
        Assert.Equal((Sealing, last), (half.State, Assert.Single(half.UncountedBoxes)));
        Assert.Equal(Sealed, round.Do(Count(last, 5)).State);
        Assert.Equal([3, 5], new[] { first, last }.Select(box => round.State.Counted[box].Ballots));
    }

    [Fact]
    public void A_box_counted_twice_counts_once()
    {
        var round = GivenRound.In(Sealing);
        round.Do(Count(0, 3));
        round.Do(Count(0, 4));
        round.Do(Count(0, 4));
        Assert.Equal((Sealing, 3), (round.State.State, Assert.Single(round.State.Counted).Value.Ballots));
    }

    [Fact]
    public void A_report_outside_of_sealing_changes_nothing()
    {
        foreach (var state in Enum.GetValues<RoundState>().Except([Sealing]))
        {
            var round = GivenRound.In(state);
            var history = round.History.Count;
            round.Do(Count(0, 9));
            Assert.Equal(history, round.History.Count);
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void An_unknown_box_is_never_counted(int box) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => GivenRound.In(Sealing).Send(Count(box, 1)));

    [Fact]
    public void A_result_is_recorded_once_as_version_1()
    {
        var round = GivenRound.In(Sealed);
        Assert.Equal(RefusalCode.NoResults, round.Refused(new ViewResult(null)).Code);
        Assert.Equal((Sealed, 0), (round.Do(GivenRound.Result()).State, round.State.Versions.Count));
        round.Do(GivenRound.Start());
        Assert.Equal((Provisional, 1), (round.Do(GivenRound.Result()).State, round.State.Versions.Count));
        Assert.Equal(1, round.Do(GivenRound.Result()).ResultVersions);

        var result = round.Do(new ViewResult(null));
        Assert.Equal((Given.Round, 1, Given.Close.AddMinutes(1)), (result.Round, result.Version, result.ComputedAt));
        Assert.Equal(result, round.Do(new ViewResult(1)));
        foreach (var version in new[] { 0, 2, -1 })
            Assert.Equal(RefusalCode.NoSuchVersion, round.Refused(new ViewResult(version)).Code);
    }

    [Fact]
    public void A_result_is_recorded_only_for_a_sealed_round()
    {
        foreach (var state in Enum.GetValues<RoundState>().Except([Sealed, Provisional]))
        {
            var refusal = GivenRound.In(state).Refused(GivenRound.Result());
            Assert.Equal(RefusalCode.WrongState, refusal.Code);
            Assert.Equal(["sealed"], Assert.IsType<string[]>(refusal.Fact("allowedFrom")));
        }
    }

    private static CountBox Count(int box, int ballots) => new(box, GivenRound.Report(ballots), Given.Close);
}
