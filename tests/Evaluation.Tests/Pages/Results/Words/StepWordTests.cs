using System.Globalization;
using Evaluation.Gateway.Pages.Public.Results.Steps;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Rules;
using Evaluation.Scoring;
using Evaluation.Scoring.Derivation;
using Evaluation.Testing.Oracle;
using Evaluation.Testing.Oracle.Drawing;
using Evaluation.Tests.Derivation;
using Evaluation.Tests.Scoring;
using Evaluation.Tests.Scoring.Independent;
using Microsoft.AspNetCore.Http;

namespace Evaluation.Tests.Pages.Results.Words;

/// <summary>The words of a derivation, read again as arithmetic.</summary>
public sealed class StepWordTests
{
    private const int Seeds = 40;

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public void What_is_said_in_words_gives_the_result_of_its_line(string language)
    {
        var (said, totals) = (0, 0);
        foreach (var (where, rules, unit, derivation) in Drawn())
        {
            var words = new StepWords(rules, Request(language));
            foreach (var line in derivation.Sections.SelectMany(section => section.Lines))
            {
                if (words.Of(line) is not { } sentence)
                    continue;
                var arithmetic = string.Concat(sentence.Where(word => !word.IsName).Select(word => word.Text));
                if (line.Result is null)
                    Assert.True(IndependentArithmetic.Holds(arithmetic), $"{where} {line.Line}: {arithmetic}");
                else
                    Assert.True(Rounded(arithmetic, line.Result) == line.Result, $"{where} {line.Line}: {arithmetic} is not {line.Result}");
                said++;
            }
            if (unit.Total is { } total)
            {
                Assert.Equal(total.ToString(CultureInfo.InvariantCulture).Replace('-', '−'), StepTree.Of(derivation).Total!.Result);
                totals++;
            }
        }
        Assert.True(said > 1000 && totals > Seeds, $"{said} lines, {totals} totals");
    }

    [Fact]
    public void Every_line_is_shown_exactly_once()
    {
        foreach (var (where, _, _, derivation) in Drawn())
        {
            var tree = StepTree.Of(derivation);
            IEnumerable<DerivationLine> shown = [.. tree.Parts.SelectMany(Lines), .. tree.Places, .. tree.Others.SelectMany(section => section.Lines)];
            var all = derivation.Sections.SelectMany(section => section.Lines).Where(line => line != tree.Total).Select(line => line.Line);
            Assert.True(all.Order().SequenceEqual(shown.Select(line => line.Line).Order()), where);
        }
    }

    [Fact]
    public void The_vote_of_a_usual_round_is_said_in_words_down_to_the_counts()
    {
        var round = Derivations.Golden("exclude-renormalise");
        var rules = System.Text.Json.JsonSerializer.Deserialize<RoundRules>(
            GoldenFile.Read(Path.Combine(AppContext.BaseDirectory, "Golden", "golden-exclude-renormalise.json")).Round, System.Text.Json.JsonSerializerOptions.Web)!;
        var words = new StepWords(rules, Request("zh-CN"));
        var lines = 0;
        foreach (var (unit, derivation) in round.All.Where(unit => unit.Unit.Total is not null))
        {
            var tree = StepTree.Of(derivation);
            Assert.NotNull(words.Of(tree.Total!));
            foreach (var line in tree.Parts.SelectMany(Lines).Where(line => line.Arithmetic is not null && line.Rule is "F1" or "F4" or "F5" or "F6"))
            {
                Assert.True(words.Of(line) is not null, $"{unit.Unit} {line.Line}: {line.Title.En}");
                lines++;
            }
        }
        Assert.True(lines > 50, $"only {lines} lines");
    }

    [Fact]
    public void Counts_stand_before_the_points_that_they_are_worth()
    {
        var line = new DerivationLine("2.3", "F1", new("单项得分", "Cell"))
        {
            Arithmetic = "(100 × 34 + 70 × 9) ÷ (34 + 9)",
            Parts =
            [
                new("(", null), new("100", new("v(A)", "100", "rules")), new(" × ", null), new("34", new("n(A)", "34", "tally")), new(" + ", null),
                new("70", new("v(B)", "70", "rules")), new(" × ", null), new("9", new("n(B)", "9", "tally")), new(") ÷ (", null),
                new("34", new("n(A)", "34", "tally")), new(" + ", null), new("9", new("n(B)", "9", "tally")), new(")", null),
            ],
            Result = "93.72",
        };
        var rules = new RoundRules { Options = [new("A", new("满意", "satisfied"), 100), new("B", new("基本满意", "fair"), 70)] };

        Assert.Equal("(满意 34 票 × 100 分 + 基本满意 9 票 × 70 分) ÷ (34 + 9)", string.Concat(new StepWords(rules, Request("zh-CN")).Of(line)!.Select(word => word.Text)));
    }

    private static IEnumerable<DerivationLine> Lines(StepNode node) => node.Parts.SelectMany(Lines).Prepend(node.Line);

    private static IEnumerable<(string Where, RoundRules Rules, UnitResult Unit, UnitDerivation Derivation)> Drawn()
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var drawn = new RandomRound(seed, "drawn", isVoteOnly: false);
            RandomForms.Add(drawn.Definition, seed, RandomForms.All);
            var (rules, given) = (BothScorers.Rules(drawn.Definition), new FormFacts(drawn.Json, seed));
            var slips = given.Slips();
            var known = given.Facts(slips);
            foreach (var (unit, derivation) in Derivations.Of(rules, slips, known, ProductInputs.TurnoutOf(rules, slips, known))?.All ?? [])
                yield return ($"seed {seed}, {unit.Unit}", rules, unit, derivation);
        }
    }

    private static string Rounded(string arithmetic, string like)
    {
        var decimals = like.Contains('.', StringComparison.Ordinal) ? like.Length - like.IndexOf('.', StringComparison.Ordinal) - 1 : 0;
        return IndependentArithmetic.Compute(arithmetic).Round(decimals).ToString($"F{decimals}", CultureInfo.InvariantCulture).Replace('-', '−');
    }

    private static PageRequest Request(string language)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.AcceptLanguage = language;
        return PageRequest.Of(context);
    }
}
