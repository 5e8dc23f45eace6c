using Evaluation.Scoring;

namespace Evaluation.Tests.Awards;

public sealed class TopSelectionTests
{
    private static readonly RankPlace[] Ranked = [new("a", "x", 1, true), new("b", "y", 2, false), new("c", "x", 2, true), new("d", "y", 4, true)];

    [Theory]
    [InlineData(1, "a")]
    [InlineData(3, "a,b,c")]
    [InlineData(4, "a,b,c,d")]
    public void The_best_units_are_taken_over_all_classes(int top, string units) => Assert.Equal(units.Split(','), TopSelection.Of(Ranked, top, null).Answer);

    [Fact]
    public void A_tie_at_the_border_is_refused_and_names_the_units_that_share_the_rank()
    {
        var refusal = TopSelection.Of(Ranked, 2, null).Refusal!;
        Assert.Equal(RefusalCode.TieAtBorder, refusal.Code);
        Assert.Equal(["b", "c"], (string[])refusal.Fact("units")!);
        Assert.Equal(1, refusal.Fact("places"));
    }

    [Theory]
    [InlineData("a,c")]
    [InlineData("c,a")]
    public void Named_units_decide_a_tie(string units) => Assert.Equal(["a", "c"], TopSelection.Of(Ranked, 2, units.Split(',')).Answer);

    [Theory]
    [InlineData(2, "b,c")]
    [InlineData(2, "a")]
    [InlineData(2, "a,b,c")]
    [InlineData(2, "a,d")]
    [InlineData(2, "a,a")]
    [InlineData(3, "a,b,d")]
    [InlineData(5, "a,b,c,d,e")]
    public void Other_units_than_those_that_can_be_taken_are_refused(int top, string units) =>
        Assert.Equal(RefusalCode.BadSelection, TopSelection.Of(Ranked, top, units.Split(',')).Refusal!.Code);

    [Fact]
    public void More_units_than_have_a_rank_cannot_be_taken() => Assert.Equal(RefusalCode.BadSelection, TopSelection.Of(Ranked, 5, null).Refusal!.Code);
}
