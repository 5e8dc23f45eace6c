using System.Text.Json;
using System.Text.Json.Nodes;

namespace Evaluation.Testing;

/// <summary>A published round on a server, with u1 ranked before u2, and the accounts that handle its objections.</summary>
/// <param name="Unit">The account of unit u2.</param>
public sealed record ObjectedRound(TestRound Round, Caller Unit, Caller Reviewer, string ReviewerName, Caller Second)
{
    /// <summary>A bonus that ranks u2 before u1.</summary>
    public const string Bonus = """{"change":"adjustment-entered","adjustment":{"id":"prize","kind":"bonus","points":19,"rule":"§ 12","fact":"a prize of the province"}}""";

    public string Path => $"{Round.Path}/objections";

    /// <summary>Creates the round, its votes and its accounts, and publishes the result.</summary>
    public static async Task<ObjectedRound> PublishAsync(Site site, Action<JsonObject>? change = null)
    {
        var objected = await PrepareAsync(site, change);
        await objected.Round.MoveAsync("published");
        return objected;
    }

    /// <summary>The same up to the provisional result.</summary>
    /// <param name="voting">What else happens while voting is open.</param>
    public static async Task<ObjectedRound> PrepareAsync(Site site, Action<JsonObject>? change = null, Func<TestRound, Task>? voting = null)
    {
        var definition = SmallDefinition.Of(TestServer.NewId("objected"));
        SmallDefinition.Assessed(definition);
        definition["components"] = JsonNode.Parse("""{"vote": 100, "bonusCap": 20}""");
        definition["policies"] = JsonNode.Parse("""{"groupMin": 2, "objectionDays": 7}""");
        definition["vetoes"] = JsonNode.Parse("""[{"code": "bulletin", "when": {"fact": "named"}, "effect": "ineligible"}]""");
        change?.Invoke(definition);
        (await site.Administrator.PostAsync("/api/rounds", definition)).Answers(201);
        var round = new TestRound(site, (string)definition["id"]!);
        await round.MoveAsync("assessing", "voting");
        foreach (var voter in await round.IssueAsync("users", 3))
            (await round.CastAsync(voter, "u1:0,1", "u2:1,1", "u3:0,0")).Answers();
        if (voting is not null)
            await voting(round);
        await round.MoveAsync("sealed", "provisional");
        var (unit, _) = await StaffAsync(site, $$"""{"role":"unit","round":"{{round.Id}}","unit":"u2"}""");
        var (reviewer, name) = await StaffAsync(site, """{"role":"reviewer"}""");
        var (second, _) = await StaffAsync(site, """{"role":"reviewer"}""");
        return new(round, unit, reviewer, name, second);
    }

    public static async Task<(Caller Caller, string Name)> StaffAsync(Site site, params string[] roles)
    {
        var name = TestServer.NewId("staff");
        var added = await site.Administrator.PostAsync("/api/staff", $$"""{"name":"{{name}}","roles":[{{string.Join(',', roles)}}]}""");
        return (site.Staff(added.Answers(201).GetProperty("key").GetString()!), name);
    }

    /// <summary>Files an objection of unit u2 and returns its ticket.</summary>
    public async Task<string> FileAsync(string text = "we won a prize") =>
        (await Unit.PostAsync(Path, Objection(text: text))).Answers(201).GetProperty("id").GetString()!;

    /// <summary>Upholds an objection and approves it, as two persons.</summary>
    public async Task<JsonElement> UpholdAsync(string ticket, string corrections = Bonus)
    {
        (await Reviewer.PostAsync($"{Path}/{ticket}/resolve", Uphold(corrections))).Answers();
        return (await Second.PostAsync($"{Path}/{ticket}/approve")).Answers();
    }

    public static string Objection(string unit = "u2", string about = "/bonus", string text = "we won a prize", string? onBehalfOf = null) =>
        $$"""{"unit":"{{unit}}","about":"{{about}}","text":"{{text}}","onBehalfOf":{{(onBehalfOf is null ? "null" : $"\"{onBehalfOf}\"")}}}""";

    public static string Uphold(string corrections = Bonus) => $$"""{"decision":"upheld","answer":"you are right","corrections":[{{corrections}}]}""";

    public async Task<JsonElement[]> ListAsync(Caller caller) => [.. (await caller.GetAsync(Path)).Answers().EnumerateArray()];

    public async Task<JsonElement> ResultAsync(int? version = null) =>
        (await Round.Server.Anybody.GetAsync($"{Round.Path}/results{(version is null ? "" : $"?version={version}")}")).Answers();
}
