using Evaluation.Results.History;
using Evaluation.Rules;
using Evaluation.Scoring.Votes;

namespace Evaluation.Tests.Results.History;

public sealed class ChangeTests
{
    [Fact]
    public void The_change_of_a_total_has_an_interval_from_both_standard_errors()
    {
        // 1.96·√(0.3² + 0.4²) = 0.98
        Assert.Equal(new Change(2.25m, 1.27m, 3.23m), Change.OfTotals(91.5m, 0.3m, 89.25m, 0.4m, 2));
        Assert.Equal(new Change(-2.3m, -3.2m, -1.3m), Change.OfTotals(89.25m, 0.4m, 91.5m, 0.3m, 1));
        Assert.Equal(new Change(0m, 0m, 0m), Change.OfTotals(90m, 0m, 90m, 0m, 0));
    }

    [Fact]
    public void A_change_without_a_standard_error_has_no_interval_and_without_a_total_there_is_no_change()
    {
        Assert.Equal(new Change(1m, null, null), Change.OfTotals(91m, null, 90m, 0.4m, 2));
        Assert.Null(Change.OfTotals(null, 0.1m, 90m, 0.4m, 2));
        Assert.Null(Change.OfTotals(90m, 0.1m, null, null, 2));
        Assert.Null(Change.OfShares(null, new(0.5m, 0.4m, 0.6m)));
        Assert.Null(Change.OfShares(new(0.5m, 0.4m, 0.6m), null));
    }

    /// <summary>
    /// Newcombe (1998), table II, method 10: 56/70 − 48/80, 9/10 − 3/10, 6/7 − 2/7, 5/56 − 0/29, 0/10 − 0/20, 10/10 − 0/20.
    /// </summary>
    [Theory]
    [InlineData(56, 70, 48, 80, 0.2, 0.0524, 0.3339)]
    [InlineData(9, 10, 3, 10, 0.6, 0.1705, 0.8090)]
    [InlineData(6, 7, 2, 7, 0.5714, 0.0582, 0.8062)]
    [InlineData(5, 56, 0, 29, 0.0893, -0.0381, 0.1926)]
    [InlineData(0, 10, 0, 20, 0, -0.1611, 0.2775)]
    [InlineData(10, 10, 0, 20, 1, 0.6791, 1)]
    public void The_change_of_a_share_has_Newcombes_interval(int a, int n, int b, int m, double difference, double low, double high)
    {
        var change = Change.OfShares(SharePublication.Of(new Fraction(a, n), n), SharePublication.Of(new Fraction(b, m), m))!;
        // The published shares are rounded to four decimals.
        Assert.Equal(difference, (double)change.Difference, 1.01e-4);
        Assert.Equal(low, (double)change.Low!, 2e-4);
        Assert.Equal(high, (double)change.High!, 2e-4);
    }

    [Theory]
    [InlineData("options")]
    [InlineData("policies")]
    [InlineData("criteria")]
    [InlineData("weights")]
    [InlineData("components")]
    [InlineData("panel")]
    public void Rounds_with_different_measures_are_not_compared(string what)
    {
        var changes = Changes(rules => Inspected(what switch
        {
            "options" => rules with { Options = [.. rules.Options.Select(option => option.Code == "B" ? option with { Value = 70 } : option)] },
            "policies" => rules with { Policies = rules.Policies with { DontKnow = DontKnow.Zero } },
            "criteria" => rules with { Criteria = [rules.Criteria[0] with { Points = 50 }, .. rules.Criteria.Skip(1)] },
            "weights" => rules with { Classes = [rules.Classes[0] with { Weights = new Dictionary<string, decimal> { ["npc"] = 40, ["users"] = 60 } }] },
            "components" => rules,
            _ => rules with { Panel = new(PanelTrim.Total) },
        }) is var changed && what == "components" ? changed with { Components = changed.Components with { BonusCap = 3 } } : changed, Inspected);
        var change = Assert.Single(changes);
        Assert.False(change.Comparable);
        Assert.Equal([what], change.Differences);
        Assert.Equal((null, null, null), (change.Total, change.Positive, change.Top));
    }

    [Fact]
    public void Labels_order_and_a_common_factor_of_weights_do_not_prevent_comparison()
    {
        var change = Assert.Single(Changes(rules => rules with
        {
            Options = [.. rules.Options.Reverse().Select(option => option with { Label = new("另") })],
            Criteria = [.. rules.Criteria.Reverse().Select(criterion => criterion with { Label = new("另") })],
            Classes = [rules.Classes[0] with { Weights = new Dictionary<string, decimal> { ["users"] = 7, ["npc"] = 3, ["new"] = 0 } }],
            Policies = rules.Policies with { GroupMin = 7, Decimals = 3 },
        }));
        Assert.True(change.Comparable);
        Assert.Empty(change.Differences);
        Assert.Equal(new Change(-1m, -1.832m, -0.168m), change.Total);
    }

    private static IReadOnlyList<UnitChange> Changes(Func<RoundRules, RoundRules> now, Func<RoundRules, RoundRules>? before = null) =>
        UnitHistory.Of("a", [YearlyRounds.Of(2019, "a:90", before), YearlyRounds.Of(2020, "a:89", now)])!.Rounds[1].Changes;

    private static RoundRules Inspected(RoundRules rules) => rules with
    {
        Criteria = [.. rules.Criteria, new("visit", new("验收"), CriterionSource.Assessed, 10)],
        Components = new() { Vote = 70, Inspection = 30 },
    };
}
