using Evaluation.Rules;
using Evaluation.Scoring;
using Evaluation.Tests.Derivation;

namespace Evaluation.Tests.Assessment.Bodies;

/// <summary>Assessing bodies and weights (F21), computed by hand.</summary>
public sealed class BodyTests
{
    private const string Leaders = """{"code":"leaders","label":{"zh":"领导","en":"Leaders"},"trim":"none"}""";
    private const string Peers = """{"code":"peers","label":{"zh":"同行","en":"Peers"}}""";

    [Theory]
    [InlineData("85 86 88", 78, 84.67)]
    [InlineData("77.5 78 78", 80, 78.27)]
    public void A_leader_with_weight_20_percent_counts_and_is_not_dropped_as_a_small_group(string peers, decimal leader, decimal score)
    {
        // 15 of 75 is 20 %; the others alone have 86.33 and 77.83.
        var round = new BodyRound(Criterion("duty", 100, "leaders"), Leaders).Weights("leader=15 a=20 b=20 c=20", "leaders");
        foreach (var (inspector, points) in "abc".Zip(peers.Split(' ')))
            round.Sheet($"{inspector}", $"duty={points}", "leaders");
        round.Sheet("leader", $"duty={leader}", "leaders");

        Assert.Equal((score, score), (round.Result().Inspection, round.Result().Total));
        Assert.Equal([new BodyResult("leaders", score, 4)], round.Result().Bodies!);
        var line = round.Line("/assessed/duty/inspected");
        Assert.Equal(("F21", "Σ a·x ÷ Σ a"), (line.Rule, line.Formula));
        AssertComputed(round);
    }

    [Theory]
    [InlineData("259/3", 78, 84.67)]
    [InlineData("467/6", 80, 78.27)]
    public void A_body_of_one_leader_is_a_share_of_the_total(string vote, decimal leader, decimal total)
    {
        var round = new BodyRound(Criterion("duty", 100, "leaders"), Leaders).Sheet("leader", $"duty={leader}", "leaders");
        var parts = vote.Split('/').Select(long.Parse).ToArray();
        var scored = Evaluation.Scoring.Totals.Total.Of(new Components(Vote: 80, Inspection: 20), (Fraction)parts[0] / parts[1], round.Facts());
        Assert.Equal(total, scored.Value!.Value.Round(2));
    }

    [Fact]
    public void Every_body_scores_its_own_criteria_and_counts_by_their_maxima()
    {
        var round = new BodyRound($"{Criterion("duty", 60, "leaders")},{Criterion("work", 40, "peers")},{Criterion("visit", 100)}", $"{Leaders},{Peers}")
            .Sheet("li", "duty=30", "leaders").Sheet("wang", "work=40", "peers").Sheet("chen", "work=30", "peers").Sheet("zhou", "visit=70");

        // 30 of 60, 35 of 40 and 70 of 100 are 135 of 200.
        Assert.Equal(67.5m, round.Result().Inspection);
        Assert.Equal([new BodyResult(null, 70, 1), new BodyResult("leaders", 50, 1), new BodyResult("peers", 87.5m, 2)], round.Result().Bodies!);
        Assert.Equal("Σ max(b)·x(b) ÷ Σ max(b)", round.Line("/inspection").Formula);
        AssertComputed(round);
    }

    [Fact]
    public void Points_on_a_sheet_of_another_body_do_not_count()
    {
        var round = new BodyRound($"{Criterion("duty", 60, "leaders")},{Criterion("work", 40, "peers")}", $"{Leaders},{Peers}")
            .Sheet("li", "duty=30 work=40", "leaders").Sheet("wang", "work=10 duty=60", "peers");
        Assert.Equal(40, round.Result().Inspection);
    }

    [Fact]
    public void Not_applicable_leaves_both_sums()
    {
        var round = new BodyRound(Criterion("duty", 100, "leaders"), Leaders).Weights("li=80 wang=20", "leaders").Sheet("li", "duty=na", "leaders").Sheet("wang", "duty=60", "leaders");
        Assert.Equal(60, round.Result().Inspection);
        AssertComputed(round);
    }

    [Fact]
    public void A_body_without_a_sheet_makes_the_unit_incomplete_and_is_named()
    {
        var round = new BodyRound($"{Criterion("duty", 60, "leaders")},{Criterion("work", 40, "peers")}", $"{Leaders},{Peers}").Sheet("li", "duty=30", "leaders");
        var result = round.Result();
        Assert.Equal((null, null, null), (result.Total, result.Inspection, result.Rank));
        Assert.Equal(["inspection"], result.Incomplete);
        Assert.Equal([new MissingEntry("inspection", "peers")], result.Missing!);
        Assert.Equal([new BodyResult("leaders", 50, 1), new BodyResult("peers", null, 0)], result.Bodies!);
        Assert.Contains("a sheet of Peers", round.Line("/missing/inspection.peers").Note!.En, StringComparison.Ordinal);
    }

    [Fact]
    public void An_inspector_with_a_weight_who_has_not_filed_makes_the_unit_incomplete()
    {
        var round = new BodyRound(Criterion("duty", 60, "leaders"), Leaders).Weights("li=80 wang=20", "leaders").Sheet("li", "duty=30", "leaders");
        Assert.Equal([new MissingEntry("inspection", "leaders")], round.Result().Missing!);
        Assert.Null(round.Result().Total);
        round.Derivation();
        // (80·30 + 20·60) ÷ 100 = 36 of 60.
        Assert.Equal(60, round.Sheet("wang", "duty=60", "leaders").Result().Total);
    }

    [Fact]
    public void A_missing_body_is_not_listed_where_the_inspection_has_no_share()
    {
        var round = new BodyRound(Criterion("duty", 60, "leaders"), Leaders, components: """{"self":100}""").Claim(new("duty", 30, 30));
        Assert.Equal((50m, null), (round.Result().Total, round.Result().Missing));
        round.Derivation();
    }

    [Theory]
    // Six sheets are the usual number and more; with 7 nothing is dropped.
    [InlineData("", 50)]
    [InlineData(",\"trimFrom\":6", 50)]
    [InlineData(",\"trimFrom\":7", 54.17)]
    public void Sheets_are_dropped_from_the_number_that_the_rules_name(string from, decimal score)
    {
        var round = new BodyRound(Criterion("duty", 100), panel: $$"""{"trim":"item"{{from}}}""");
        foreach (var (index, points) in new[] { 25, 40, 45, 55, 60, 100 }.Index())
            round.Sheet($"i{index}", $"duty={points}");
        Assert.Equal(score, round.Result().Inspection);
        AssertComputed(round);
    }

    [Fact]
    public void A_body_trims_by_its_own_rule()
    {
        var round = new BodyRound($"{Criterion("duty", 100, "leaders")},{Criterion("work", 100, "peers")}", $"{Leaders},{Peers}", panel: """{"trim":"item"}""");
        foreach (var (index, points) in new[] { 0, 70, 80, 90, 100 }.Index())
            round.Sheet($"l{index}", $"duty={points}", "leaders").Sheet($"p{index}", $"work={points}", "peers");
        Assert.Equal([68m, 80m], round.Result().Bodies!.Select(body => body.Score!.Value));
        AssertComputed(round);
    }

    [Fact]
    public void Panels_are_made_comparable_within_a_body()
    {
        var units = string.Join(' ', Enumerable.Range(1, 16).Select(unit => $"u{unit}"));
        var round = new BodyRound($"{Criterion("duty", 100, "leaders")},{Criterion("work", 100, "peers")}", $"{Leaders},{Peers}", """{"trim":"none","normalise":true}""", units: units);
        foreach (var unit in Enumerable.Range(1, 16))
        {
            // Two panels of peers, the second of them ten points milder; one panel of leaders.
            round.Sheet($"p{unit}", $"work={50 + (unit % 8) + (unit > 8 ? 10 : 0)}", "peers", unit: $"u{unit}", panel: unit > 8 ? "south" : "north");
            round.Sheet($"l{unit}", $"duty={70 + (unit % 8)}", "leaders", unit: $"u{unit}", panel: "all");
        }
        // Units 1 and 9 have the same place in their panels.
        Assert.Equal(round.Result("u1").Bodies!.Select(body => body.Score), round.Result("u9").Bodies!.Select(body => body.Score));
        Assert.Equal(71, round.Result("u1").Bodies![0].Score);
        Assert.NotEqual(51, round.Result("u1").Bodies![1].Score);
        AssertComputed(round);
    }

    [Fact]
    public void Trimming_by_total_is_within_a_body()
    {
        var round = new BodyRound(
            $"{Criterion("duty", 20, "leaders")},{Criterion("plan", 30, "leaders")},{Criterion("work", 50, "peers")}", $$"""{"code":"leaders","label":"Leaders","trim":"total"},{{Peers}}""");
        foreach (var (index, points) in new[] { "duty=20 plan=20", "duty=10 plan=30", "duty=15 plan=10", "duty=15 plan=25", "duty=12 plan=20" }.Index())
            round.Sheet($"l{index}", points, "leaders");
        round.Sheet("p", "work=25", "peers");
        // By total (64 + 80 + 80) ÷ 3 of the leaders; 50 of the peers.
        Assert.Equal([74.67m, 50m], round.Result().Bodies!.Select(body => body.Score!.Value));
        Assert.Equal(62.33m, round.Result().Inspection);
        AssertComputed(round);
    }

    internal static string Criterion(string code, decimal points, string? by = null, string? periods = null) =>
        $$"""{"code":"{{code}}","label":"{{code}}","source":"assessed","points":{{points}}{{(by is null ? "" : $",\"by\":\"{by}\"")}}{{(periods is null ? "" : $",\"periods\":[{periods}]")}}}""";

    /// <summary>The arithmetic of every line, computed from its text, gives the line's result.</summary>
    internal static void AssertComputed(BodyRound round)
    {
        foreach (var line in round.Lines().Where(line => line is { Arithmetic: not null, Result: not null }))
        {
            var decimals = line.Result!.Contains('.', StringComparison.Ordinal) ? line.Result.Length - line.Result.IndexOf('.', StringComparison.Ordinal) - 1 : 0;
            Assert.Equal(line.Result, IndependentArithmetic.Compute(line.Arithmetic!).Round(decimals).ToString($"F{decimals}", System.Globalization.CultureInfo.InvariantCulture).Replace('-', '−'));
        }
    }
}
