using Evaluation.Results.History;

namespace Evaluation.Tests.Results.History;

public sealed class ResultChangesTests
{
    [Fact]
    public void Units_with_one_predecessor_are_listed_by_the_size_of_their_change()
    {
        PublishedRound[] rounds = [YearlyRounds.Of(2019, "a:80 b:70 c:60 d:50"), YearlyRounds.Of(2020, "a:82 m<b+c:75 d:41 n:65")];
        var changes = ResultChanges.Of("r2020", rounds);
        Assert.Equal(["d -9", "a 2"], changes.Units.Select(unit => $"{unit.Unit} {unit.Change.Total!.Difference:0.##}"));
        Assert.Empty(ResultChanges.Of("r2019", rounds).Units);
        Assert.Empty(ResultChanges.Of("r1999", rounds).Units);
    }

    [Fact]
    public void Only_units_with_a_grade_in_both_rounds_are_regraded()
    {
        var change = new UnitChange("r", "u", true, [], new(1, null, null), null, null);
        ChangedUnit[] units = [new("a", change, "good", "pass"), new("b", change, "good", "good"), new("c", change, null, "good"), new("d", change, "good", null)];
        Assert.Equal("a", Assert.Single(new ResultChanges(units).Regraded).Unit);
    }
}
