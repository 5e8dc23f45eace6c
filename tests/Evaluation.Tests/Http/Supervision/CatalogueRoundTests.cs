using System.Text.Json;
using System.Text.Json.Nodes;

namespace Evaluation.Tests.Http.Supervision;

/// <summary>From a catalogue of entries to the published result (F26).</summary>
[Collection(SharedServer.Name)]
public sealed class CatalogueRoundTests(TestServer server)
{
    private const string Honour = """{"entry":"honour","level":"province","fact":"a prize of the province","document":"No. 9"}""";

    [Fact]
    public async Task Adjustments_name_entries_and_levels_and_count_up_to_their_caps()
    {
        var round = await OpenAsync();
        var path = $"{round.Of("u1")}/adjustments";
        var proposed = (await round.Reviewer.PostAsync(path, Honour)).Answers(201);
        Assert.Equal(("bonus", 3m, "荣誉"), (Text(proposed, "kind"), proposed.GetProperty("points").GetDecimal(), Text(proposed, "rule")));
        Assert.Equal(("honour", "province"), (Text(proposed, "entry"), Text(proposed, "level")));
        (await round.Reviewer.PostAsync(path, """{"kind":"bonus","entry":"honour","level":"province","rule":"§ 3","fact":"another prize"}""")).Answers(201);
        (await round.Reviewer.PostAsync(path, """{"entry":"mess","fact":"rubbish at the gate"}""")).Answers(201);
        (await round.Reviewer.PostAsync(path, """{"entry":"late","fact":"the report came late"}""")).Answers(201);
        (await round.Reviewer.PostAsync(path, """{"kind":"daily","points":1,"rule":"§ 14","fact":"late"}""")).Answers(201);
        foreach (var id in new[] { "adj-1", "adj-2", "adj-3", "adj-4" })
            (await round.Second.PostAsync($"{path}/{id}/approval")).Answers();

        await round.Round.MoveAsync("voting");
        foreach (var voter in await round.Round.IssueAsync("users", 3))
            (await round.Round.CastAsync(voter, "u1:0,0", "u2:0,0", "u3:0,0")).Answers();
        await round.Round.MoveAsync("sealed", "provisional", "published");

        // Bonus: 3 + 3, at most 5 of the entry, at most 4 of the total. Criterion: 10 − 2 of 10 points.
        var unit = await UnitAsync(round, "u1");
        Assert.Equal((4m, 0.5m, 80m), (Number(unit, "bonus"), Number(unit, "deductions"), Number(unit, "inspection")));
        Assert.Equal((100 * 50 + 80 * 50) / 100m + 4 - 0.5m, Number(unit, "total"));
        Assert.Equal(100m, Number(await UnitAsync(round, "u2"), "inspection"));
        var derivation = (await server.Anybody.GetAsync($"{round.Path}/results/u1/derivation?format=text&lang=zh")).Text.Replace("\n            ", "", StringComparison.Ordinal);
        Assert.Contains("adj-1：荣誉，省级；荣誉，a prize of the province（No. 9）。", derivation, StringComparison.Ordinal);
        Assert.Contains("min(3 + 3, 5) = 5", derivation, StringComparison.Ordinal);
        Assert.Contains("min(5, 4) = 4.00", derivation, StringComparison.Ordinal);
        Assert.Contains("max(0, 10 − 2) = 8.00", derivation, StringComparison.Ordinal);
        using var browser = new Browser(server.Address);
        var rows = (await browser.OpenAsync($"/rounds/{round.Round.Id}/results/u1")).All("#adjustments tbody tr").Select(row => row.TextContent).ToArray();
        Assert.Equal(4, rows.Length);
        Assert.Contains(rows, row => row.Contains("荣誉", StringComparison.Ordinal) && row.Contains("省级", StringComparison.Ordinal) && row.Contains("+3", StringComparison.Ordinal));
        Assert.Contains(rows, row => row.Contains("rubbish at the gate", StringComparison.Ordinal) && row.Contains("的得分中扣除", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"entry":"honour","level":"province","points":3,"fact":"a"}""", "/points")]
    [InlineData("""{"entry":"honour","fact":"a"}""", "/level")]
    [InlineData("""{"entry":"honour","level":"provinces","fact":"a"}""", "/level")]
    [InlineData("""{"entry":"late","level":"province","fact":"a"}""", "/level")]
    [InlineData("""{"entry":"honor","level":"province","fact":"a"}""", "/entry")]
    [InlineData("""{"kind":"deduction","entry":"honour","level":"province","fact":"a"}""", "/kind")]
    [InlineData("""{"kind":"daily","entry":"honour","level":"province","fact":"a"}""", "/kind")]
    [InlineData("""{"kind":"bonus","points":3,"rule":"§ 12","fact":"a"}""", "/entry")]
    [InlineData("""{"kind":"deduction","points":3,"rule":"§ 12","fact":"a"}""", "/entry")]
    public async Task An_adjustment_beside_the_catalogue_is_refused_with_the_pointer_of_the_fault(string body, string pointer)
    {
        var round = await OpenAsync();
        var faults = (await round.Inspector.PostAsync($"{round.Of("u1")}/adjustments", body)).Refuses(400, "bad-request").GetProperty("faults");
        Assert.Equal(pointer, Text(Assert.Single(faults.EnumerateArray()), "pointer"));
    }

    [Fact]
    public async Task An_adjustment_without_a_catalogue_names_no_entry()
    {
        var round = await SupervisedRound.OpenAsync(server);
        var faults = (await round.Inspector.PostAsync($"{round.Of("u1")}/adjustments", Honour)).Refuses(400, "bad-request").GetProperty("faults");
        Assert.Equal("/entry", Text(Assert.Single(faults.EnumerateArray()), "pointer"));
    }

    [Fact]
    public async Task A_criterion_of_the_catalogue_has_no_place_on_a_sheet()
    {
        var inspector = await Inspections.Inspector.AddAsync(server);
        var round = await OpenAsync(definition => definition["criteria"]!.AsArray().Add(JsonNode.Parse("""{"code": "law", "label": "法治", "source": "assessed", "points": 10}""")));
        (await server.Administrator.PutAsync($"{round.Path}/panels/north", $$"""{"label":{"zh":"北片","en":"North"},"inspectors":["{{inspector.Name}}"],"units":["u1"]}""")).Answers();
        var sheet = $"{round.Of("u1")}/inspections/{inspector.Name}";

        var faults = (await inspector.Caller.PutAsync(sheet, """{"basedOn":[],"points":{"law":5,"visit":5},"file":true}""")).Refuses(400, "bad-request").GetProperty("faults");
        Assert.Equal("/points/visit", Text(Assert.Single(faults.EnumerateArray()), "pointer"));
        Assert.Equal("filed", Text((await inspector.Caller.PutAsync(sheet, """{"basedOn":[],"points":{"law":5},"file":true}""")).Answers(), "state"));
    }

    [Fact]
    public async Task A_correction_names_an_entry_and_gets_its_points()
    {
        var objected = await ObjectedRound.PublishAsync(server.Site, definition => definition["entries"] = JsonNode.Parse(
            """[{"code":"honour","kind":"bonus","levels":{"nation":19,"city":1},"label":"荣誉"}]"""));
        var ticket = await objected.FileAsync();
        const string Entered = """{"change":"adjustment-entered","adjustment":{"id":"prize","kind":"bonus","fact":"a prize of the nation","entry":"honour","level":"nation"}}""";

        var refused = (await objected.Reviewer.PostAsync($"{objected.Path}/{ticket}/resolve", ObjectedRound.Uphold())).Refuses(400, "bad-correction");
        Assert.Equal("/corrections/0/adjustment/entry", Text(refused.GetProperty("faults")[0], "pointer"));
        (await objected.Reviewer.PostAsync($"{objected.Path}/{ticket}/resolve", ObjectedRound.Uphold(Entered.Replace("nation\"}", "world\"}", StringComparison.Ordinal)))).Refuses(400, "bad-correction");
        await objected.UpholdAsync(ticket, Entered);

        var unit = (await objected.ResultAsync()).GetProperty("classes")[0].GetProperty("units").EnumerateArray().Single(unit => Text(unit, "unit") == "u2");
        Assert.Equal(19, Number(unit, "bonus"));
    }

    /// <summary>Vote and inspection have half of the total each; the catalogue gives the only assessed criterion.</summary>
    private Task<SupervisedRound> OpenAsync(Action<JsonObject>? change = null) => SupervisedRound.OpenAsync(server, definition =>
    {
        definition["components"] = JsonNode.Parse("""{"vote": 50, "inspection": 50, "bonusCap": 4, "deductionCap": 2}""");
        definition["entries"] = JsonNode.Parse("""
            [{"code":"honour","kind":"bonus","label":"荣誉","levels":{"nation":5,"province":3,"city":1},"cap":5},
             {"code":"late","kind":"deduction","points":0.5},
             {"code":"mess","kind":"deduction","points":2,"criterion":"visit"}]
            """);
        change?.Invoke(definition);
    });

    private async Task<JsonElement> UnitAsync(SupervisedRound round, string code) => (await server.Administrator.GetAsync($"{round.Path}/results")).Answers()
        .GetProperty("classes").EnumerateArray().SelectMany(ranked => ranked.GetProperty("units").EnumerateArray()).Single(unit => Text(unit, "unit") == code);

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();

    private static decimal Number(JsonElement json, string name) => json.GetProperty(name).GetDecimal();
}
