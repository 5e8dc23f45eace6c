using Evaluation.Gateway.Rounds;

namespace Evaluation.Tests.Rounds;

/// <summary>When the schedule runner looks at a round.</summary>
public sealed class DueRoundsTests
{
    private readonly DueRounds _due = new();

    [Fact]
    public void An_added_round_is_due_at_once_and_then_at_the_next_instant()
    {
        _due.Add("round");
        var round = Assert.Single(_due.At(Given.Now));
        _due.Replace(round, Given.Now.AddHours(1));
        Assert.Empty(_due.At(Given.Now));
        Assert.Equal("round", Assert.Single(_due.At(Given.Now.AddHours(1))).Id);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_round_that_is_added_again_while_it_is_advanced_stays_due(bool hasNext)
    {
        _due.Add("round");
        var advanced = Assert.Single(_due.At(Given.Now));
        _due.Add("round");
        _due.Replace(advanced, hasNext ? Given.Now.AddHours(1) : null);
        Assert.NotSame(advanced, Assert.Single(_due.At(Given.Now)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("UPPER")]
    [InlineData("../etc")]
    public void A_name_that_no_round_can_have_is_never_due(string name)
    {
        _due.Add(name);
        Assert.Empty(_due.At(Given.Now));
    }

    [Fact]
    public void A_round_without_a_next_instant_is_removed()
    {
        _due.Add("round");
        _due.Replace(Assert.Single(_due.At(Given.Now)), next: null);
        Assert.Empty(_due.At(DateTimeOffset.MaxValue));
    }
}
