using System.Text.Json;
using Evaluation.Ballots;
using Evaluation.Gateway;
using Evaluation.Rounds.Rules;
using Evaluation.Scoring;
using Evaluation.Tests.Oracle;
using Evaluation.Tests.Rounds.Rules;

namespace Evaluation.Tests.Scoring;

/// <summary>The product's scores beside those of an independent scorer, over many drawn rounds.</summary>
public sealed class AgainstOracleTests
{
    private const int Seeds = 300;

    [Fact]
    public void Every_figure_of_a_vote_is_the_oracles() => ForEachSeed(isVoteOnly: true, (drawn, rules) =>
    {
        var slips = drawn.Slips();
        return (RoundScoring.Score(rules, TallyOf(rules, slips)), Oracle.Oracle.Score(drawn.Json, slips));
    });

    [Fact]
    public void Every_figure_of_a_round_with_sheets_and_ledger_is_the_oracles() => ForEachSeed(isVoteOnly: false, (drawn, rules) =>
    {
        var slips = drawn.Slips();
        var facts = new DrawnFacts(drawn);
        return (RoundScoring.Score(rules, TallyOf(rules, slips), facts.Product), Oracle.Oracle.Score(drawn.Json, slips, facts.Oracle));
    });

    private static void ForEachSeed(bool isVoteOnly, Func<RandomRound, RoundRules, (IReadOnlyList<ClassResult> Product, IReadOnlyList<OracleClassTable> Oracle)> score)
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var drawn = new RandomRound(seed, "drawn", isVoteOnly);
            var reading = Definitions.Read(drawn.Definition);
            Assert.True(reading.Faults.Count == 0, $"seed {seed}: {string.Join("; ", reading.Faults)}");
            var (product, oracle) = score(drawn, reading.Rules!);
            var published = Figures.Of(JsonSerializer.SerializeToElement(product, ApiJson.Options));
            Assert.True(Figures.Of(oracle) == published, $"seed {seed}: {Figures.Difference(oracle, published)}\nrules {drawn.Definition.ToJsonString()}");
        }
    }

    private static Tally TallyOf(RoundRules rules, IReadOnlyList<OracleSlip> slips)
    {
        var units = rules.Units.Index().ToDictionary(unit => unit.Item.Code, unit => (ushort)unit.Index);
        var groups = rules.Groups.Index().ToDictionary(group => group.Item.Code, group => (byte)group.Index);
        var tally = new Tally();
        foreach (var slip in slips)
            tally.Add(new SlipPattern(units[slip.Unit], groups[slip.Group], PackedMarks.Pack([.. slip.Marks.Select(mark => (byte)mark)])));
        return tally;
    }

    /// <summary>What is known beside the slips, once as the oracle takes it and once as the product does: one sheet of one item of 100 points.</summary>
    private sealed class DrawnFacts
    {
        public DrawnFacts(RandomRound drawn)
        {
            var product = new Dictionary<string, UnitFacts>();
            var (sheets, accepted) = (new Dictionary<string, OraclePoints[]>(), new Dictionary<string, OraclePoints>());
            var (ledger, vetoed) = (new Dictionary<string, OracleAdjustment[]>(), new Dictionary<string, OracleVeto[]>());
            var hasDaily = drawn.Json.GetProperty("components").TryGetProperty("daily", out _);
            foreach (var unit in drawn.Units)
            {
                var (inspection, self, daily) = (drawn.Next(0, 5) * 25, drawn.Next(0, 4) * 33, drawn.Next(0, 3) * 60);
                var (isInspected, hasFiled) = (drawn.Next(0, 8) > 0, drawn.Next(0, 8) > 0);
                decimal[] bonuses = [.. Enumerable.Range(0, drawn.Next(0, 4)).Select(_ => drawn.Next(1, 40) / 10m)];
                var deduction = drawn.Next(0, 3) * 1.25m;
                var veto = drawn.Next(0, 12);
                if (isInspected)
                    sheets[unit] = [Points(inspection)];
                if (hasFiled)
                    accepted[unit] = Points(self);
                ledger[unit] = [.. bonuses.Select(points => new OracleAdjustment("bonus", points)), new("deduction", deduction), new("daily", daily)];
                vetoed[unit] = veto switch { 0 => [new("ineligible")], 1 => [new("last")], 2 => [new("cap", "good")], _ => [] };
                product[unit] = new()
                {
                    Inspection = isInspected ? (Fraction)inspection : null,
                    Self = hasFiled ? (Fraction)self : null,
                    Daily = hasDaily ? (Fraction)Math.Max(0, 100 - daily) : null,
                    Bonuses = bonuses.Sum(),
                    Deductions = deduction,
                    Vetoes = veto switch { 0 => [Veto("\"ineligible\"")], 1 => [Veto("\"last\"")], 2 => [Veto("""{"cap":"good"}""")], _ => [] },
                };
            }
            Product = product;
            Oracle = new() { Sheets = sheets, Accepted = accepted, Adjustments = ledger, Vetoed = vetoed };
        }

        public IReadOnlyDictionary<string, UnitFacts> Product { get; }

        public OracleFacts Oracle { get; }

        private static OraclePoints Points(int points) => new([KeyValuePair.Create("visit", (Exact?)points)]);

        private static VetoResult Veto(string effect) => new("veto", "a fact", JsonSerializer.Deserialize<VetoEffect>(effect, ApiJson.Options)!);
    }
}
