using System.Text.Json;
using System.Text.Json.Nodes;
using Evaluation.Gateway.Http;
using Evaluation.Testing.Oracle;
using Evaluation.Testing.Oracle.Drawing;

namespace Evaluation.Tests.Scoring.Independent;

/// <summary>Compares the product's figures with those of the independent scorer, in drawn rounds with the forms F20 to F32.</summary>
public sealed class FormComparisonTests
{
    private const int SeedsOfForm = 80;
    private const int SeedsTogether = 400;
    private const int LeastTogether = 5;

    private static readonly string[] Interplay =
    [
        "pooled classes", "periods figures bodies", "entries-of-criterion total", "entries-of-criterion normalise", "figures total", "figures normalise", "parts validity", "rank again",
        "catalogue unranked", "periods total bodies", "parts classes validity", "places tail ties classes",
    ];

    public static TheoryData<string> Forms => [.. RandomForms.All];

    [Theory]
    [MemberData(nameof(Forms))]
    public void Every_figure_of_a_form_equals_the_independent_score(string form) => Compare(SeedsOfForm, [form], minimum: SeedsOfForm / 4);

    [Fact]
    public void Every_figure_of_several_forms_together_equals_the_independent_score()
    {
        var met = Compare(SeedsTogether, RandomForms.All, minimum: SeedsTogether / 2);
        foreach (var together in Interplay)
            Assert.True(met.Count(forms => together.Split(' ').All(forms.Contains)) >= LeastTogether, $"{together} met in too few of the rounds");
    }

    /// <returns>The forms of every round that was compared, with details of its panel, catalogue and classes.</returns>
    private static List<HashSet<string>> Compare(int seeds, IReadOnlyList<string> forms, int minimum)
    {
        var (compared, differences) = (new List<HashSet<string>>(), new List<string>());
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
            compared.Add([.. used, .. Details(drawn.Definition)]);
            var oracle = Oracle.Score(drawn.Json, slips, known);
            var published = Figures.Of(JsonSerializer.SerializeToElement(product, ApiJson.Options));
            if (Figures.Of(oracle) != published)
                differences.Add($"seed {seed} ({string.Join(' ', used)}): {Figures.Difference(oracle, published)}\n  rules {drawn.Definition.ToJsonString()}");
        }
        Assert.True(differences.Count == 0, $"{differences.Count} of {compared.Count} rounds differ\n{string.Join('\n', differences.Take(3))}");
        Assert.True(compared.Count >= minimum, $"only {compared.Count} rounds were compared");
        return compared;
    }

    private static IEnumerable<string> Details(JsonObject definition)
    {
        if (definition["entries"] is JsonArray entries && entries.Any(entry => entry!["criterion"] is not null))
            yield return "entries-of-criterion";
        if ((bool)definition["panel"]!["normalise"]!)
            yield return "normalise";
        if ((string)definition["panel"]!["trim"]! == "total")
            yield return "total";
        if (definition["classes"]!.AsArray().Any(unitClass => unitClass!["ranked"] is not null))
            yield return "unranked";
        if (definition["criteria"]!.AsArray().Any(criterion => (string?)criterion!["score"]?["by"] == "rank"))
            yield return "rank";
    }
}
