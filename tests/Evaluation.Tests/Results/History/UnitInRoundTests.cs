using Evaluation.Results.History;
using Evaluation.Scoring;

namespace Evaluation.Tests.Results.History;

public sealed class UnitInRoundTests
{
    [Fact]
    public void A_round_returns_the_published_figures_of_a_unit()
    {
        var rules = Given.Rules with { Id = "r", Period = new(new(2020, 1, 1), new(2020, 12, 31)) };
        var share = new Share(0.94m, 0.91m, 0.96m);
        var published = new UnitResult { Unit = "u2", Rank = 2, Total = 91.20m, StandardError = 0.41m, Grade = "good", Slips = 40, Positive = share, Top = new(0.7m, 0.6m, 0.8m) };
        var result = new RoundResult { Round = "r", Version = 3, Classes = [new("service", [new() { Unit = "u1", Rank = 1 }, published, new() { Unit = "u3" }])] };

        var history = UnitHistory.Of("u2", [PublishedRound.Of(rules, result, Given.Close)])!;
        var round = Assert.Single(history.Rounds);
        Assert.Equal(("u2", "r", rules.Title, rules.Period, Given.Close, 3), (history.Unit, round.Round, round.Title, round.Period, round.PublishedAt, round.Version));
        Assert.Equal(("u2", "馆", "service", 2, 3, "good"), (round.Unit, round.Label.Zh, round.Class, round.Rank, round.UnitsInClass, round.Grade));
        Assert.Equal((91.20m, 0.41m, share, new Share(0.7m, 0.6m, 0.8m), 40), (round.Total, round.StandardError, round.Positive, round.Top, round.Slips));
        Assert.Empty(round.Changes);
    }
}
