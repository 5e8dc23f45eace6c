using Evaluation.Ballots.Counting;
using Evaluation.Ballots.Packing;

namespace Evaluation.Tests.Scoring;

public sealed class SlipCountTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, 4)]
    public void A_slip_that_the_rules_do_not_allow_is_not_counted(byte group, byte mark)
    {
        var tally = new Tally();
        tally.Add(new SlipPattern(0, group, PackedMarks.Pack([mark])));

        Assert.Throws<ArgumentException>(() => TallyCounter.Score(new SmallRound().Rules, tally));
    }

    [Fact]
    public void Every_slip_of_a_pattern_counts()
    {
        var tally = new Tally();
        tally.Add(new SlipPattern(0, 0, PackedMarks.Pack([0])), 3);
        tally.Add(new SlipPattern(0, 0, PackedMarks.Pack([1])), 1);

        var unit = TallyCounter.Score(new SmallRound().Rules, tally)[0].Units[0];

        // (3·100 + 70) / 4; s² = 3·7.5² + 22.5² over 3 = 225, √(225 / 4) = 7.5
        Assert.Equal((4, 92.5m, 7.5m), (unit.Slips, unit.Vote, unit.StandardError));
    }
}
