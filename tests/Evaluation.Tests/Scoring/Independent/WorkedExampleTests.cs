using System.Text.Json.Nodes;
using Evaluation.Testing.Oracle;

namespace Evaluation.Tests.Scoring.Independent;

/// <summary>Examples that were computed by hand, by both scorers.</summary>
public sealed class WorkedExampleTests
{
    private const string Options = """[{"code":"A","label":"A","value":100,"box":"top"},{"code":"B","label":"B","value":80,"box":"positive"},{"code":"C","label":"C","value":0}]""";

    [Fact]
    public void Steps_on_the_top_share_rank_the_unit_with_most_top_marks_first()
    {
        var definition = Round("u1 u2 u3", Options, """
            [{"code":"work","label":"Work","source":"vote","points":1},
             {"code":"top","label":"Top","source":"assessed","points":200,"score":{"by":"steps","of":"vote.topShare","steps":[
              {"from":0.9,"points":200},{"from":0.8,"points":190},{"from":0.7,"points":180},{"from":0.6,"points":170},{"from":0,"points":160}]}}]
            """);
        definition["components"] = Node("""{"vote":0,"inspection":100}""");
        OracleSlip[] slips = [.. Slips("u1", "all", 18, 0, 2), .. Slips("u2", "all", 17, 3, 0), .. Slips("u3", "all", 12, 8, 0)];

        var units = BothScorers.Score(definition, slips)[0].Units;

        Assert.Equal(["u1", "u2", "u3"], units.Select(unit => unit.Unit));
        Assert.Equal([100m, 95m, 85m], units.Select(unit => unit.Total));
        Assert.Equal([90m, 97m, 92m], units.Select(unit => unit.Vote));
        Assert.All(units, unit => Assert.Null(unit.Band));
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData(""","rounding":"down" """, 1)]
    [InlineData(""","rounding":"halfUp" """, 2)]
    [InlineData(""","rounding":"up" """, 2)]
    public void A_quota_of_three_tenths_of_five_units_has_places_by_its_rounding(string rounding, int places)
    {
        var definition = Round("u1 u2 u3 u4 u5", Options, """[{"code":"work","label":"Work","source":"vote","points":1}]""");
        definition["grades"] = JsonNode.Parse($$"""[{"code":"excellent","label":"Excellent","min":1,"quota":0.3{{rounding}}},{"code":"good","label":"Good","min":0}]""");
        OracleSlip[] slips = [.. Enumerable.Range(1, 5).SelectMany(unit => Slips($"u{unit}", "all", 10 - unit, unit, 0))];

        Assert.Equal(places, BothScorers.Score(definition, slips)[0].Units.Count(unit => unit.Grade == "excellent"));
    }

    [Fact]
    public void Values_of_ten_eight_and_five_on_their_scale_give_100_80_and_50()
    {
        var definition = Round(
            "u1 u2 u3", """[{"code":"A","label":"A","value":10},{"code":"B","label":"B","value":8},{"code":"C","label":"C","value":5}]""",
            """[{"code":"work","label":"Work","source":"vote","points":1}]""");
        definition["optionMax"] = 10;
        OracleSlip[] slips = [.. Slips("u1", "all", 5, 0, 0), .. Slips("u2", "all", 0, 5, 0), .. Slips("u3", "all", 0, 0, 5)];

        Assert.Equal([100m, 80m, 50m], BothScorers.Score(definition, slips)[0].Units.Select(unit => unit.Vote));
    }

    [Theory]
    [InlineData(5, 86.33, 77.83)]
    [InlineData(1, 84.67, 78.27)]
    public void A_leader_as_a_group_of_one_is_left_out_by_the_minimum_of_groups(int groupMin, double first, double second)
    {
        var definition = Round(
            "u1 u2", $"[{string.Join(',', new[] { 100, 90, 80, 78, 75, 60 }.Select(value => $$"""{"code":"V{{value}}","label":"{{value}}","value":{{value}}}"""))}]",
            """[{"code":"work","label":"Work","source":"vote","points":1}]""", groups: "leaders staff");
        definition["classes"]![0]!["weights"] = Node("""{"leaders":20,"staff":80}""");
        definition["policies"]!["groupMin"] = groupMin;
        OracleSlip[] slips =
        [
            .. Slips("u1", "staff", 2, 2, 0, 1, 0, 1), .. Slips("u1", "leaders", 0, 0, 0, 1),
            .. Slips("u2", "staff", 0, 0, 1, 4, 1), .. Slips("u2", "leaders", 0, 0, 1),
        ];

        Assert.Equal([(decimal)first, (decimal)second], BothScorers.Score(definition, slips)[0].Units.Select(unit => unit.Vote));
    }

    [Fact]
    public void A_leader_as_a_body_counts()
    {
        var definition = Round("u1 u2", Options, """
            [{"code":"work","label":"Work","source":"assessed","points":80},{"code":"lead","label":"Lead","source":"assessed","points":20,"by":"leaders"}]
            """);
        definition["assessors"] = JsonNode.Parse("""[{"code":"leaders","label":"Leaders","trim":"none"}]""");
        definition["components"] = Node("""{"vote":0,"inspection":100}""");
        definition["options"] = new JsonArray();
        var facts = new OracleFacts
        {
            Sheets =
            {
                ["u1"] = [.. Panel("work", 68, 69, 70.2m), new OracleSheet(null, new Dictionary<string, decimal?> { ["lead"] = 15.6m }) { By = "leaders" }],
                ["u2"] = [.. Panel("work", 62, 62.4m, 62.4m), new OracleSheet(null, new Dictionary<string, decimal?> { ["lead"] = 16 }) { By = "leaders" }],
            },
        };

        Assert.Equal([84.67m, 78.27m], BothScorers.Score(definition, [], facts)[0].Units.Select(unit => unit.Total));
    }

    [Theory]
    [InlineData(false, 77.00)]
    [InlineData(true, 77.75)]
    public void A_part_keeps_its_weight_when_one_of_its_groups_does_not_report(bool hasParts, double expected)
    {
        var definition = Round(
            "u1", """[{"code":"A","label":"A","value":80},{"code":"B","label":"B","value":74}]""", """[{"code":"work","label":"Work","source":"vote","points":1}]""",
            groups: "deputies business residents");
        definition["classes"]![0]!["weights"] = Node("""{"deputies":30,"business":20,"residents":30}""");
        if (hasParts)
        {
            foreach (var (group, part) in definition["groups"]!.AsArray().Zip(["societal", "societal", "third-party"]))
                group!["part"] = part;
            definition["classes"]![0]!["parts"] = Node("""{"societal":50,"third-party":30}""");
        }
        OracleSlip[] slips = [.. Slips("u1", "deputies", 5), .. Slips("u1", "residents", 0, 5)];

        Assert.Equal((decimal)expected, BothScorers.Score(definition, slips)[0].Units[0].Vote);
    }

    [Theory]
    [InlineData("""{"all":1,"other":1}""", 60)]
    [InlineData("\"pooled\"", 36)]
    public void Pooled_slips_count_alike_whatever_their_group(string weights, double expected)
    {
        var definition = Round("u1", Options, """[{"code":"work","label":"Work","source":"vote","points":1}]""", groups: "all other");
        definition["classes"]![0]!["weights"] = JsonNode.Parse(weights);
        OracleSlip[] slips = [.. Slips("u1", "all", 5), .. Slips("u1", "other", 0, 5, 15)];

        Assert.Equal((decimal)expected, BothScorers.Score(definition, slips)[0].Units[0].Vote);
    }

    private static IEnumerable<OracleSlip> Slips(string unit, string group, params int[] counts) =>
        counts.SelectMany((count, option) => Enumerable.Repeat(new OracleSlip(unit, group, [option]), count));

    private static IEnumerable<OracleSheet> Panel(string criterion, params decimal[] points) =>
        points.Select(given => new OracleSheet(null, new Dictionary<string, decimal?> { [criterion] = given }));

    private static JsonObject Round(string units, string options, string criteria, string groups = "all") => Node($$"""
        {"id":"example","title":"Example","options":{{options}},"criteria":{{criteria}},
         "groups":[{{string.Join(',', groups.Split(' ').Select(group => $$"""{"code":"{{group}}","label":"{{group}}","roll":100}"""))}}],
         "classes":[{"code":"one","label":"One","weights":{"{{groups.Split(' ')[0]}}":1} }],
         "units":[{{string.Join(',', units.Split(' ').Select(unit => $$"""{"code":"{{unit}}","label":"{{unit}}","class":"one"}"""))}}],
         "policies":{"dontKnow":"exclude","awarenessMin":0,"groupMin":5,"missingGroup":"renormalise"},
         "components":{"vote":100} ,"panel":{"trim":"item"} }
        """);

    private static JsonObject Node(string json) => JsonNode.Parse(json)!.AsObject();
}
