using System.Text.Json.Nodes;

namespace Evaluation.Browser.Tests.Assessment;

/// <summary>A round that is being assessed, with an account for each of its roles. Unit u1 has a panel of one inspector.</summary>
internal sealed record StaffRound(TestRound Round, IReadOnlyDictionary<string, (string Name, string Key)> Accounts)
{
    public string Assessment => $"/unit/{Round.Id}/u1/self-assessment";

    public string Sheet => $"/inspection/{Round.Id}/u1";

    /// <param name="change">A further change of the definition.</param>
    public static async Task<StaffRound> OpenAsync(BrowserFixture fixture, Action<JsonObject>? change = null)
    {
        var server = fixture.Server;
        var round = await server.DraftAsync(definition =>
        {
            definition["criteria"]!.AsArray().Add(JsonNode.Parse("""{"code": "visit", "label": "现场", "source": "assessed", "points": 10, "path": ["创建工作", "走访"]}"""));
            definition["criteria"]!.AsArray().Add(JsonNode.Parse("""{"code": "files", "label": "台账", "source": "assessed", "points": 5, "path": ["创建工作", "资料"]}"""));
            definition["components"] = JsonNode.Parse("""{"vote": 50, "inspection": 30, "self": 20}""");
            change?.Invoke(definition);
        });
        await round.MoveAsync("assessing");
        var accounts = new Dictionary<string, (string Name, string Key)>();
        foreach (var (role, unit) in new[] { ("unit", ""","unit":"u1" """), ("inspector", ""), ("reviewer", "") })
        {
            var name = TestServer.NewId(role);
            var added = await server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{name}}","roles":[{"role":"{{role}}","round":"{{round.Id}}"{{unit}}}]}""");
            accounts[role] = (name, added.Answers(201).GetProperty("key").GetString()!);
        }
        (await server.Administrator.PutAsync($"{round.Path}/panels/north", $$"""{"label":"North","inspectors":["{{accounts["inspector"].Name}}"],"units":["u1"]}""")).Answers();
        return new(round, accounts);
    }

    public Caller As(string role) => Round.Server.Staff(Accounts[role].Key);

    public Task SignInAsync(Visitor visitor, string role) => visitor.SignInAsync(Accounts[role].Name, Accounts[role].Key);

    /// <summary>Files a self-assessment in which one point is lost.</summary>
    public async Task FileAssessmentAsync()
    {
        var unit = $"{Round.Path}/units/u1/self-assessment";
        (await As("unit").PutAsync(unit, """{"items":[{"criterion":"visit","claimed":9,"reason":"one page is missing"},{"criterion":"files","claimed":5}]}""")).Answers();
        (await As("unit").PostAsync($"{unit}/filing", """{"version":1}""")).Answers();
    }
}
