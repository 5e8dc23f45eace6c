using Evaluation.Results.Exports;
using Evaluation.Rules;
using Evaluation.Scoring;

namespace Evaluation.Tests.Results.Exports;

public sealed class ResultRowTests
{
    private static readonly RoundRules Rules = Given.AssessedRules with
    {
        Classes = [new("town", new("镇", "Towns"), new Dictionary<string, decimal>()), new("school", new("学校"), new Dictionary<string, decimal>())],
        Units = [new("u1", new("一", "One"), "town"), new("u2", new("二"), "town"), new("u3", new("三"), "school")],
        Grades = [new("good", 80, new("良好", "Good")), new("fail", 0)],
    };

    /// <summary>Every form that adds columns. No round uses all of them.</summary>
    private static readonly RoundRules WithForms = Rules with
    {
        Criteria = [.. Rules.VoteCriteria, .. Rules.AssessedCriteria.Select(criterion => criterion with { By = "leaders", Path = [new("甲", "A")], Score = new(FigureForm.Rank, Table: [20]) })],
        Assessors = [new("leaders", new("领导", "Leaders"))],
        Tail = [new("warned", 1, new("警示", "Warned"))],
        Combine = [new("first", 100)],
    };

    private static readonly RoundResult Result = new()
    {
        Round = Given.Round,
        Version = 2,
        Classes =
        [
            new("town",
            [
                new()
                {
                    Unit = "u2", Rank = 1, Band = 1, Total = 91.20m, Vote = 92.1m, Inspection = 89.25m, Self = 88m, Daily = 100m, Bonus = 1.5m, Deductions = 0.25m,
                    StandardError = 0.4123m, Grade = "good", Slips = 4, Positive = new(0.94m, 0.91m, 0.96m), Top = new(0.71m, 0.66m, 0.75m),
                    Groups = [new("npc", 4, 0.97m, 90.3m, true), new("users", null, null, null, false, "below-minimum")],
                    Criteria = [new("duty", 93.0m, new(0.95m, 0.92m, 0.97m), new(0.7m, 0.6m, 0.8m)), new("style", null, null, null)],
                    Assessed = [new("results", 20, 18, 17, 16.5m)],
                },
                new()
                {
                    Unit = "u1", Eligible = false, Incomplete = ["vote", "inspection"], NotRated = "no-slips",
                    Vetoes = [new("spot-checks", "3 failed spot checks", VetoEffect.Ineligible, new("抽查不合格3次", "3 failed spot checks")), new("other", "被通报", VetoEffect.CapAt("fail"))],
                },
            ]),
            new("school", [new() { Unit = "u3", Rank = 1, Grade = "fail" }]),
        ],
    };

    private readonly ResultRows _rows = new(Rules);

    [Fact]
    public void Every_unit_is_a_row_in_result_order_and_every_class_a_worksheet()
    {
        Assert.Equal(
            ["town 镇 Towns u2 二 - 1", "town 镇 Towns u1 一 One -", "school 学校 - u3 三 - 1"],
            Show("class", "classZh", "classEn", "unit", "unitZh", "unitEn", "rank"));
        Assert.Equal([Rules.Classes[0].Label, Rules.Classes[0].Label, Rules.Classes[1].Label], _rows.Of(Result).Select(row => row.Sheet));
    }

    [Theory]
    [InlineData("1 1 91.20 92.1 89.25 88 100 1.5 0.25 0.4123 good 良好 Good", "rank band total vote inspection self daily bonus deductions standardError grade gradeZh gradeEn")]
    [InlineData("yes - - - 4", "eligible incomplete notRated vetoes slips")]
    [InlineData("0.94 0.91 0.96 0.71 0.66 0.75", "positive positiveLow positiveHigh top topLow topHigh")]
    [InlineData("4 0.97 90.3 yes -", "group.npc.slips group.npc.awareness group.npc.score group.npc.reported group.npc.why")]
    [InlineData("- - - no below-minimum", "group.users.slips group.users.awareness group.users.score group.users.reported group.users.why")]
    [InlineData("93.0 0.95 0.92 0.97 0.7 0.6 0.8", "criterion.duty.score criterion.duty.positive criterion.duty.positiveLow criterion.duty.positiveHigh criterion.duty.top criterion.duty.topLow criterion.duty.topHigh")]
    [InlineData("- - -", "criterion.style.score criterion.style.positive criterion.style.top")]
    [InlineData("20 18 17 16.5", "assessed.results.points assessed.results.claimed assessed.results.accepted assessed.results.inspected")]
    public void Every_published_figure_has_its_column(string expected, string columns) => Assert.Equal(expected, Show(columns.Split(' '))[0]);

    [Fact]
    public void A_missing_part_of_a_unit_is_stated_in_words() => Assert.Equal(
        "no vote; inspection no-slips spot-checks: 抽查不合格3次 3 failed spot checks (ineligible); other: 被通报  (fail) 0",
        Show("eligible", "incomplete", "notRated", "vetoes", "slips")[1]);

    [Fact]
    public void Every_figure_of_a_unit_is_exported()
    {
        string[] lists = ["groups/group.", "criteria/criterion.", "assessed/assessed.", "parts/round.", "bodies/body.", "headings/heading."];
        var columns = new ResultRows(WithForms).Table.Columns.Select(column => column.Name).ToList();
        var exported = columns.Concat(from list in lists let names = list.Split('/') where columns.Any(column => column.StartsWith(names[1], StringComparison.Ordinal)) select names[0]);
        var published = typeof(UnitResult).GetProperties().Select(property => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(property.Name));
        Assert.Empty(published.Except(exported));
    }

    [Fact]
    public void Figures_of_forms_that_the_rules_do_not_use_have_no_column()
    {
        string[] used = [.. new ResultRows(WithForms).Table.Columns.Select(column => column.Name).Except(_rows.Table.Columns.Select(column => column.Name))];
        Assert.Equal(
            ["tail", "tailZh", "tailEn", "round.first.version", "round.first.total", "round.first.tails", "body.leaders.score", "body.leaders.sheets", "missing", "noBand",
                "heading.甲.points", "heading.甲.claimed", "heading.甲.claimedOf", "heading.甲.accepted", "heading.甲.acceptedOf", "heading.甲.inspected", "heading.甲.inspectedOf"],
            used);
    }

    [Fact]
    public void Column_names_and_headers_are_unique_and_in_both_languages_even_for_equal_labels()
    {
        var alike = new ResultRows(Rules with { Criteria = [new("a", new("同"), CriterionSource.Vote, 1), new("b", new("同"), CriterionSource.Vote, 1)] });
        var columns = alike.Table.Columns;
        Assert.Equal(columns.Count, columns.Select(column => column.Name).Distinct().Count());
        Assert.Equal(columns.Count, columns.Select(column => column.Header).Distinct().Count());
        Assert.All(columns, column => Assert.True(column.Label is { Zh.Length: > 0, En.Length: > 0 }, column.Name));
    }

    private string[] Show(params string[] columns) => Shown.Of(_rows.Table, _rows.Of(Result), columns);
}
