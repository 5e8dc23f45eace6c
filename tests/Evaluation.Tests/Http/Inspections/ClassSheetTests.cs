using System.Text.Json.Nodes;

namespace Evaluation.Tests.Http.Inspections;

/// <summary>Sheets, claims and evidence of a class that has points of its own (F28): only its criteria, and its maxima.</summary>
[Collection(SharedServer.Name)]
public sealed class ClassSheetTests(TestServer server)
{
    [Fact]
    public async Task A_sheet_has_the_criteria_and_maxima_of_the_class()
    {
        var round = await DraftAsync();
        var inspector = await Inspector.AddAsync(server);
        (await server.Administrator.PutAsync($"{round.Path}/panels/all", $$"""{"label":"All","inspectors":["{{inspector.Name}}"],"units":["u1","u3"]}""")).Answers();
        await round.MoveAsync("assessing");

        var own = $"{round.Path}/units/u1/inspections/{inspector.Name}";
        (await inspector.Caller.PutAsync(own, """{"basedOn":[],"points":{"visit":9,"law":1},"file":false}""")).Refuses(400, "bad-request");
        var over = (await inspector.Caller.PutAsync(own, """{"basedOn":[],"points":{"visit":31},"file":false}""")).Answers();
        Assert.Equal("over-maximum", over.GetProperty("faults")[0].GetProperty("code").GetString());
        (await inspector.Caller.PutAsync(own, $$"""{"basedOn":[{{over.GetProperty("version").GetInt64()}}],"points":{"visit":15},"file":true}""")).Answers();
        (await inspector.Caller.PutAsync($"{round.Path}/units/u3/inspections/{inspector.Name}", """{"basedOn":[],"points":{"visit":15,"law":5},"file":true}""")).Answers();

        await round.MoveAsync("sealed", "provisional", "published");
        var units = (await server.Anybody.GetAsync($"{round.Path}/results")).Answers().GetProperty("classes").EnumerateArray().SelectMany(ranked => ranked.GetProperty("units").EnumerateArray());
        // 15 of 30 points, and (15 + 5) of 30 points.
        Assert.Equal([("u1", "50.00"), ("u3", "66.67")], units.Where(unit => unit.GetProperty("inspection").ValueKind != System.Text.Json.JsonValueKind.Null)
            .Select(unit => (unit.GetProperty("unit").GetString()!, unit.GetProperty("inspection").GetRawText())));
        var rows = (await server.Administrator.GetAsync($"{round.Path}/export?format=csv&what=inspections")).Text;
        Assert.DoesNotContain(rows.Split("\r\n"), row => row.StartsWith("u1,", StringComparison.Ordinal) && row.Contains(",law,", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_sheet_without_criteria_is_not_filed()
    {
        var round = await server.DraftAsync(definition =>
        {
            SmallDefinition.Assessed(definition);
            (definition["classes"]![0]!["points"], definition["classes"]![0]!["components"]) = (JsonNode.Parse("""{"visit": 0}"""), JsonNode.Parse("""{"vote": 100}"""));
        });
        var inspector = await Inspector.AddAsync(server);
        (await server.Administrator.PutAsync($"{round.Path}/panels/all", $$"""{"label":"All","inspectors":["{{inspector.Name}}"],"units":["u1","u3"]}""")).Answers();
        await round.MoveAsync("assessing");
        var empty = await inspector.Caller.PutAsync($"{round.Path}/units/u1/inspections/{inspector.Name}", """{"basedOn":[],"points":{},"file":true}""");
        empty.Refuses(422, "not-fileable");
        Assert.Contains("nothing-to-assess", empty.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_unit_claims_points_of_its_own_criteria_only()
    {
        var round = await DraftAsync();
        await round.MoveAsync("assessing");
        var unit = await server.StaffWithAsync($$"""{"role":"unit","round":"{{round.Id}}","unit":"u1"}""");
        var path = $"{round.Path}/units/u1/self-assessment";
        Assert.Equal(400, (await unit.PutAsync(path, """{"items":[{"criterion":"law","claimed":5}]}""")).Status);
        var saved = (await unit.PutAsync(path, """{"items":[{"criterion":"visit","claimed":28,"reason":"two visits were late"}]}""")).Answers();
        Assert.Equal((28, 30), (saved.GetProperty("total").GetDecimal(), saved.GetProperty("maximum").GetDecimal()));
        Assert.Empty(saved.GetProperty("faults").EnumerateArray());
    }

    /// <summary>Class town has visit with 30 points and not law; class school has visit with 20 and law with 10.</summary>
    private Task<TestRound> DraftAsync() => server.DraftAsync(definition =>
    {
        SmallDefinition.WithoutVote(definition);
        definition["criteria"] = JsonNode.Parse(
            """[{"code": "law", "label": "法治", "source": "assessed", "points": 10}, {"code": "visit", "label": "验收", "source": "assessed", "points": 20}]""");
        definition["components"] = JsonNode.Parse("""{"inspection": 100}""");
        definition["classes"]![0]!["points"] = JsonNode.Parse("""{"law": 0, "visit": 30}""");
    });
}
