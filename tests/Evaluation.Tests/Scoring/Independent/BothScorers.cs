using System.Text.Json;
using System.Text.Json.Nodes;
using Evaluation.Gateway.Http;
using Evaluation.Rules;
using Evaluation.Scoring;
using Evaluation.Scoring.Ledgers;
using Evaluation.Testing.Oracle;
using Evaluation.Tests.Rules;

namespace Evaluation.Tests.Scoring.Independent;

/// <summary>Scores a definition by the product and by the independent scorer.</summary>
internal static class BothScorers
{
    /// <summary>The classes by the independent scorer, after they were compared with the product's.</summary>
    public static IReadOnlyList<OracleClassTable> Score(JsonObject definition, IReadOnlyList<OracleSlip> slips, OracleFacts? facts = null)
    {
        var known = facts ?? new OracleFacts();
        var product = Product(Rules(definition), slips, known);
        var oracle = Oracle.Score(JsonElement.Parse(definition.ToJsonString()), slips, known);
        var published = Figures.Of(JsonSerializer.SerializeToElement(product, ApiJson.Options));
        Assert.True(Figures.Of(oracle) == published, $"{Figures.Difference(oracle, published)}\nrules {definition.ToJsonString()}");
        return oracle;
    }

    public static RoundRules Rules(JsonObject definition)
    {
        var reading = Definitions.Read(definition);
        Assert.True(reading.Faults.Count == 0, $"{string.Join("; ", reading.Faults)}\nrules {definition.ToJsonString()}");
        return reading.Rules!;
    }

    /// <summary>The product's classes; null where panels are too small to be made comparable.</summary>
    public static IReadOnlyList<ClassResult>? ProductOrNull(RoundRules rules, IReadOnlyList<OracleSlip> slips, OracleFacts known)
    {
        var tally = ProductInputs.TallyOf(rules, slips);
        var turnout = ProductInputs.TurnoutOf(rules, slips, known);
        var votes = VoteFigures.ByUnit(rules, TallyCounter.Count(rules, tally), turnout);
        var facts = LedgerFacts.Of(rules, ProductInputs.LedgersOf(rules, known), votes: votes);
        return facts.IsRefused(out _) ? null : TallyCounter.Score(rules, tally, facts.Answer, turnout);
    }

    private static IReadOnlyList<ClassResult> Product(RoundRules rules, IReadOnlyList<OracleSlip> slips, OracleFacts known)
    {
        var product = ProductOrNull(rules, slips, known);
        Assert.NotNull(product);
        return product;
    }
}
