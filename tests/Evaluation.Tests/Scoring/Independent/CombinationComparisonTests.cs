using System.Text.Json;
using System.Text.Json.Nodes;
using Evaluation.Assessment;
using Evaluation.Ballots.Counting;
using Evaluation.Gateway.Http;
using Evaluation.Rules;
using Evaluation.Scoring;
using Evaluation.Scoring.Combining;
using Evaluation.Scoring.Derivation;
using Evaluation.Scoring.Ledgers;
using Evaluation.Scoring.Votes;
using Evaluation.Testing.Oracle;
using Evaluation.Testing.Oracle.Drawing;
using Evaluation.Tests.Derivation;

namespace Evaluation.Tests.Scoring.Independent;

/// <summary>Rounds that combine drawn rounds, compared with the independent scorer.</summary>
public sealed class CombinationComparisonTests
{
    private const int Seeds = 60;

    [Fact]
    public void Every_figure_of_a_combined_round_equals_the_independent_score_and_is_explained()
    {
        var (differences, carried, unbanded) = (new List<string>(), 0, 0);
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var random = new Random(seed);
            Part[] parts = [.. Enumerable.Range(1, random.Next(1, 4)).Select(number => Draw((seed * 10) + number, $"part-{number}")).OfType<Part>()];
            if (parts.Length == 0)
                continue;
            var definition = Year(random, parts);
            var rules = BothScorers.Rules(definition);
            PinnedRound[] pinned = [.. parts.Select(part => Combination.Pin(rules, part.Rules, part.Result, part.Scores))];
            var (ledgers, sums) = (new Dictionary<string, UnitLedger>(), TallyCounter.Count(rules, new Tally()));
            var classes = RoundScoring.Score(rules, sums, LedgerFacts.Of(rules, ledgers, pinned).Answer);
            var (oracle, tails) = OracleCombination.Score(JsonElement.Parse(definition.ToJsonString()), parts.ToDictionary(part => part.Rules.Id, part => part.Standings));

            var published = Figures.Of(JsonSerializer.SerializeToElement(classes, ApiJson.Options));
            if (Figures.Of(oracle) != published)
                differences.Add($"seed {seed}: {Figures.Difference(oracle, published)}\n  rules {definition.ToJsonString()}");
            var units = classes.SelectMany(ranked => ranked.Units).ToDictionary(unit => unit.Unit);
            Assert.Equal(tails, rules.Units.SelectMany(unit => units[unit.Code].Parts!.SelectMany(part => (part.Tails ?? []).Select(tail => $"{unit.Code} {part.Round}:{tail.Tail}"))));
            carried += tails.Count;
            unbanded += units.Values.Count(unit => unit.NoBand is not null);
            Explain(seed, rules, sums, ledgers, pinned, new() { Round = rules.Id, Version = 1, Classes = classes });
        }
        Assert.True(differences.Count == 0, $"{differences.Count} rounds differ\n{string.Join('\n', differences.Take(3))}");
        Assert.True(carried > Seeds && unbanded > 10, $"only {carried} tails were carried, and {unbanded} units had no band");
    }

    private static void Explain(int seed, RoundRules rules, VoteSums[] sums, Dictionary<string, UnitLedger> ledgers, PinnedRound[] pinned, RoundResult result)
    {
        var counts = GroupCount.ByUnit(new ScoringRules(rules), sums);
        foreach (var unit in result.Classes.SelectMany(ranked => ranked.Units))
        {
            var (where, derivation) = ($"seed {seed}, {unit.Unit}", UnitDerivation.Of(rules, counts, ledgers, unit.Unit, result, pinned));
            var explained = derivation.Sections.SelectMany(section => section.Lines).SelectMany(line => line.Figures);
            Assert.Equal(UnitFigures.Of(unit).OrderBy(figure => figure.Pointer), explained.OrderBy(figure => figure.Pointer));
            LineChecks.ComputeToTheResult(where, derivation);
        }
    }

    /// <summary>A drawn round with its figures by both scorers; null where its panels cannot be made comparable.</summary>
    private static Part? Draw(int seed, string id)
    {
        var drawn = new RandomRound(seed, id, isVoteOnly: seed % 4 == 0);
        RandomForms.Add(drawn.Definition, seed, RandomForms.All);
        var (rules, given) = (BothScorers.Rules(drawn.Definition), new FormFacts(drawn.Json, seed));
        var slips = given.Slips();
        var known = given.Facts(slips);
        if (BothScorers.ProductOrNull(rules, slips, known) is not { } classes)
            return null;
        var scores = ExactScores.Of(
            rules, TallyCounter.Count(rules, ProductInputs.TallyOf(rules, slips)), ProductInputs.LedgersOf(rules, known), ProductInputs.TurnoutOf(rules, slips, known)!, pinned: null);
        return new(rules, new() { Round = id, Version = 1, Classes = classes }, scores.Answer, Oracle.Standings(drawn.Json, slips, known));
    }

    private static JsonObject Year(Random random, Part[] parts)
    {
        var shares = parts.Select(_ => random.Next(1, 60)).ToArray();
        // A former code is that of a unit which this round does not have any more.
        var renamed = random.Next(1, 4);
        var units = Enumerable.Range(1, random.Next(4, 10)).Select(number => new JsonObject
        {
            ["code"] = number == renamed ? "renamed" : $"u{number}",
            ["label"] = $"u{number}",
            ["class"] = number % 3 == 0 ? "c2" : "c1",
        }).ToArray();
        units[renamed - 1]["formerly"] = new JsonArray($"u{renamed}");
        return new JsonObject
        {
            ["id"] = "year",
            ["title"] = "year",
            ["combine"] = new JsonArray([.. parts.Select((part, index) => (JsonNode)new JsonObject
            {
                ["round"] = part.Rules.Id,
                ["share"] = index == 0 ? 100m - Enumerable.Range(1, parts.Length - 1).Sum(other => Share(other)) : Share(index),
            })]),
            ["classes"] = JsonNode.Parse("""[{"code":"c1","label":"c1"},{"code":"c2","label":"c2"}]"""),
            ["units"] = new JsonArray([.. units]),
            ["policies"] = JsonNode.Parse($$"""{"dontKnow":"exclude","missingGroup":"renormalise","awarenessMin":0,"groupMin":0,"decimals":{{random.Next(0, 5)}}}"""),
            ["components"] = JsonNode.Parse("""{"vote":100}"""),
            ["grades"] = JsonNode.Parse(random.Next(2) == 0
                ? """[{"code":"excellent","label":"e","min":60,"quota":0.5},{"code":"good","label":"g","min":40},{"code":"fail","label":"f","min":-1000}]"""
                : """[{"code":"a","label":"a","min":50,"places":{"c1":2}},{"code":"b","label":"b","min":-1000}]"""),
            ["tail"] = JsonNode.Parse("""[{"code":"last","label":"last","places":2,"below":60}]"""),
        };

        decimal Share(int index) => decimal.Floor(90m * shares[index] / shares.Sum()) + 1;
    }

    private sealed record Part(RoundRules Rules, RoundResult Result, ExactScores Scores, IReadOnlyList<OracleClassStanding> Standings);
}
