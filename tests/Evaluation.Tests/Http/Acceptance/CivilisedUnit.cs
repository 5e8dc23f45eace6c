using System.Text.Json;
using System.Text.Json.Nodes;
using Evaluation.Tests.Http.Inspections;

namespace Evaluation.Tests.Http.Acceptance;

/// <summary>The acceptance of one civilised unit by its real definition, and the accounts that work on it.</summary>
internal sealed record CivilisedUnit(TestServer Server, TestRound Round, Caller Unit, Caller Li, Caller Zhao, IReadOnlyList<Inspector> Inspectors)
{
    public static readonly string[] Criteria = ["leadership", "results", "morals", "law", "culture", "environment", "minors", "campaign"];

    public string Path => $"{Round.Path}/units/edu";

    public string Assessment => $"{Path}/self-assessment";

    /// <summary>The round is being assessed: 50 credentials are issued, and five inspectors are on the panel.</summary>
    public static async Task<CivilisedUnit> OpenAsync(TestServer server)
    {
        var definition = Sample("round-civilised-unit.json");
        var round = new TestRound(server.Site, TestServer.NewId("civilised"));
        definition["id"] = round.Id;
        (await server.Administrator.PostAsync("/api/rounds", definition)).Answers(201);
        var inspectors = new List<Inspector>();
        for (var count = 0; count < 5; count++)
            inspectors.Add(await Inspector.AddAsync(server));
        var panel = $$"""{"label":"考核组","inspectors":[{{string.Join(',', inspectors.Select(inspector => $"\"{inspector.Name}\""))}}],"units":["edu"]}""";
        (await server.Administrator.PutAsync($"{round.Path}/panels/one", panel)).Answers();
        await round.MoveAsync("assessing");
        return new(
            server, round, await server.StaffWithAsync($$"""{"role":"unit","round":"{{round.Id}}","unit":"edu"}"""),
            await server.StaffWithAsync("""{"role":"reviewer"}"""), await server.StaffWithAsync("""{"role":"reviewer"}"""), inspectors);
    }

    public static JsonObject Sample(string file) =>
        JsonNode.Parse(File.ReadAllText(System.IO.Path.Combine(AppContext.BaseDirectory, "Http", "Acceptance", file)))!.AsObject();

    /// <summary>Sends a sheet of an inspector, with the points in the order of <see cref="Criteria"/>.</summary>
    public Task<Answer> PutSheetAsync(Inspector inspector, decimal[] points, string basedOn, bool file)
    {
        var body = new JsonObject { ["basedOn"] = JsonNode.Parse($"[{basedOn}]"), ["points"] = new JsonObject(Criteria.Zip(points, (criterion, value) => KeyValuePair.Create(criterion, (JsonNode?)value))) };
        if (file)
            body["file"] = true;
        return inspector.Caller.PutAsync($"{Path}/inspections/{inspector.Name}", body);
    }

    /// <summary>Proposes an adjustment and lets another reviewer approve it.</summary>
    public async Task AdjustAsync(string kind, decimal points, string rule)
    {
        var id = await ProposeAsync(kind, points, rule);
        (await Zhao.PostAsync($"{Path}/adjustments/{id}/approval")).Answers();
    }

    /// <summary>The id of an adjustment that the first reviewer proposes.</summary>
    public async Task<string> ProposeAsync(string kind, decimal points, string rule)
    {
        var body = new JsonObject { ["kind"] = kind, ["points"] = points, ["rule"] = rule, ["fact"] = "stated in a document" };
        return (await Li.PostAsync($"{Path}/adjustments", body)).Answers(201).GetProperty("id").GetString()!;
    }

    /// <summary>A finding with a notice, from its opening to its closing: the number of the notice.</summary>
    public async Task<int> MendAsync(int number)
    {
        var opened = (await Inspectors[number % 5].Caller.PostAsync($"{Path}/findings", $$"""{"text":"finding {{number}}","dueOn":"2011-11-01","notice":true}""")).Answers(201);
        var finding = $"{Path}/findings/{opened.GetProperty("id").GetString()}";
        (await Unit.PostAsync($"{finding}/reply", """{"text":"mended"}""")).Answers();
        (await Inspectors[(number + 1) % 5].Caller.PostAsync($"{finding}/verification", """{"passed":true}""")).Answers();
        (await Li.PostAsync($"{finding}/closing", """{"note":"done"}""")).Answers();
        return opened.GetProperty("notice").GetInt32();
    }

    public async Task<JsonElement> FailCheckAsync(string day) =>
        (await Inspectors[0].Caller.PostAsync($"{Path}/spot-checks", $$"""{"failed":true,"on":"{{day}}"}""")).Answers(201);

    public async Task<JsonElement> StandingAsync() => (await Unit.GetAsync($"{Path}/standing")).Answers();
}
