using System.Text.Json;
using System.Text.Json.Nodes;

namespace Evaluation.Testing.Oracle;

/// <summary>
/// A round whose rules are drawn by a seed: every policy, zero weights, options of three to five levels with and without boxes; with more
/// than a vote also assessed criteria, every trim, normalised panels and vetoes.
/// </summary>
public sealed class RandomRound
{
    private static readonly decimal[][] ValueTables = [[100, 70, 30], [10, 8, 5], [100, 80, 60, 0], [100, 75, 50, 25, 0], [1, 0.5m, -0.25m]];
    private static readonly string[] Boxes = ["top", "positive", "neutral", "negative", "negative"];

    private readonly Random _random;
    private readonly int _options;
    private readonly int _criteria;

    /// <param name="seed">The same seed gives the same round, and then the same slips.</param>
    /// <param name="id">The round's id.</param>
    /// <param name="isVoteOnly">Whether the vote is the whole total.</param>
    public RandomRound(int seed, string id, bool isVoteOnly)
    {
        _random = new(seed);
        _criteria = _random.Next(1, 6);
        Groups = Names("g", _random.Next(1, 5));
        var classes = Names("c", _random.Next(1, 4));
        var isNormalised = !isVoteOnly && _random.Next(4) == 0;
        Units = Names("u", classes.Length + (isNormalised ? _random.Next(14, 20) : _random.Next(1, 9)));
        JsonNode[] options = [.. Options()];
        _options = options.Length;
        var criteria = Names("k", _criteria).Select(code => Node($$"""{"code":"{{code}}","label":"{{code}}","source":"vote","points":{{Pick("20", "40", "10.5", "33.3")}}}"""));
        Assessed = isVoteOnly ? [] : [.. Names("a", _random.Next(1, 5)).Select(code => (code, Pick(15m, 9m, 18m, 12.5m)))];
        Definition = new JsonObject
        {
            ["id"] = id,
            ["title"] = $"seed {seed}",
            ["ballotBoxes"] = _random.Next(1, 5),
            ["options"] = new JsonArray(options),
            ["criteria"] = new JsonArray([.. criteria, .. Assessed.Select(AssessedCriterion)]),
            ["groups"] = new JsonArray([.. Groups.Select(code => Node($$"""{"code":"{{code}}","label":"{{code}}","roll":1000}"""))]),
            ["classes"] = new JsonArray([.. classes.Select(Class)]),
            ["units"] = new JsonArray([.. Units.Select((code, index) => Node($$"""{"code":"{{code}}","label":"{{code}}","class":"{{classes[index % classes.Length]}}"}"""))]),
            ["policies"] = Policies(),
            ["components"] = Node(isVoteOnly ? """{"vote":100}""" : Pick(
                """{"vote":70,"inspection":30,"bonusCap":3}""", """{"vote":50,"inspection":30,"self":20,"bonusCap":10}""",
                """{"vote":60,"self":30,"daily":10,"bonusCap":0}""", """{"inspection":100,"bonusCap":3}""")),
            ["panel"] = Node($$"""{"trim":"{{Pick("item", "total", "none")}}","normalise":{{(isNormalised ? "true" : "false")}}}"""),
            ["grades"] = Grades(),
        };
        Definition["vetoes"] = isVoteOnly ? [] : Vetoes();
        if (!isVoteOnly && _random.Next(2) == 0)
            Definition["period"] = Node("""{"from":"2020-01-01","to":"2020-12-31"}""");
    }

    public JsonObject Definition { get; }

    public JsonElement Json => JsonElement.Parse(Definition.ToJsonString());

    public string[] Groups { get; }

    public string[] Units { get; }

    /// <summary>The assessed criteria with their points; none in a round of votes only.</summary>
    public (string Code, decimal Points)[] Assessed { get; }

    /// <summary>A number from <paramref name="from"/> to below <paramref name="to"/>, by the seed.</summary>
    public int Next(int from, int to) => _random.Next(from, to);

    /// <summary>Marks for a slip. Often all alike, so that ties and shared ranks occur.</summary>
    public int[] Marks()
    {
        var all = _random.Next(_options);
        return _random.Next(3) == 0 ? [.. Enumerable.Repeat(all, _criteria)] : [.. Enumerable.Range(0, _criteria).Select(_ => _random.Next(_options))];
    }

    /// <summary>Up to ten slips for every unit and group; some units have none of a group.</summary>
    public List<OracleSlip> Slips()
    {
        var slips = new List<OracleSlip>();
        foreach (var unit in Units)
            foreach (var group in Groups)
                for (var left = _random.Next(4) == 0 ? 0 : _random.Next(11); left > 0; left--)
                    slips.Add(new(unit, group, Marks()));
        return slips;
    }

    private IEnumerable<JsonNode> Options()
    {
        var (values, hasBoxes) = (Pick(ValueTables), _random.Next(3) > 0);
        for (var index = 0; index < values.Length; index++)
        {
            var box = hasBoxes && _random.Next(6) > 0 ? $$""","box":"{{Boxes[index]}}" """ : "";
            yield return Node(FormattableString.Invariant($"{{\"code\":\"O{index}\",\"label\":\"O{index}\",\"value\":{values[index]}{box}}}"));
        }
        if (_random.Next(5) > 0)
            yield return Node("""{"code":"D","label":"D"}""");
    }

    private JsonNode Class(string code)
    {
        var weights = new JsonObject();
        var certain = Pick(Groups);
        foreach (var group in Groups)
            if (group == certain || _random.Next(4) > 0)
                weights[group] = group == certain ? _random.Next(1, 60) : Pick(0m, 5m, 12.5m, 55m);
        return new JsonObject { ["code"] = code, ["label"] = code, ["weights"] = weights };
    }

    private JsonNode Policies() => Node($$"""
        {"dontKnow":{{Pick("\"exclude\"", "\"zero\"", """{"value":60}""")}},"missingGroup":"{{Pick("renormalise", "classMean")}}",
         "awarenessMin":{{Pick("0", "0.5", "0.8", "1")}},"groupMin":{{Pick("0", "1", "2", "3", "5")}},"decimals":{{Pick("0", "1", "2", "4")}}}
        """);

    private JsonArray Grades() => _random.Next(4) == 0
        ? []
        : [.. (JsonNode[])[Node($$"""{"code":"excellent","label":"excellent","min":80,"quota":{{Pick("0", "0.3", "0.5", "1")}}}"""), Node("""{"code":"good","label":"good","min":60}"""), Node("""{"code":"fail","label":"fail","min":-1000}""")]];

    private JsonArray Vetoes() =>
    [
        .. new[] { """{"failedSpotChecks":2}""", """{"failedSpotChecks":3}""", """{"fact":"named-in-bulletin"}""", """{"fact":"fined"}""" }
            .Where(_ => _random.Next(2) == 0).Index()
            .Select(when => Node($$"""{"code":"v{{when.Index}}","when":{{when.Item}},"effect":{{Effect()}}}""")),
    ];

    private string Effect() => Definition["grades"]!.AsArray().Count > 0 && _random.Next(3) == 0 ? """{"cap":"good"}""" : Pick("\"ineligible\"", "\"last\"");

    /// <summary>One of the values, by the seed.</summary>
    public T Pick<T>(params T[] from) => from[_random.Next(from.Length)];

    private static JsonNode AssessedCriterion((string Code, decimal Points) criterion) =>
        Node(FormattableString.Invariant($"{{\"code\":\"{criterion.Code}\",\"label\":\"{criterion.Code}\",\"source\":\"assessed\",\"points\":{criterion.Points}}}"));

    private static string[] Names(string prefix, int count) => [.. Enumerable.Range(1, count).Select(number => $"{prefix}{number}")];

    private static JsonNode Node(string json) => JsonNode.Parse(json)!;
}
