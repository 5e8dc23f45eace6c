using Evaluation.Results.History;

namespace Evaluation.Tests.Results.History;

public sealed class UnitChangesTests
{
    private static readonly PublishedRound[] Rounds = [YearlyRounds.Of(2019, "a:80 b:70 c:60 d:50"), YearlyRounds.Of(2020, "a:90 m<b+c:75 n:65"), YearlyRounds.Of(2021, "a:85")];

    [Fact]
    public void The_changes_of_a_round_are_those_of_the_histories_of_its_units()
    {
        var changes = UnitChanges.Of("r2020", Rounds);

        Assert.Equal(["a", "m"], changes.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(10m, Assert.Single(changes["a"]).Total!.Difference);
        Assert.Equal(["b 5", "c 15"], changes["m"].Select(change => $"{change.Unit} {change.Total!.Difference:0.##}"));
        foreach (var (unit, since) in changes)
            Assert.Equal(UnitHistory.Of(unit, Rounds)!.Rounds.Single(round => round.Round == "r2020" && round.Unit == unit).Changes.Select(change => change.Total), since.Select(change => change.Total));
    }

    [Fact]
    public void The_first_round_and_an_unknown_round_have_no_changes()
    {
        Assert.Empty(UnitChanges.Of("r2019", Rounds));
        Assert.Empty(UnitChanges.Of("r1999", Rounds));
    }
}
