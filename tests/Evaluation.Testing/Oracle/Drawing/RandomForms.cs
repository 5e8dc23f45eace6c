using System.Text.Json.Nodes;

namespace Evaluation.Testing.Oracle.Drawing;

/// <summary>Adds a random subset of the forms F20 to F32 to a drawn definition, which stays valid.</summary>
public sealed class RandomForms
{
    private readonly JsonObject _definition;
    private readonly Random _random;
    private readonly HashSet<string> _used = [];

    /// <summary>The names of the forms that can be drawn.</summary>
    public static readonly IReadOnlyList<string> All =
        ["scale", "validity", "parts", "pooled", "classes", "bodies", "periods", "figures", "catalogue", "places", "tail", "ties", "again"];

    private RandomForms(JsonObject definition, Random random) => (_definition, _random) = (definition, random);

    private bool HasGrades => Items("grades").Length > 0;

    private JsonObject[] Assessed => [.. Items("criteria").Where(c => (string)c["source"]! == "assessed")];

    private bool IsNormalised => (bool)_definition["panel"]!["normalise"]!;

    /// <summary>Adds forms to the definition and returns the names of those that it has now.</summary>
    public static IReadOnlySet<string> Add(JsonObject definition, int seed, IEnumerable<string> forms)
    {
        var drawn = new RandomForms(definition, new Random(seed));
        string[] allowed = [.. forms];
        foreach (var form in All.Where(form => allowed.Contains(form)))
            if (allowed.Length == 1 || drawn._random.Next(2) == 0)
                drawn.Add(form);
        return drawn._used;
    }

    private void Add(string form)
    {
        var isAdded = form switch
        {
            "scale" => Scale(),
            "validity" => Validity(),
            "parts" => Parts(),
            "pooled" => Pooled(),
            "classes" => Classes(),
            "bodies" => Bodies(),
            "periods" => Periods(),
            "figures" => Figures(),
            "catalogue" => Catalogue(),
            "places" => HasGrades && Places(),
            "tail" => Tail(),
            "ties" => Ties(),
            "again" => Again(),
            _ => throw new ArgumentOutOfRangeException(nameof(form), form, null),
        };
        if (isAdded)
            _used.Add(form);
    }

    private bool Scale()
    {
        var largest = Items("options").Where(o => o.ContainsKey("value")).Max(o => (decimal)o["value"]!);
        _definition["optionMax"] = largest;
        if (_definition["policies"]!["dontKnow"] is JsonObject dontKnow)
            dontKnow["value"] = largest / 2;
        return true;
    }

    private bool Validity()
    {
        foreach (var group in Items("groups"))
        {
            group["roll"] = 20;
            if (Chance(2))
                group["turnoutMin"] = Pick(0.1m, 0.25m, 0.4m, 0.5m);
            if (Chance(2))
                group["slipsMin"] = _random.Next(1, 1 + 20 * Math.Min(2, Items("units").Length));
        }
        return true;
    }

    private bool Parts()
    {
        foreach (var group in Items("groups"))
            group["part"] = Pick("societal", "third-party");
        foreach (var unitClass in Items("classes"))
            if (Chance(2))
            {
                var parts = Items("groups").Where(g => Weight(unitClass, g) > 0).Select(g => (string)g["part"]!).Distinct();
                unitClass["parts"] = new JsonObject(parts.Select(part => KeyValuePair.Create(part, (JsonNode?)Pick(50m, 30m, 12.5m))));
            }
        string[] named = [.. Items("classes").SelectMany(c => c["parts"] is JsonObject parts ? parts.Select(p => p.Key) : [])];
        foreach (var group in Items("groups").Where(g => !named.Contains((string)g["part"]!)))
            group.Remove("part");
        return named.Length > 0;
    }

    private static decimal Weight(JsonObject unitClass, JsonObject group) => (decimal?)unitClass["weights"]![(string)group["code"]!] ?? 0;

    private bool Pooled()
    {
        JsonObject[] free = [.. Items("classes").Where(c => !c.ContainsKey("parts") && Chance(2))];
        if ((string)_definition["policies"]!["missingGroup"]! == "classMean")
            return false;
        foreach (var unitClass in free)
            unitClass["weights"] = "pooled";
        return free.Length > 0;
    }

    private bool Classes()
    {
        var isUsed = false;
        foreach (var unitClass in Items("classes"))
        {
            if (Chance(4))
                (unitClass["ranked"], isUsed) = (false, true);
            if (Chance(2))
            {
                // The first criterion of each kind stays, so that every class and every criterion can be scored.
                var points = Items("criteria").Where(c => !"k1 a1".Contains((string)c["code"]!, StringComparison.Ordinal) && Chance(2))
                    .Where(c => (string)c["source"]! == "vote" || Chance(2)).ToDictionary(c => (string)c["code"]!, _ => Pick(0m, 15m, 22.5m));
                if (unitClass == Items("classes")[0])
                    points = points.Where(p => p.Value > 0).ToDictionary();
                unitClass["points"] = new JsonObject(points.Select(p => KeyValuePair.Create(p.Key, (JsonNode?)p.Value)));
                isUsed |= points.Count > 0;
            }
            if (Assessed.Length > 0 && Chance(2))
                (unitClass["components"], isUsed) = (Node(Pick(
                    """{"vote":40,"inspection":60,"bonusCap":2}""", """{"vote":100,"bonusCap":4}""", """{"vote":30,"inspection":40,"self":20,"daily":10,"bonusCap":1,"deductionCap":3}""")), true);
        }
        return isUsed;
    }

    private bool Bodies()
    {
        if (Assessed.Length == 0)
            return false;
        foreach (var criterion in Assessed)
            if (Pick(null, "leaders", "experts") is { } body)
                criterion["by"] = body;
        string[] used = [.. Assessed.Select(c => (string?)c["by"]).OfType<string>().Distinct()];
        if (used.Length > 0)
            _definition["assessors"] = new JsonArray([.. used.Select(code => Node(
                $$"""{"code":"{{code}}","label":"{{code}}"{{Pick("", ""","trim":"none" """, ""","trim":"item" """, ""","trim":"total" """)}}}"""))]);
        // A number of sheets is refused where no body drops sheets.
        var isTrimmed = Assessed.Any(criterion => TrimOf((string?)criterion["by"]) != "none");
        if (Chance(2) && isTrimmed)
            _definition["panel"]!["trimFrom"] = _random.Next(3, 8);
        return used.Length > 0 || _definition["panel"]!["trimFrom"] is not null;
    }

    /// <summary>Which sheets a body drops; null is the inspection panel.</summary>
    private string? TrimOf(string? body) =>
        (string?)_definition["assessors"]?.AsArray().FirstOrDefault(known => (string?)known!["code"] == body)?["trim"] ?? (string?)_definition["panel"]!["trim"];

    private bool Periods()
    {
        foreach (var criterion in Assessed.Where(_ => Chance(2)))
            criterion["periods"] = JsonNode.Parse(Pick("""["2020-H1","2020-H2"]""", """["2020-H2","2020-Q1","2020-H1"]"""));
        return Assessed.Any(c => c.ContainsKey("periods"));
    }

    private bool Figures()
    {
        foreach (var criterion in Assessed.Where(_ => Chance(2)))
        {
            // No panel gives a figure of the vote, so such a round does not make panels comparable.
            var isOfVote = !IsNormalised && !criterion.ContainsKey("by") && !criterion.ContainsKey("periods") && HasBoxes && Chance(4);
            criterion["score"] = Rule((decimal)criterion["points"]!, isOfVote);
            if (Items("classes").Any(c => c["ranked"] is not null) && (string)criterion["score"]!["by"]! == "rank")
                criterion["score"] = Node("""{"by":"best"}""");
            foreach (var unitClass in Items("classes"))
                (unitClass["points"] as JsonObject)?.Remove((string)criterion["code"]!);
        }
        return Assessed.Any(c => c.ContainsKey("score"));
    }

    private bool HasBoxes => Items("options").Any(o => (string?)o["box"] == "top") && Items("options").Any(o => (string?)o["box"] == "positive");

    private JsonObject Rule(decimal points, bool isOfVote)
    {
        var rule = Node(FormattableString.Invariant(Pick<FormattableString>(
            $$"""{"by":"steps","steps":[{"from":0.9,"points":{{points}}},{"from":0.8,"points":{{points / 2}}},{"from":0.5,"points":{{points / 3:0.##}}}]}""",
            $$"""{"by":"deduct","from":0.9,"per":0.15,"points":{{points / 4:0.##}}}""",
            $$"""{"by":"rank","table":[{{points}},{{points / 2}}],"else":{{points / 4:0.##}}}""",
            $$"""{"by":"rank","stepPercent":{{Pick(2m, 30m, 60m)}}}""",
            $$"""{"by":"best"}""",
            $$"""{"by":"plan","limit":{{Pick(1m, 1.2m, 3m)}}}""")));
        var by = (string)rule["by"]!;
        if (isOfVote && by != "plan")
            rule["of"] = Pick("vote.topShare", "vote.positiveShare", "vote.score");
        if (by is "steps" or "deduct" or "rank" && Chance(3))
        {
            rule["better"] = "low";
            if (rule["steps"] is JsonArray steps)
                foreach (var (step, from) in steps.Zip([0.5m, 0.8m, 0.9m]))
                    step!["from"] = from;
        }
        return rule;
    }

    private bool Catalogue()
    {
        string[] free = [.. Assessed.Where(c => !c.ContainsKey("by") && !c.ContainsKey("score") && !c.ContainsKey("periods")).Select(c => (string)c["code"]!)];
        var entries = new List<JsonObject>
        {
            Node($$"""{"code":"honour","kind":"bonus","label":"honour","levels":{"nation":5,"province":3,"city":0.5},"cap":{{Pick("3", "5", "6.5")}},"same":"{{Pick("highest", "sum")}}"}"""),
            Node($$"""{"code":"praise","kind":"bonus","label":"praise","points":{{Pick("0.25", "1", "4")}}}"""),
            Node("""{"code":"late","kind":"deduction","label":"late","points":0.5}"""),
            Node($$"""{"code":"fault","kind":"deduction","label":"fault","levels":{"great":4,"small":1.5},"same":"{{Pick("highest", "sum")}}"}"""),
        };
        entries.RemoveAll(_ => Chance(3));
        if (free.Length > 0 && Assessed.Length > 1 && Chance(2))
            entries.Add(Node($$"""{"code":"mess","kind":"deduction","label":"mess","points":2,"criterion":"{{Pick(free)}}"{{Pick("", ""","cap":5""")}}}"""));
        if (entries.Count == 0)
            return false;
        _definition["entries"] = new JsonArray([.. entries]);
        _definition["components"]!["bonusCap"] = Pick(2m, 6m, 50m);
        if (Chance(2))
            _definition["components"]!["deductionCap"] = Pick(1m, 3m);
        return true;
    }

    private bool Places()
    {
        foreach (var grade in Items("grades").Where(_ => Chance(2)))
        {
            if (grade.ContainsKey("quota") && Chance(2))
            {
                grade["rounding"] = Pick("down", "halfUp", "up");
                continue;
            }
            grade.Remove("quota");
            var sizes = Items("units").GroupBy(u => (string)u["class"]!).Where(_ => Chance(2)).ToDictionary(c => c.Key, c => _random.Next(0, c.Count() + 1));
            if (sizes.Count > 0)
                grade["places"] = new JsonObject(sizes.Select(s => KeyValuePair.Create(s.Key, (JsonNode?)s.Value)));
        }
        return true;
    }

    private bool Tail()
    {
        var largest = Items("units").GroupBy(u => (string)u["class"]!).Max(c => c.Count());
        _definition["tail"] = new JsonArray([.. Enumerable.Range(1, _random.Next(1, 3)).Select(number => Node(
            $$"""{"code":"t{{number}}","label":"t{{number}}","places":{{_random.Next(1, largest + 1)}}{{Pick("", ""","below":70""", ""","below":55.5""")}}{{Pick("", ""","ties":"in" """, ""","ties":"out" """)}}}"""))]);
        return true;
    }

    private bool Ties()
    {
        string[] all = ["vote", "topShare", "negativeShare", "inspection", "precedence"];
        string[] ties = [.. all.OrderBy(_ => _random.Next()).Take(_random.Next(0, 6))];
        _definition["ties"] = new JsonArray([.. ties.Select(tie => (JsonNode)tie)]);
        if (ties.Contains("precedence"))
            foreach (var unit in Items("units"))
                unit["precedence"] = _random.Next(1, 9);
        return true;
    }

    private bool Again()
    {
        _definition["vetoes"]!.AsArray().Add((JsonNode)Node($$"""{"code":"again","when":{"again":"warned","of":"earlier"},"effect":"{{Pick("ineligible", "last")}}"}"""));
        return true;
    }

    private JsonObject[] Items(string name) => [.. _definition[name]!.AsArray().Select(item => item!.AsObject())];

    private bool Chance(int of) => _random.Next(of) == 0;

    private T Pick<T>(params T[] from) => from[_random.Next(from.Length)];

    private static JsonObject Node(string json) => JsonNode.Parse(json)!.AsObject();
}
