using System.Text.Json;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Pages.Shared.Figures;
using Evaluation.Rules;
using Evaluation.Scoring;
using Evaluation.Testing.Oracle;
using Evaluation.Testing.Oracle.Drawing;
using Evaluation.Tests.Derivation;
using Evaluation.Tests.Scoring;
using Evaluation.Tests.Scoring.Independent;
using Microsoft.AspNetCore.Http;

namespace Evaluation.Tests.Pages.Results.Words;

/// <summary>Names and values of the figures of a result as readers see them.</summary>
public sealed class FigureNameTests
{
    private const int Seeds = 30;

    private static readonly IReadOnlyList<LocalText> Path = [new("班子/建设", "Leaders/work")];

    private static readonly RoundRules Named = new()
    {
        Groups = [new("npc", new("人大代表", "Deputies"), 10)],
        Criteria = [new("duty", new("履职尽责", "Duty"), CriterionSource.Vote, 20, Path: Path)],
        Options = [new("yes", new("满意", "satisfied"), 100, AnswerBox.Top), new("fair", new("基本满意", "fair"), 70, AnswerBox.Positive)],
        Grades = [new("good", 80, new("良好", "good"))],
    };

    /// <summary>A unit with every member that a result can have.</summary>
    private static readonly UnitResult Full = new()
    {
        Unit = "u1",
        Tail = "last",
        Incomplete = ["vote"],
        Vetoes = [new("named", "fact", VetoEffect.Last)],
        Groups = [new("npc", 9, 0.9m, 80m, true)],
        Criteria = [new("duty", 80m, new(0.9m, 0.8m, 0.95m), new(0.5m, 0.4m, 0.6m))],
        Parts = [new("r-2025", 1, "u1", 50, 80m, [new("last", null)])],
        Assessed = [new("duty", 20, 18, 17, 16, [new("Q1", 18, 17, 16)])],
        Bodies = [new(null, 80, 3)],
        Missing = [new("inspection", null, "duty", "Q1")],
        NoBand = UnitResult.Compared,
        Headings = [new(Path, 20, 18, 17, 16, 20, 20, 20, 80)],
    };

    [Theory]
    [InlineData("zh-CN", "/groups/npc/score", "人大代表：得分")]
    [InlineData("en", "/groups/npc/score", "Deputies: score")]
    [InlineData("zh-CN", "/criteria/duty/top/low", "履职尽责：满意率：95%置信区间下限")]
    [InlineData("zh-CN", "/headings/班子~1建设/inspected", "班子/建设：考评小计")]
    [InlineData("en", "/headings/班子~1建设/inspected", "Leaders/work: sum of inspected points")]
    [InlineData("zh-CN", "/assessed/duty/periods/Q1/accepted", "履职尽责：Q1：认定得分")]
    [InlineData("zh-CN", "/bodies/_panel/score", "考评组：得分")]
    [InlineData("zh-CN", "/groups", "各评价主体")]
    [InlineData("zh-CN", "/groups/npc", "人大代表")]
    [InlineData("en", "/", "the whole result")]
    public void A_pointer_has_a_name(string language, string pointer, string name) => Assert.Equal(name, new FigureNames(Named, Request(language)).Of(pointer));

    [Theory]
    [InlineData("/rank", 3, "第3名")]
    [InlineData("/total", 1088.10, "1,088.1分")]
    [InlineData("/positive/share", 0.6425, "64.25%")]
    [InlineData("/parts/r-2025/share", 50, "50%")]
    [InlineData("/grade", "good", "良好")]
    [InlineData("/groups/npc/reported", false, "否")]
    [InlineData("/groups/npc/why", "below-minimum", "票数太少")]
    [InlineData("/total", null, "无")]
    public void A_value_is_said_in_words(string pointer, object? value, string said)
    {
        var values = new FigureValues(Named, Request("zh-CN"));
        var exact = value is double number ? (decimal)number : value;

        Assert.Equal(said, values.Of(pointer, exact));
        Assert.Equal(said, values.Of(pointer, JsonSerializer.SerializeToElement(exact, JsonSerializerOptions.Web)));
    }

    [Fact]
    public void The_effect_of_a_veto_is_said_in_words()
    {
        var values = new FigureValues(Named, Request("zh-CN"));
        foreach (var (effect, said) in new[] { (VetoEffect.Last, "在同类单位中排名末位"), (VetoEffect.CapAt("good"), "等次不高于“良好”") })
        {
            Assert.Equal(said, values.Of("/vetoes/named/effect", effect));
            Assert.Equal(said, values.Of("/vetoes/named/effect", JsonSerializer.SerializeToElement(effect, JsonSerializerOptions.Web)));
        }
    }

    [Fact]
    public void The_full_unit_has_every_member_of_a_result()
    {
        Assert.All(typeof(UnitResult).GetProperties(), member =>
            Assert.True(member.GetValue(Full) is not System.Collections.ICollection { Count: 0 }, $"{member.Name} is empty"));
        Assert.All(
            typeof(UnitResult).GetProperties().Where(member => typeof(System.Collections.IEnumerable).IsAssignableFrom(member.PropertyType)),
            member => Assert.True(member.GetValue(Full) is not null || member.PropertyType == typeof(string), $"{member.Name} is null"));
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public void Every_figure_that_a_comparison_can_have_has_a_name_of_its_own_without_a_pointer(string language)
    {
        Check(Named, Full, language);
        var units = 0;
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var drawn = new RandomRound(seed, "drawn", isVoteOnly: false);
            RandomForms.Add(drawn.Definition, seed, RandomForms.All);
            var (rules, given) = (BothScorers.Rules(drawn.Definition), new FormFacts(drawn.Json, seed));
            var slips = given.Slips();
            var known = given.Facts(slips);
            foreach (var unit in Derivations.Of(rules, slips, known, ProductInputs.TurnoutOf(rules, slips, known))?.Units ?? [])
            {
                Check(rules, unit, language);
                units++;
            }
        }
        Assert.True(units > Seeds, $"only {units} units");
    }

    /// <summary>The fact of a veto is one figure in two forms.</summary>
    private static void Check(RoundRules rules, UnitResult unit, string language)
    {
        var names = new FigureNames(rules, Request(language));
        var figures = UnitFigures.Of(unit).Where(figure => !figure.Pointer.EndsWith("/words", StringComparison.Ordinal)).ToList();
        Assert.All(figures, figure => Assert.False(names.Of(figure.Pointer).StartsWith('/'), figure.Pointer));
        var doubled = figures.GroupBy(figure => names.Of(figure.Pointer)).Where(named => named.Count() > 1).SelectMany(named => named.Select(figure => figure.Pointer));
        Assert.Empty(doubled);
    }

    private static PageRequest Request(string language)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.AcceptLanguage = language;
        return PageRequest.Of(context);
    }
}
