using Evaluation.Assessment.SelfAssessments;
using static Evaluation.Tests.Assessment.SelfAssessments.CivilisedRound;

namespace Evaluation.Tests.Assessment.SelfAssessments;

public sealed class SelfAssessmentCheckTests
{
    private const int Culture = 4;

    public static readonly TheoryData<string, SelfAssessmentContent, string, string> OneFault = new()
    {
        { "item-missing", Complete with { Items = [.. Complete.Items.Skip(1)], DeclaredTotal = null }, "/items", "the criterion 'leadership' has no item" },
        { "item-missing", With(new SelfAssessmentItem("culture", null, "later")), "/items/4/claimed", "the item of 'culture' has no points" },
        { "over-maximum", With(new SelfAssessmentItem("culture", new(9.5m))), "/items/4/claimed", "9.5 points are claimed; the criterion has 9" },
        { "total-mismatch", Complete with { DeclaredTotal = 98 }, "/declaredTotal", "items add up to 97, declared 98" },
        { "total-mismatch", Complete with { DeclaredTotal = 0 }, "/declaredTotal", "items add up to 97, declared 0" },
        { "reason-missing", With(new SelfAssessmentItem("culture", new(8))), "/items/4/reason", "1 of 9 points are lost without a reason" },
        { "reason-missing", With(new SelfAssessmentItem("culture", new(8), "\t \n")), "/items/4/reason", "1 of 9 points are lost without a reason" },
        { "reason-missing", With(new SelfAssessmentItem("culture", new(null))), "/items/4/reason", "the item is claimed as not applicable without a reason" },
        { "rate-out-of-range", With(Rate("101")), "/items/4/figures/0/value", "101 % is not from 0 to 100 %" },
        { "rate-out-of-range", With(Rate("-1")), "/items/4/figures/0/value", "-1 % is not from 0 to 100 %" },
        { "rate-out-of-range", With(Rate("全部")), "/items/4/figures/0/value", "'全部' is no rate from 0 to 100 %" },
        { "rate-out-of-range", With(Rate("57.5", 28, 49)), "/items/4/figures/0/value", "28 ÷ 49 is 57.1 %, not 57.5 %" },
        { "rate-out-of-range", With(Rate("89", 31, 49)), "/items/4/figures/0/value", "31 ÷ 49 is 63 %, not 89 %" },
        { "rate-out-of-range", With(Rate("98.50", 197, 201)), "/items/4/figures/0/value", "197 ÷ 201 is 98.01 %, not 98.5 %" },
        { "rate-out-of-range", With(Rate("50", 1, 0)), "/items/4/figures/0/value", "1 ÷ 0 is no rate" },
        { "rate-out-of-range", With(Rate("100", 9_999_999_999_999_999, 0.00000000000001m)), "/items/4/figures/0/value", "9999999999999999 ÷ 0.00000000000001 is above 100 %" },
        { "measure-missing", With(new Figure("schools", new("28"))), "/items/4/figures/0/unit", "the figure 'schools' has no unit" },
        { "masked-value", With(new Figure("volunteers", new("XXX"), "人")), "/items/4/figures/0/value", "'XXX' is a placeholder and no value" },
        { "masked-value", With(new Figure("volunteers", new("x"), "人")), "/items/4/figures/0/value", "'x' is a placeholder and no value" },
        { "masked-value", With(new Figure("volunteers", new("＊＊"), "人")), "/items/4/figures/0/value", "'＊＊' is a placeholder and no value" },
        { "masked-value", With(new Figure("volunteers", new("××人"), "人")), "/items/4/figures/0/value", "'××人' is a placeholder and no value" },
        { "masked-value", With(new Figure("volunteers", new("1XX"), "%")), "/items/4/figures/0/value", "'1XX' is a placeholder and no value" },
        { "masked-value", With(new Figure("volunteers", null, "人")), "/items/4/figures/0/value", "the figure 'volunteers' has no value" },
        { "evidence-unknown", With(Complete.Items[Culture] with { Evidence = ["ev-2", "iev-1"] }), "/items/4/evidence/1", "the unit has filed no evidence 'iev-1'" },
    };

    public static readonly TheoryData<string, SelfAssessmentContent, int, string> OneWarning = new()
    {
        { "no-evidence", WithoutWarnings(7, item => item with { Claimed = new(18), Reason = null, Evidence = [] }), 0, "/items/7/evidence" },
        { "equal-figure", WithoutWarnings(5, item => item with { Figures = [new("schools", new("33"), "所")] }), 0, "/items/5/figures/0/value" },
        { "evidence-reused", WithoutWarnings(5, item => item with { Evidence = ["ev-4"] }), 0, "/items/5/evidence/0" },
        { "precision-contradicted", WithoutWarnings(5, item => item with { Figures = [new("visits", new("423余"), "人", FigurePrecision.Exact)] }), 0, "/items/5/figures/0/value" },
        { "precision-contradicted", WithoutWarnings(5, item => item with { Figures = [new("visits", new("160以上"), "人", FigurePrecision.Exact)] }), 0, "/items/5/figures/0/value" },
        { "figure-in-future", WithoutWarnings(5, item => item with { Figures = [new("visits", new("160"), "人", AsOf: SavedOn.AddDays(1))] }), 0, "/items/5/figures/0/asOf" },
        { "complaints-on-record", WithoutWarnings(5, item => item) with { NoComplaints = true }, 1, "/noComplaints" },
    };

    [Fact]
    public void The_real_self_assessment_has_three_lost_points_without_reasons_and_a_wrong_total()
    {
        Assert.Equal(97, AsFiled.Total);
        Assert.Equal(
            [
                ("/items/4/reason", "reason-missing"), ("/items/5/reason", "reason-missing"), ("/items/7/reason", "reason-missing"), ("/declaredTotal", "total-mismatch"),
            ],
            Faults(AsFiled).Select(fault => (fault.Pointer, fault.Code)));
        Assert.Equal("items add up to 97, declared 98", Faults(AsFiled)[^1].Detail);
    }

    [Fact]
    public void A_complete_self_assessment_has_no_fault() => Assert.Empty(Faults(Complete));

    [Theory]
    [MemberData(nameof(OneFault))]
    public void A_fault_is_found_at_its_place(string code, SelfAssessmentContent content, string pointer, string detail) =>
        Assert.Equal([new AssessmentRemark(pointer, code, detail)], Faults(content));

    [Theory]
    [MemberData(nameof(OneWarning))]
    public void A_warning_is_found_at_its_place(string code, SelfAssessmentContent content, int complaints, string pointer)
    {
        var warning = Assert.Single(Warnings(content, complaints));
        Assert.Equal((pointer, code), (warning.Pointer, warning.Code));
        Assert.DoesNotContain(Faults(content), fault => fault.Code != "evidence-unknown");
    }

    [Theory]
    [InlineData("98.50", 197, 200)]
    [InlineData("57.1", 28, 49)]
    [InlineData("57", 28, 49)]
    [InlineData("100%", 3, 3)]
    [InlineData("０", 0, 49)]
    public void A_rate_is_compared_at_the_precision_that_is_shown(string value, int numerator, int denominator) =>
        Assert.Empty(Faults(With(Rate(value, numerator, denominator))));

    [Fact]
    public void A_figure_given_as_about_may_say_so() =>
        Assert.Empty(Warnings(WithoutWarnings(5, item => item with { Figures = [new("visits", new("近160余家次"), "家次", FigurePrecision.About)] })));

    [Fact]
    public void No_complaints_may_be_declared_while_there_are_none()
    {
        Assert.Empty(Warnings(WithoutWarnings(5, item => item) with { NoComplaints = true }));
        Assert.Empty(Warnings(WithoutWarnings(5, item => item) with { NoComplaints = false }, complaints: 2));
    }

    [Fact]
    public void The_total_is_the_sum_of_the_claimed_points()
    {
        var random = new Random(7);
        for (var round = 0; round < 200; round++)
        {
            var claimed = Enumerable.Range(0, random.Next(0, 20)).Select(_ => random.Next(0, 5) == 0 ? (int?)null : random.Next(0, 200_000)).ToArray();
            var content = new SelfAssessmentContent([.. claimed.Select((points, index) => new SelfAssessmentItem($"c{index}", new(points / 10_000m)))], random.Next(0, 40));
            var total = claimed.Sum(points => points ?? 0);
            Assert.Equal(total, content.Total * 10_000);
            Assert.Equal(content.DeclaredTotal * 10_000 != total, Faults(content).Any(fault => fault.Code == "total-mismatch"));
        }
    }

    private static Figure Rate(string value, decimal? numerator = null, decimal? denominator = null) =>
        new("rate", new(value), "%", FigurePrecision.Exact, numerator, denominator);

    /// <summary>A self-assessment in which each item has evidence of its own and "culture" has a figure, with one item changed.</summary>
    private static SelfAssessmentContent WithoutWarnings(int changed, Func<SelfAssessmentItem, SelfAssessmentItem> change) => Complete with
    {
        DeclaredTotal = null,
        Items =
        [
            .. Complete.Items.Select((item, index) => item with { Evidence = [$"ev-{index}"], Figures = index == Culture ? [new("schools", new("33"), "所")] : [] })
                .Select((item, index) => index == changed ? change(item) : item),
        ],
    };
}
