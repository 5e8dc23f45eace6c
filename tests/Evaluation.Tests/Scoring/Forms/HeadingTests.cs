using Evaluation.Assessment;
using Evaluation.Results.Exports;
using Evaluation.Rules;
using Evaluation.Scoring;
using Evaluation.Testing.Oracle;
using Evaluation.Tests.Assessment.Bodies;
using Evaluation.Tests.Derivation;
using Evaluation.Tests.Rules;

namespace Evaluation.Tests.Scoring.Forms;

/// <summary>Subtotals of the headings above criteria (F27): worked examples, and rounds that differ in their headings only.</summary>
public sealed class HeadingTests
{
    private const int Seeds = 80;

    private const string Work = """
        {"code":"lead","label":"领导","source":"assessed","points":10,"path":["Ⅶ 创建活动","Ⅶ-1 组织领导"]},
        {"code":"plan","label":"规划","source":"assessed","points":5.5,"path":["Ⅶ 创建活动","Ⅶ-1 组织领导"]},
        {"code":"help","label":"帮扶","source":"assessed","points":15,"path":["Ⅶ 创建活动","Ⅶ-2 志愿/服务"]},
        {"code":"rest","label":"其他","source":"assessed","points":9}
        """;

    [Fact]
    public void A_heading_sums_the_points_below_it_and_the_maxima_of_criteria_that_apply()
    {
        // Three sheets: lead (8 + 9 + 9) ÷ 3, plan not applicable on any, help (10 + 10 + 11) ÷ 3.
        var round = new BodyRound(Work).Sheet("li", "lead=8 plan=na help=10 rest=1").Sheet("wu", "lead=9 plan=na help=10 rest=1").Sheet("xu", "lead=9 plan=na help=11 rest=1")
            .Claim(new Claim("lead", 10, 9)).Claim(new Claim("plan", null, null)).Claim(new Claim("help", 14, 0.5m));

        Assert.Equal(
            [
                "Ⅶ 创建活动: 30.5, claimed 24.00 of 25, accepted 9.50 of 25, inspected 19.00 of 25",
                "Ⅶ 创建活动 > Ⅶ-1 组织领导: 15.5, claimed 10.00 of 10, accepted 9.00 of 10, inspected 8.67 of 10",
                "Ⅶ 创建活动 > Ⅶ-2 志愿~1服务: 15, claimed 14.00 of all, accepted 0.50 of all, inspected 10.33 of all",
            ],
            round.Result().Headings!.Select(heading =>
                $"{heading.Name}: {heading.Points}, claimed {heading.Claimed} of {Of(heading.ClaimedOf)}, accepted {heading.Accepted} of {Of(heading.AcceptedOf)}, inspected {heading.Inspected} of {Of(heading.InspectedOf)}"));

        // 26 ÷ 3 is shown with enough decimals, and the sum is rounded once: 8.6667 + 10.3333, not 8.67 + 10.33.
        var line = round.Line("/headings/Ⅶ 创建活动/inspected");
        Assert.Equal(("F27", "Σ x(c)", "8.666667 + 10.333333", "19.00"), (line.Rule, line.Formula, line.Arithmetic, line.Result));
        Assert.Equal("小计：Ⅶ 创建活动，考评得分", line.Title.Zh);
        Assert.Equal(["x(lead)", "x(help)"], line.Inputs.Select(input => input.Name));
        Assert.All(line.Inputs, input => Assert.StartsWith("line ", input.From, StringComparison.Ordinal));
        Assert.Equal("10 + 15", round.Line("/headings/Ⅶ 创建活动/inspectedOf").Arithmetic);
        Assert.Equal("9 + 0.5", round.Line("/headings/Ⅶ 创建活动/accepted").Arithmetic);
        Assert.Equal("10 + 5.5", round.Line("/headings/Ⅶ 创建活动 > Ⅶ-1 组织领导/points").Arithmetic);
        Assert.Contains("F27", round.Derivation().Rules.Select(rule => rule.Code));

        static string Of(decimal? maximum) => maximum?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "all";
    }

    [Fact]
    public void A_heading_without_any_points_has_its_maximum_only()
    {
        var headings = new BodyRound(Work).Sheet("li", "rest=1").Result().Headings!;
        Assert.Equal([30.5m, 15.5m, 15m], headings.Select(heading => heading.Points));
        Assert.All(headings, heading => Assert.Equal((null, null, null, null), (heading.Claimed, heading.Accepted, heading.Inspected, heading.InspectedOf)));
    }

    [Fact]
    public void The_vote_of_a_heading_is_the_mean_of_its_criteria_by_their_points()
    {
        var rules = Given.Rules;
        var headed = rules with { Criteria = [.. rules.VoteCriteria.Select(criterion => criterion with { Path = [new("评议")] })] };
        OracleSlip[] slips = [.. Enumerable.Range(0, 6).Select(voter => new OracleSlip(rules.Units[0].Code, rules.Groups[0].Code, [voter % 2, 0]))];
        var unit = Derivations.Of(headed, slips, new())!.Units.Single(unit => unit.Unit == rules.Units[0].Code);

        // One group and every mark valid: the heading over all criteria is the vote.
        Assert.NotNull(unit.Vote);
        Assert.Equal((unit.Vote, (decimal?)null), (Assert.Single(unit.Headings!).Vote, unit.Headings![0].Points));
    }

    [Fact]
    public void A_class_without_the_criteria_of_a_heading_has_no_such_heading()
    {
        var rules = new BodyRound(Work).Rules;
        var round = new BodyRound(Work) { Rules = rules with { Classes = [rules.Classes[0] with { Points = new Dictionary<string, decimal> { ["lead"] = 0, ["plan"] = 0 } }] } };
        Assert.Equal(["Ⅶ 创建活动", "Ⅶ 创建活动 > Ⅶ-2 志愿~1服务"], round.Sheet("li", "help=3 rest=1").Result().Headings!.Select(heading => heading.Name));
        Assert.Equal(15, round.Result().Headings![0].Points);
        var table = new ResultRows(round.Rules);
        Assert.All(table.Of(new() { Classes = [new("one", [round.Result()])] }), row => Assert.Equal(table.Table.Columns.Count, row.Cells.Count));
    }

    [Fact]
    public void Headings_change_no_other_figure_and_every_subtotal_is_derived()
    {
        var headings = 0;
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var drawn = new RandomRound(seed, "drawn", isVoteOnly: seed % 4 == 0);
            var plain = Definitions.Read(drawn.Definition).Rules!;
            var random = new Random(seed);
            var headed = plain with { Criteria = [.. Draw(plain.Criteria, random)] };
            var (slips, facts) = (drawn.Slips(), seed % 4 == 0 ? new() : RandomFacts.Of(drawn));
            var (before, after) = (Derivations.Of(plain, slips, facts), Derivations.Of(headed, slips, facts));
            Assert.Equal(before is null, after is null);
            foreach (var (one, (unit, derivation)) in (before?.Units ?? []).Zip(after?.All ?? []))
            {
                var where = $"seed {seed}, {unit.Unit}";
                Assert.Equal(UnitFigures.Of(one), UnitFigures.Of(unit).Where(figure => !figure.Pointer.StartsWith("/headings/", StringComparison.Ordinal)));
                LineChecks.ExplainEveryFigureOnce(where, unit, derivation);
                LineChecks.ComputeToTheResult(where, derivation);
                LineChecks.HaveKnownInputs(where, derivation);
                headings += unit.Headings?.Count ?? 0;
            }
        }
        Assert.True(headings > Seeds, $"only {headings} headings");
    }

    /// <summary>Blocks of neighbours below headings of one to three levels; some criteria have none.</summary>
    private static IEnumerable<Criterion> Draw(IReadOnlyList<Criterion> criteria, Random random)
    {
        var (outer, inner) = (0, 0);
        foreach (var criterion in criteria)
        {
            if (random.Next(3) == 0)
                (outer, inner) = (outer + 1, 0);
            inner += random.Next(2);
            LocalText[] path = [new(En: $"h{outer}"), new(En: $"i{inner}"), new("丙", $"j{inner}")];
            yield return outer % 4 == 3 ? criterion : criterion with { Path = path[..(1 + (outer % 3))] };
        }
    }
}
