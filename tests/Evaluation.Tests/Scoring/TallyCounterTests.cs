using Evaluation.Ballots;
using Evaluation.Ballots.Counting;
using Evaluation.Scoring;

namespace Evaluation.Tests.Scoring;

public sealed class TallyCounterTests
{
    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(0, 1, 0)]
    [InlineData(0, 0, 4)]
    public void A_slip_that_the_rules_do_not_allow_is_never_counted(ushort unit, byte group, byte mark)
    {
        var tally = new Tally();
        tally.Add(new SlipPattern(unit, group, PackedMarks.Pack([mark])));

        Assert.Throws<ArgumentException>(() => RoundScoring.Score(new SmallRound().Rules, tally));
    }

    [Fact]
    public void Slips_of_one_pattern_count_each()
    {
        var tally = new Tally();
        tally.Add(new SlipPattern(0, 0, PackedMarks.Pack([0])), 3);
        tally.Add(new SlipPattern(0, 0, PackedMarks.Pack([1])), 1);

        var unit = RoundScoring.Score(new SmallRound().Rules, tally)[0].Units[0];

        // (3·100 + 70) / 4; s² = 3·7.5² + 22.5² over 3 = 225, √(225 / 4) = 7.5
        Assert.Equal((4, 92.5m, 7.5m), (unit.Slips, unit.Vote, unit.StandardError));
    }
}
