using System.Text.Json;
using Evaluation.Gateway.Http;
using Evaluation.Testing.Oracle;
using Evaluation.Testing.Oracle.Drawing;

namespace Evaluation.Tests.Scoring.Independent;

/// <summary>Compares the product's figures with those of the independent scorer, in drawn rounds with the forms F20 to F32.</summary>
public sealed class FormComparisonTests
{
    private const int SeedsOfForm = 80;
    private const int SeedsTogether = 400;

    public static TheoryData<string> Forms => [.. RandomForms.All];

    [Theory]
    [MemberData(nameof(Forms))]
    public void Every_figure_of_a_form_equals_the_independent_score(string form) => Compare(SeedsOfForm, [form], minimum: SeedsOfForm / 4);

    [Fact]
    public void Every_figure_of_several_forms_together_equals_the_independent_score() => Compare(SeedsTogether, RandomForms.All, minimum: SeedsTogether / 2);

    private static void Compare(int seeds, IReadOnlyList<string> forms, int minimum)
    {
        var (compared, differences) = (0, new List<string>());
        for (var seed = 1; seed <= seeds; seed++)
        {
            var drawn = new RandomRound(seed, "drawn", isVoteOnly: seed % 3 == 0);
            var used = RandomForms.Add(drawn.Definition, seed, forms);
            if (used.Count == 0)
                continue;
            var (rules, given) = (BothScorers.Rules(drawn.Definition), new FormFacts(drawn.Json, seed));
            var slips = given.Slips();
            var known = given.Facts(slips);
            if (BothScorers.ProductOrNull(rules, slips, known) is not { } product)
            {
                Assert.NotEmpty(Oracle.PanelsTooSmall(drawn.Json, known));
                continue;
            }
            compared++;
            var oracle = Oracle.Score(drawn.Json, slips, known);
            var published = Figures.Of(JsonSerializer.SerializeToElement(product, ApiJson.Options));
            if (Figures.Of(oracle) != published)
                differences.Add($"seed {seed} ({string.Join(' ', used)}): {Figures.Difference(oracle, published)}\n  rules {drawn.Definition.ToJsonString()}");
        }
        Assert.True(differences.Count == 0, $"{differences.Count} of {compared} rounds differ\n{string.Join('\n', differences.Take(3))}");
        Assert.True(compared >= minimum, $"only {compared} rounds were compared");
    }
}
