using System.Text.Json;
using Evaluation.Gateway.Http;
using Evaluation.Rules;
using Evaluation.Scoring;
using Evaluation.Scoring.Ledgers;
using Evaluation.Testing.Oracle;
using Evaluation.Tests.Rules;

namespace Evaluation.Tests.Scoring;

/// <summary>Compares the product's scores with those of the oracle, an independent scorer, over many drawn rounds.</summary>
public sealed class AgainstOracleTests
{
    private const int Seeds = 300;

    [Fact]
    public void Every_figure_of_a_vote_equals_the_oracles()
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var (drawn, rules) = Draw(seed, isVoteOnly: true);
            var slips = drawn.Slips();

            AssertAgree(seed, drawn, TallyCounter.Score(rules, ProductInputs.TallyOf(rules, slips)), Oracle.Score(drawn.Json, slips));
        }
    }

    [Fact]
    public void Every_figure_of_a_round_with_sheets_and_ledgers_equals_the_oracles()
    {
        var (normalised, refused) = (0, 0);
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var (drawn, rules) = Draw(seed, isVoteOnly: false);
            var (slips, known) = (drawn.Slips(), RandomFacts.Of(drawn));
            var facts = LedgerFacts.Of(rules, ProductInputs.LedgersOf(rules, known));
            if (facts.IsRefused(out var refusal))
            {
                AssertTooSmall(seed, refusal, Oracle.PanelsTooSmall(drawn.Json, known));
                refused++;
                continue;
            }
            Assert.Empty(Oracle.PanelsTooSmall(drawn.Json, known));
            normalised += rules.Panel.Normalise ? 1 : 0;
            AssertAgree(seed, drawn, TallyCounter.Score(rules, ProductInputs.TallyOf(rules, slips), facts.Answer), Oracle.Score(drawn.Json, slips, known));
        }
        Assert.True(normalised > 20 && refused > 5, $"{normalised} rounds had their panels normalised and {refused} were refused");
    }

    private static (RandomRound Drawn, RoundRules Rules) Draw(int seed, bool isVoteOnly)
    {
        var drawn = new RandomRound(seed, "drawn", isVoteOnly);
        var reading = Definitions.Read(drawn.Definition);
        Assert.True(reading.Faults.Count == 0, $"seed {seed}: {string.Join("; ", reading.Faults)}");
        return (drawn, reading.Rules!);
    }

    private static void AssertAgree(int seed, RandomRound drawn, IReadOnlyList<ClassResult> product, IReadOnlyList<OracleClassTable> oracle)
    {
        var published = Figures.Of(JsonSerializer.SerializeToElement(product, ApiJson.Options));
        Assert.True(Figures.Of(oracle) == published, $"seed {seed}: {Figures.Difference(oracle, published)}\nrules {drawn.Definition.ToJsonString()}");
    }

    private static void AssertTooSmall(int seed, Refusal refusal, IReadOnlyList<(string Panel, int Units)> panels)
    {
        Assert.Equal(RefusalCode.PanelTooSmall, refusal.Code);
        Assert.True(panels.Count > 0, $"seed {seed}: {refusal.Detail}");
        Assert.All(panels, panel => Assert.Contains($"has {panel.Units}", refusal.Detail, StringComparison.Ordinal));
    }
}
