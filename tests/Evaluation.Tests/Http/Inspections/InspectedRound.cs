using System.Text.Json;

namespace Evaluation.Tests.Http.Inspections;

/// <summary>A round without a vote, with two assessed criteria: law (10 points) and visit (20), and panel north for u1 and u2.</summary>
internal sealed record InspectedRound(TestServer Server, TestRound Round, Inspector Wang, Inspector Chen)
{
    public string Path => Round.Path;

    public static async Task<InspectedRound> CreateAsync(TestServer server, bool isOpen = true)
    {
        var round = await server.DraftAsync(definition =>
        {
            SmallDefinition.WithoutVote(definition);
            definition["criteria"] = System.Text.Json.Nodes.JsonNode.Parse(
                """[{"code": "law", "label": "法治", "source": "assessed", "points": 10}, {"code": "visit", "label": "验收", "source": "assessed", "points": 20}]""");
        });
        var inspected = new InspectedRound(server, round, await Inspector.AddAsync(server), await Inspector.AddAsync(server));
        (await inspected.SetPanelAsync("north", inspected.Panel())).Answers();
        if (isOpen)
            await round.MoveAsync("assessing");
        return inspected;
    }

    public string Panel(string units = "\"u1\",\"u2\"", string? inspectors = null, string more = "") =>
        $$"""{"label":{"zh":"北片","en":"North"},"inspectors":[{{inspectors ?? $"\"{Wang.Name}\",\"{Chen.Name}\""}}],"units":[{{units}}]{{more}}}""";

    public Task<Answer> SetPanelAsync(string panel, string body) => Server.Administrator.PutAsync($"{Path}/panels/{panel}", body);

    public string SheetPath(Inspector inspector, string unit = "u1") => $"{Path}/units/{unit}/inspections/{inspector.Name}";

    public Task<Answer> PutAsync(Inspector inspector, string body, string unit = "u1") => inspector.Caller.PutAsync(SheetPath(inspector, unit), body);

    /// <summary>Files a whole sheet over the versions named.</summary>
    public Task<Answer> FileAsync(Inspector inspector, string law, string visit, string basedOn = "", string unit = "u1") =>
        PutAsync(inspector, $$"""{"basedOn":[{{basedOn}}],"points":{"law":{{law}},"visit":{{visit}}},"file":true}""", unit);

    public async Task<JsonElement> ReadAsync(Caller caller, string unit = "u1") => (await caller.GetAsync($"{Path}/units/{unit}/inspections")).Answers();

    /// <summary>The sheets that the caller sees: each inspector with the state.</summary>
    public async Task<string> SeenAsync(Caller caller) => string.Join(
        ", ", (await ReadAsync(caller)).GetProperty("sheets").EnumerateArray().Select(sheet => $"{Name(sheet.GetProperty("inspector").GetString()!)} {sheet.GetProperty("state").GetString()}"));

    public async Task PublishAsync() => await Round.MoveAsync("sealed", "provisional", "published");

    private string Name(string inspector) => inspector == Wang.Name ? "wang" : inspector == Chen.Name ? "chen" : inspector;
}

internal sealed record Inspector(string Name, Caller Caller, string Key)
{
    public static async Task<Inspector> AddAsync(TestServer server, string roles = """{"role":"inspector"}""")
    {
        var name = TestServer.NewId("inspector");
        var added = await server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{name}}","roles":[{{roles}}]}""");
        var key = added.Answers(201).GetProperty("key").GetString()!;
        return new(name, server.Staff(key), key);
    }
}
