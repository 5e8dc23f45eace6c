using System.Text.Json.Nodes;
using Evaluation.Testing.Oracle;
using Evaluation.Testing.Oracle.Drawing;

namespace Evaluation.Tests.Scoring.Independent;

/// <summary>What holds of the forms in every drawn round, by both scorers.</summary>
public sealed class FormProperties
{
    private const int Seeds = 60;

    [Theory]
    [InlineData("the usual ties")]
    [InlineData("rounding down")]
    [InlineData("no minimum of groups")]
    [InlineData("one part")]
    [InlineData("trimming from five sheets")]
    [InlineData("a cap that is not reached")]
    [InlineData("one period")]
    [InlineData("one body")]
    [InlineData("a scale of 100")]
    [InlineData("classes that repeat the rules")]
    [InlineData("entries of the same points")]
    [InlineData("a list that takes nobody")]
    [InlineData("limits that every ballot meets")]
    [InlineData("plans whose figures are the points")]
    public void A_form_that_says_what_holds_anyway_changes_nothing(string form)
    {
        ForEach(seed =>
        {
            var drawn = Draw(seed);
            var (plain, given) = (Copy(drawn.Definition), new FormFacts(drawn.Json, seed));
            var slips = given.Slips();
            var facts = given.Facts(slips);
            var formed = Copy(plain);
            var known = Say(form, formed, facts);

            Assert.Equal(Figures.Of(BothScorers.Score(plain, slips, facts)), Figures.Of(BothScorers.Score(formed, slips, known)));
        });
    }

    [Fact]
    public void Splitting_a_body_changes_no_total_when_inspectors_and_weights_are_kept()
    {
        ForEach(seed =>
        {
            var drawn = Draw(seed);
            drawn.Definition["panel"]!["trim"] = seed % 2 == 0 ? "item" : "none";
            var assessed = Items(drawn.Definition, "criteria").Where(c => (string)c["source"]! == "assessed").ToArray();
            foreach (var criterion in assessed)
                criterion["by"] = "leaders";
            drawn.Definition["assessors"] = JsonNode.Parse("""[{"code":"leaders","label":"Leaders"}]""");
            var given = new FormFacts(drawn.Json, seed);
            var slips = given.Slips();
            var facts = given.Facts(slips);
            var split = Copy(drawn.Definition);
            string[] apart = [.. assessed.Skip(assessed.Length / 2).Select(c => (string)c["code"]!)];
            foreach (var criterion in Items(split, "criteria").Where(c => apart.Contains((string)c["code"]!)))
                criterion["by"] = "experts";
            split["assessors"] = assessed.Length == 1 ? JsonNode.Parse("""[{"code":"experts","label":"Experts"}]""")
                : JsonNode.Parse("""[{"code":"leaders","label":"Leaders"},{"code":"experts","label":"Experts"}]""");
            string[] bodies = assessed.Length == 1 ? ["experts"] : ["leaders", "experts"];
            var known = facts with
            {
                Sheets = facts.Sheets.ToDictionary(u => u.Key, u => u.Value.SelectMany(sheet => bodies.Select(body => SheetOf(sheet, body))).ToArray()),
                Weights = facts.Weights.ToDictionary(u => u.Key, u => u.Value.SelectMany(w => bodies.Select(body => new OracleWeight($"{w.Inspector}-{body}", w.Weight, body))).ToArray()),
            };

            Assert.Equal(Figures.Of(BothScorers.Score(drawn.Definition, slips, facts)), Figures.Of(BothScorers.Score(split, slips, known)));

            OracleSheet SheetOf(OracleSheet sheet, string body) =>
                new(sheet.Panel, sheet.Points.Where(p => apart.Contains(p.Key) == (body == "experts")).ToDictionary()) { By = body, Inspector = $"{sheet.Inspector}-{body}" };
        });
    }

    [Fact]
    public void A_cap_of_bonuses_never_raises_a_total_and_a_cap_of_deductions_never_lowers_one()
    {
        ForEach(seed =>
        {
            var drawn = Draw(seed);
            RandomForms.Add(drawn.Definition, seed, ["catalogue"]);
            drawn.Definition["components"]!.AsObject().Remove("deductionCap");
            var given = new FormFacts(drawn.Json, seed);
            var slips = given.Slips();
            var facts = given.Facts(slips);
            var (free, lower, milder) = (Copy(drawn.Definition), Copy(drawn.Definition), Copy(drawn.Definition));
            free["components"]!["bonusCap"] = 1000;
            foreach (var entry in Items(lower, "entries").Concat(Items(milder, "entries")))
                if ((string)entry["kind"]! == (entry.Root == lower ? "bonus" : "deduction"))
                    entry["cap"] = 1;
            lower["components"]!["bonusCap"] = 2;
            milder["components"]!["bonusCap"] = 1000;
            milder["components"]!["deductionCap"] = 1.5m;
            var (before, capped, mild) = (Totals(free, slips, facts), Totals(lower, slips, facts), Totals(milder, slips, facts));

            Assert.All(before.Keys, unit => Assert.True(!(capped[unit] > before[unit]), $"{unit}: {before[unit]} became {capped[unit]}"));
            Assert.All(before.Keys, unit => Assert.True(!(mild[unit] < before[unit]), $"{unit}: {before[unit]} became {mild[unit]}"));
        });
    }

    private static OracleFacts Say(string form, JsonObject formed, OracleFacts facts)
    {
        var assessed = Items(formed, "criteria").Where(c => (string)c["source"]! == "assessed").ToArray();
        switch (form)
        {
            case "the usual ties":
                formed["ties"] = JsonNode.Parse("""["vote","topShare","negativeShare","inspection"]""");
                return facts;
            case "rounding down":
                foreach (var grade in Items(formed, "grades").Where(g => g.ContainsKey("quota")))
                    grade["rounding"] = "down";
                return facts;
            case "no minimum of groups":
                foreach (var group in Items(formed, "groups"))
                    group["turnoutMin"] = 0;
                return facts;
            case "one part":
                foreach (var group in Items(formed, "groups"))
                    group["part"] = "all";
                foreach (var unitClass in Items(formed, "classes"))
                    unitClass["parts"] = JsonNode.Parse("""{"all":7}""");
                return facts;
            case "trimming from five sheets":
                // A round that drops no sheet must not say from how many.
                if ((string)formed["panel"]!["trim"]! != "none")
                    formed["panel"]!["trimFrom"] = 5;
                return facts;
            case "a cap that is not reached":
                formed["components"]!["deductionCap"] = 10000;
                return facts;
            case "one period":
                foreach (var criterion in assessed)
                    criterion["periods"] = JsonNode.Parse("""["2020"]""");
                return facts with
                {
                    Sheets = facts.Sheets.ToDictionary(u => u.Key, u => u.Value.Select(sheet => sheet with { Period = "2020" }).ToArray()),
                    Claims = facts.Claims.ToDictionary(u => u.Key, u => u.Value.Select(claim => claim with { Period = "2020" }).ToArray()),
                };
            case "one body":
                formed["assessors"] = JsonNode.Parse("""[{"code":"leaders","label":"Leaders"}]""");
                foreach (var criterion in assessed)
                    criterion["by"] = "leaders";
                return facts with
                {
                    Sheets = facts.Sheets.ToDictionary(u => u.Key, u => u.Value.Select(sheet => sheet with { By = "leaders" }).ToArray()),
                    Weights = facts.Weights.ToDictionary(u => u.Key, u => u.Value.Select(weight => weight with { By = "leaders" }).ToArray()),
                };
            case "a scale of 100":
                if (Items(formed, "options").Max(o => (decimal?)o["value"]) == 100)
                    formed["optionMax"] = 100;
                return facts;
            case "classes that repeat the rules":
                foreach (var unitClass in Items(formed, "classes"))
                {
                    (unitClass["ranked"], unitClass["components"]) = (true, formed["components"]!.DeepClone());
                    unitClass["points"] = new JsonObject(Items(formed, "criteria").Select(c => KeyValuePair.Create((string)c["code"]!, c["points"]?.DeepClone())));
                }
                return facts;
            case "entries of the same points":
                return (decimal?)formed["components"]!["bonusCap"] > 0 ? WithEntries(formed, facts) : facts;
            case "a list that takes nobody":
                formed["tail"] = JsonNode.Parse("""[{"code":"warned","label":"Warned","places":1,"below":-1000000}]""");
                return facts;
            case "limits that every ballot meets":
                formed["ballot"] = new JsonObject { ["limits"] = LimitsOf(formed), ["uniform"] = "allow", ["unfinished"] = "count" };
                return facts;
            case "plans whose figures are the points":
                foreach (var criterion in assessed)
                    criterion["score"] = JsonNode.Parse("""{"by":"plan","limit":1}""");
                return facts with { Sheets = facts.Sheets.ToDictionary(u => u.Key, u => u.Value.Select(sheet => Figured(sheet, assessed)).ToArray()) };
            default:
                throw new ArgumentOutOfRangeException(nameof(form), form, null);
        }
    }

    /// <summary>Each class may mark all its units with the first option.</summary>
    private static JsonArray LimitsOf(JsonObject formed) =>
    [
        .. Items(formed, "classes").Select(unitClass => (Class: (string)unitClass["code"]!, Units: Items(formed, "units").Count(unit => (string)unit["class"]! == (string)unitClass["code"]!)))
            .Select(known => (JsonNode)new JsonObject
            {
                ["class"] = known.Class, ["criterion"] = (string)Items(formed, "criteria").First(c => (string)c["source"]! == "vote")["code"]!,
                ["options"] = new JsonArray((string)Items(formed, "options")[0]["code"]!), ["max"] = known.Units,
            }),
    ];

    /// <summary>A sheet with the points of each criterion as a figure, whose target is the maximum: P·min(x ÷ P, 1) is x.</summary>
    private static OracleSheet Figured(OracleSheet sheet, IEnumerable<JsonObject> criteria)
    {
        var maxima = criteria.ToDictionary(c => (string)c["code"]!, c => (decimal)c["points"]!);
        return sheet with
        {
            Points = new Dictionary<string, decimal?>(),
            Figures = sheet.Points.ToDictionary(given => given.Key, given => given.Value is { } points ? new OracleFigure(points, maxima[given.Key]) : null),
        };
    }

    /// <summary>Bonuses and deductions name a level with their points instead of being free.</summary>
    private static OracleFacts WithEntries(JsonObject formed, OracleFacts facts)
    {
        var entries = facts.Adjustments.Values.SelectMany(all => all).Where(a => a.Kind != "daily").Select(a => (a.Kind, a.Points)).Distinct().Chunk(Limits.EntryLevels)
            .SelectMany((chunk, number) => chunk.GroupBy(a => a.Kind).Select(own => (Code: $"{own.Key}-{number}", Kind: own.Key, Points: own.Select(a => a.Points).ToArray()))).ToArray();
        if (entries.Length == 0)
            return facts;
        formed["entries"] = new JsonArray([.. entries.Select(entry => (JsonNode)new JsonObject
        {
            ["code"] = entry.Code, ["label"] = entry.Code, ["kind"] = entry.Kind, ["same"] = "sum",
            ["levels"] = new JsonObject(entry.Points.Select((points, level) => KeyValuePair.Create($"l{level}", (JsonNode?)points))),
        })]);
        return facts with { Adjustments = facts.Adjustments.ToDictionary(u => u.Key, u => u.Value.Select(Named).ToArray()) };

        OracleAdjustment Named(OracleAdjustment adjustment) => entries.FirstOrDefault(e => e.Kind == adjustment.Kind && e.Points.Contains(adjustment.Points)) is { Code: not null } entry
            ? adjustment with { Entry = entry.Code, Level = $"l{Array.IndexOf(entry.Points, adjustment.Points)}" } : adjustment;
    }

    /// <summary>
    /// A round with sheets. Panels are not made comparable, because that can be refused; trimming is by item, which periods and bodies
    /// keep.
    /// </summary>
    private static RandomRound Draw(int seed)
    {
        var drawn = new RandomRound(seed, "drawn", isVoteOnly: false);
        drawn.Definition["panel"] = JsonNode.Parse($$"""{"trim":"{{(seed % 2 == 0 ? "item" : "none")}}","normalise":false}""");
        return drawn;
    }

    private static Dictionary<string, decimal?> Totals(JsonObject definition, IReadOnlyList<OracleSlip> slips, OracleFacts facts) =>
        BothScorers.Score(definition, slips, facts).SelectMany(c => c.Units).ToDictionary(unit => unit.Unit, unit => unit.Total);

    private static void ForEach(Action<int> check)
    {
        for (var seed = 1; seed <= Seeds; seed++)
            check(seed);
    }

    private static JsonObject[] Items(JsonObject definition, string name) => definition[name] is JsonArray items ? [.. items.Select(item => item!.AsObject())] : [];

    private static JsonObject Copy(JsonObject definition) => definition.DeepClone().AsObject();
}
