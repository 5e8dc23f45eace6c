using System.Text.Json.Nodes;

namespace Evaluation.Tests.Http.Inspections;

/// <summary>From a definition with bodies, weights and periods to the published result.</summary>
[Collection(SharedServer.Name)]
public sealed class BodyWalkTests(TestServer server)
{
    private const string Peers = """{"label":"Peers","inspectors":[{0}],"units":["u1"],"by":"peers"}""";

    [Fact]
    public async Task Bodies_score_their_own_criteria_and_every_figure_is_published_and_derived()
    {
        var round = await DraftAsync();
        var (li, wang, chen) = (await Inspector.AddAsync(server), await Inspector.AddAsync(server), await Inspector.AddAsync(server));
        await SetPanelsAsync(round, li, wang, chen);
        await round.MoveAsync("assessing");
        var seen = (await server.Administrator.GetAsync($"{round.Path}/panels/lead")).Answers();
        Assert.Equal(("leaders", 80), (seen.GetProperty("by").GetString(), seen.GetProperty("inspectors")[0].GetProperty("weight").GetDecimal()));

        Refused(await PutAsync(round, li, """{"points":{"work":1}}"""), "/points/work");
        Refused(await PutAsync(round, li, """{"period":"2026-Q1","points":{}}"""), "/period");
        Refused(await PutAsync(round, chen, """{"points":{}}"""), "/period");
        Refused(await PutAsync(round, chen, """{"period":"2026-Q9","points":{}}"""), "/period");
        (await PutAsync(round, li, """{"points":{"duty":30},"file":true}""")).Answers();
        var filed = (await PutAsync(round, chen, """{"period":"2026-Q1","points":{"work":20},"file":true}""")).Answers();
        Assert.Equal(("peers", "2026-Q1"), (filed.GetProperty("by").GetString(), filed.GetProperty("period").GetString()));

        // Chen does not see the leaders' sheet, and the period that is missing is named, with the leader who has not filed.
        Assert.Equal([$"{chen.Name} 2026-Q1"], await SeenAsync(round, chen.Caller));
        Assert.Equal([$"{li.Name} "], await SeenAsync(round, li.Caller));
        var staff = (await server.Administrator.GetAsync($"{round.Path}/units/u1/inspections")).Answers();
        Assert.Equal(2, staff.GetProperty("due").EnumerateArray().Count(due => due.GetProperty("filed").GetBoolean()));
        Assert.Equal(4, staff.GetProperty("due").GetArrayLength());
        Assert.Equal(["lead", "peers"], staff.GetProperty("panels").EnumerateArray().Select(panel => panel.GetProperty("panel").GetString()!));
        await round.MoveAsync("sealed");
        var incomplete = (await round.TryMoveAsync("provisional")).Refuses(409, "incomplete");
        var entries = incomplete.GetProperty("units").EnumerateArray().Single(unit => unit.GetProperty("unit").GetString() == "u1").GetProperty("entries").GetRawText();
        Assert.Equal("""[{"component":"inspection","by":"leaders"},{"component":"inspection","by":"peers","criterion":"work","period":"2026-Q2"}]""", entries);

        (await PutAsync(round, chen, """{"period":"2026-Q2","points":{"work":10},"file":true}""")).Answers();
        (await PutAsync(round, wang, """{"points":{"duty":60},"file":true}""")).Answers();
        await round.MoveAsync("provisional", "published");

        // (80·30 + 20·60) ÷ 100 = 36 of 60, and (20 + 10) ÷ 2 = 15 of 40: 51 of 100.
        var result = (await server.Anybody.GetAsync($"{round.Path}/results")).Answers();
        var unit = result.GetProperty("classes").EnumerateArray().SelectMany(one => one.GetProperty("units").EnumerateArray()).Single(one => one.GetProperty("unit").GetString() == "u1");
        Assert.Equal(51, unit.GetProperty("inspection").GetDecimal());
        Assert.Equal("""[{"by":"leaders","score":60.00,"sheets":2},{"by":"peers","score":37.50,"sheets":2}]""", unit.GetProperty("bodies").GetRawText());
        Assert.Equal("2026-Q2", unit.GetProperty("assessed")[1].GetProperty("periods")[1].GetProperty("period").GetString());
        var derivation = (await server.Anybody.GetAsync($"{round.Path}/results/u1/derivation")).Text;
        foreach (var part in new[] { "Score of Leaders", "Score of Peers", "F21", "F30", "Σ a·x ÷ Σ a" })
            Assert.Contains(part, derivation, StringComparison.Ordinal);
        var other = (await server.Anybody.GetAsync($"{round.Path}/results/u2/derivation")).Text;
        Assert.Contains("a sheet of Leaders", other, StringComparison.Ordinal);

        var table = (await server.Anybody.GetAsync($"{round.Path}/export?what=results&format=json")).Text;
        Assert.Contains("body.leaders.score", table, StringComparison.Ordinal);
        var sheets = (await server.Anybody.GetAsync($"{round.Path}/export?what=inspections&format=csv")).Text;
        Assert.Contains($"{chen.Name},peers,peers,,2026-Q1,work", sheets, StringComparison.Ordinal);
        Assert.Contains($"{li.Name},lead,leaders,80,,duty", sheets, StringComparison.Ordinal);
        foreach (var language in new[] { "en", "zh" })
        {
            var page = (await server.Anybody.GetAsync($"/rounds/{round.Id}/results/u1", ("Accept", "text/html"), ("Accept-Language", language))).Text;
            Assert.Contains(language == "en" ? "Assessing bodies" : "评价机构", page, StringComparison.Ordinal);
            Assert.Equal(200, (await server.Anybody.GetAsync($"/rounds/{round.Id}/results", ("Accept", "text/html"), ("Accept-Language", language))).Status);
        }
    }

    [Fact]
    public async Task A_panel_that_contradicts_the_rules_is_refused_at_the_pointer()
    {
        var round = await DraftAsync();
        var (li, wang) = (await Inspector.AddAsync(server), await Inspector.AddAsync(server));
        Refused(await SetAsync(round, "lead", $$"""{"label":"x","inspectors":["{{li.Name}}"],"units":["u1"]}"""), "/by");
        Refused(await SetAsync(round, "lead", $$"""{"label":"x","inspectors":["{{li.Name}}"],"units":["u1"],"by":"leader"}"""), "/by");
        Refused(await SetAsync(round, "p", $$"""{"label":"x","inspectors":[{"name":"{{li.Name}}","weight":50}],"units":["u1"],"by":"peers"}"""), "/inspectors");
        Refused(await SetAsync(round, "lead", $$"""{"label":"x","inspectors":[{"name":"{{li.Name}}","weight":50},"{{wang.Name}}"],"units":["u1"],"by":"leaders"}"""), "/inspectors/1");
        Refused(await SetAsync(round, "lead", $$"""{"label":"x","inspectors":[{"name":"{{li.Name}}","weight":0}],"units":["u1"],"by":"leaders"}"""), "/inspectors/0/weight");
        (await SetAsync(round, "lead", $$"""{"label":"x","inspectors":["{{li.Name}}"],"units":["u1"],"by":"leaders"}""")).Answers();
        (await SetAsync(round, "p", $$"""{"label":"x","inspectors":["{{li.Name}}"],"units":["u1"],"by":"peers"}""")).Refuses(409, "panels-mixed");
        (await SetAsync(round, "lead-2", $$"""{"label":"x","inspectors":["{{wang.Name}}"],"units":["u1"],"by":"leaders"}""")).Refuses(409, "panels-mixed");
        var warnings = (await server.Administrator.GetAsync(round.Path)).Answers().GetProperty("warnings").EnumerateArray().Select(warning => $"{warning.GetProperty("pointer")} {warning.GetProperty("code")}");
        Assert.Contains("/assessors/1 no-panels", warnings);
    }

    [Fact]
    public async Task A_draft_with_a_panel_that_contradicts_changed_rules_opens_when_one_of_both_is_corrected()
    {
        var round = await DraftAsync();
        var li = await Inspector.AddAsync(server);
        string Lead(string by) => $$"""{"label":"x","inspectors":["{{li.Name}}"],"units":["u1"],"by":"{{by}}"}""";
        (await SetAsync(round, "lead", Lead("leaders"))).Answers();
        var definition = (await round.StateAsync()).GetProperty("definition").GetRawText().Replace("\"leaders\"", "\"chiefs\"", StringComparison.Ordinal);
        (await server.Administrator.PutAsync(round.Path, JsonNode.Parse(definition)!)).Answers();

        var seen = (await server.Administrator.GetAsync($"{round.Path}/panels/lead")).Answers();
        Assert.Equal("/by", Assert.Single(seen.GetProperty("faults").EnumerateArray()).GetProperty("pointer").GetString());
        Assert.True((await server.Administrator.GetAsync($"{round.Path}/panels")).Answers().GetProperty("items")[0].TryGetProperty("faults", out _));
        Assert.Contains((await server.Administrator.GetAsync(round.Path)).Answers().GetProperty("warnings").EnumerateArray(), warning => warning.GetProperty("code").GetString() == "panel-against-rules");
        var refused = (await round.TryMoveAsync("assessing")).Refuses(409, "panel-against-rules");
        Assert.Equal("lead", refused.GetProperty("panel").GetString());
        Assert.Equal("draft", (await round.StateAsync()).GetProperty("state").GetString());

        Assert.False((await SetAsync(round, "lead", Lead("chiefs"))).Answers().TryGetProperty("faults", out _));
        Assert.False((await server.Administrator.GetAsync($"{round.Path}/panels/lead")).Answers().TryGetProperty("faults", out _));
        await round.MoveAsync("assessing");
    }

    [Fact]
    public async Task Two_accounts_of_one_person_do_not_assess_a_unit_for_two_bodies()
    {
        var round = await DraftAsync();
        var (one, two) = (TestServer.NewId("inspector"), TestServer.NewId("inspector"));
        foreach (var name in new[] { one, two })
            (await server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{name}}","person":"{{one}}","roles":[{"role":"inspector"}]}""")).Answers(201);
        (await SetAsync(round, "lead", $$"""{"label":"x","inspectors":["{{one}}"],"units":["u1"],"by":"leaders"}""")).Answers();
        (await SetAsync(round, "p", $$"""{"label":"x","inspectors":["{{two}}"],"units":["u1"],"by":"peers"}""")).Refuses(409, "same-person");
    }

    [Fact]
    public async Task Claims_of_a_criterion_with_periods_are_filed_and_decided_by_period()
    {
        var round = await DraftAsync("""{"inspection":50,"self":50}""");
        await round.MoveAsync("assessing");
        var unit = await Inspector.AddAsync(server, $$"""{"role":"unit","round":"{{round.Id}}","unit":"u1"}""");
        var reviewer = await Inspector.AddAsync(server, """{"role":"reviewer"}""");
        var path = $"{round.Path}/units/u1";
        Refused(await unit.Caller.PutAsync($"{path}/self-assessment", """{"items":[{"criterion":"work","claimed":40}]}"""), "/items/0/period");
        Refused(await unit.Caller.PutAsync($"{path}/self-assessment", """{"items":[{"criterion":"duty","claimed":40,"period":"2026-Q1"}]}"""), "/items/0/period");
        var half = """{"criterion":"duty","claimed":60},{"criterion":"work","claimed":40,"period":"2026-Q1"}""";
        var saved = (await unit.Caller.PutAsync($"{path}/self-assessment", $$"""{"items":[{{half}}]}""")).Answers();
        Assert.Contains("has no item for 2026-Q2", saved.GetProperty("faults").GetRawText(), StringComparison.Ordinal);
        saved = (await unit.Caller.PutAsync($"{path}/self-assessment", $$"""{"items":[{{half}},{"criterion":"work","claimed":20,"reason":"x","period":"2026-Q2"}],"declaredTotal":90}""")).Answers();
        Assert.Equal((90, 100, 0), (saved.GetProperty("total").GetDecimal(), saved.GetProperty("maximum").GetDecimal(), saved.GetProperty("faults").GetArrayLength()));
        (await unit.Caller.PostAsync($"{path}/self-assessment/filing", """{"version":2}""")).Answers();

        Refused(await reviewer.Caller.PutAsync($"{path}/claims/work", """{"accepted":20}"""), "/period");
        (await reviewer.Caller.PutAsync($"{path}/claims/work", """{"accepted":10,"reason":"y","period":"2026-Q2"}""")).Answers();
        (await reviewer.Caller.PutAsync($"{path}/claims/work", """{"accepted":40,"period":"2026-Q1"}""")).Answers();
        (await reviewer.Caller.PutAsync($"{path}/claims/duty", """{"accepted":60}""")).Answers();
        Assert.Equal(3, (await server.Administrator.GetAsync($"{path}/claims")).Answers().GetProperty("items").GetArrayLength());
        Assert.Equal(10, (await server.Administrator.GetAsync($"{path}/claims/work?period=2026-Q2")).Answers().GetProperty("accepted").GetDecimal());
        var rows = (await server.Administrator.GetAsync($"{round.Path}/export?what=assessments&format=csv")).Text;
        Assert.Contains("2026-Q2", rows, StringComparison.Ordinal);
        using var table = new StringContent("criterion,period,claimed,reason\nduty,,60,\nwork,2026-q1,40,\nwork,2026-Q2,20,x\n", System.Text.Encoding.UTF8, "text/csv");
        (await reviewer.Caller.PostAsync($"{path}/self-assessment/reopening", """{"reason":"again"}""")).Answers();
        var imported = (await unit.Caller.SendAsync(HttpMethod.Post, $"{path}/self-assessment/import?format=csv", table)).Answers();
        Assert.Equal((90, "2026-Q1"), (imported.GetProperty("total").GetDecimal(), imported.GetProperty("read")[0].GetProperty("is").GetString()));
    }

    private async Task<TestRound> DraftAsync(string components = """{"inspection":100}""") => await server.DraftAsync(definition =>
    {
        SmallDefinition.WithoutVote(definition);
        definition["criteria"] = JsonNode.Parse("""
            [{"code":"duty","label":"履职","source":"assessed","points":60,"by":"leaders"},
             {"code":"work","label":"工作","source":"assessed","points":40,"by":"peers","periods":["2026-Q1","2026-Q2"]}]
            """);
        definition["assessors"] = JsonNode.Parse("""[{"code":"leaders","label":{"zh":"领导","en":"Leaders"},"trim":"none"},{"code":"peers","label":{"zh":"同行","en":"Peers"}}]""");
        definition["components"] = JsonNode.Parse(components);
    });

    private async Task SetPanelsAsync(TestRound round, Inspector li, Inspector wang, Inspector chen)
    {
        (await SetAsync(round, "lead", $$"""{"label":"Leaders","inspectors":[{"name":"{{li.Name}}","weight":80},{"name":"{{wang.Name}}","weight":20}],"units":["u1"],"by":"leaders"}""")).Answers();
        (await SetAsync(round, "peers", Peers.Replace("{0}", $"\"{chen.Name}\"", StringComparison.Ordinal))).Answers();
    }

    private Task<Answer> SetAsync(TestRound round, string panel, string body) => server.Administrator.PutAsync($"{round.Path}/panels/{panel}", body);

    private static Task<Answer> PutAsync(TestRound round, Inspector inspector, string body) => inspector.Caller.PutAsync($"{round.Path}/units/u1/inspections/{inspector.Name}", body);

    private static async Task<string[]> SeenAsync(TestRound round, Caller caller) =>
    [
        .. (await caller.GetAsync($"{round.Path}/units/u1/inspections")).Answers().GetProperty("sheets").EnumerateArray()
            .Select(sheet => $"{sheet.GetProperty("inspector").GetString()} {(sheet.TryGetProperty("period", out var period) ? period.GetString() : "")}"),
    ];

    private static void Refused(Answer answer, string pointer) =>
        Assert.Contains(pointer, answer.Refuses(400, "bad-request").GetProperty("faults").EnumerateArray().Select(fault => fault.GetProperty("pointer").GetString()));
}
