using System.Text.Json;
using System.Text.Json.Nodes;

namespace Evaluation.Tests.Http.SelfAssessments;

/// <summary>A unit of a round with the criteria of a real self-assessment, and the accounts that work on it.</summary>
internal sealed record AssessedUnit(TestServer Server, TestRound Round, Caller Unit, Caller Reviewer)
{
    private static readonly (string Criterion, string Label, int Points)[] Criteria =
    [
        ("leadership", "领导班子", 15), ("results", "业务工作实绩", 16), ("morals", "思想道德风尚", 13), ("law", "遵纪守法、治安良好", 12), ("culture", "科技文化", 9), ("environment", "卫生与环境", 9),
        ("minors", "未成年人思想道德建设", 8), ("campaign", "创建工作", 18),
    ];

    /// <summary>The sample as the unit sent it: 97 points, declared 98, three lost points without a reason.</summary>
    public const string AsFiled = """
        {"items": [
          {"criterion": "leadership", "claimed": 15}, {"criterion": "results", "claimed": 16}, {"criterion": "morals", "claimed": 13}, {"criterion": "law", "claimed": 12},
          {"criterion": "culture", "claimed": 8, "reason": ""}, {"criterion": "environment", "claimed": 8, "reason": ""}, {"criterion": "minors", "claimed": 8},
          {"criterion": "campaign", "claimed": 17, "reason": ""}], "declaredTotal": 98}
        """;

    public string Path => $"{Round.Path}/units/u1/self-assessment";

    public string Claims => $"{Round.Path}/units/u1/claims";

    /// <summary>A round that is being assessed.</summary>
    /// <param name="headings">Headings of criteria, from the outermost, separated by " > "; null for none.</param>
    /// <param name="change">Changes the definition further.</param>
    public static async Task<AssessedUnit> InAsync(TestServer server, IReadOnlyList<(string Criterion, string Path)>? headings = null, Action<JsonObject>? change = null)
    {
        var round = await server.DraftAsync(definition =>
        {
            var criteria = definition["criteria"]!.AsArray();
            foreach (var (criterion, label, points) in Criteria)
                criteria.Add(new JsonObject { ["code"] = criterion, ["label"] = label, ["source"] = "assessed", ["points"] = points });
            foreach (var (criterion, path) in headings ?? [])
                criteria.First(known => (string?)known!["code"] == criterion)!["path"] = new JsonArray([.. path.Split(" > ").Select(heading => JsonValue.Create(heading))]);
            definition["components"] = JsonNode.Parse("""{"vote": 50, "self": 50}""");
            change?.Invoke(definition);
        });
        await round.MoveAsync("assessing");
        return new(
            server, round, await server.StaffWithAsync($$"""{"role":"unit","round":"{{round.Id}}","unit":"u1"}"""),
            await server.StaffWithAsync($$"""{"role":"reviewer","round":"{{round.Id}}"}"""));
    }

    /// <summary>A complete self-assessment: 97 points, with reasons.</summary>
    /// <param name="culture">The points of one criterion.</param>
    public static JsonObject Complete(long? basedOn = null, JsonNode? culture = null)
    {
        var body = JsonNode.Parse(AsFiled)!.AsObject();
        body.Remove("declaredTotal");
        foreach (var item in body["items"]!.AsArray())
            item!["reason"] = "no sports ground yet";
        body["items"]![4]!["claimed"] = culture ?? 8;
        if (basedOn is not null)
            body["basedOn"] = basedOn;
        return body;
    }

    public async Task<JsonElement> SaveAsync(JsonObject? body = null) => (await Unit.PutAsync(Path, body ?? Complete())).Answers();

    public Task<Answer> FileAsync(long version) => Unit.PostAsync($"{Path}/filing", $$"""{"version":{{version}}}""");

    public Task<Answer> ReopenAsync(string reason = "a page is missing") => Reviewer.PostAsync($"{Path}/reopening", $$"""{"reason":"{{reason}}"}""");

    public Task<Answer> DecideAsync(string criterion, string body) => Reviewer.PutAsync($"{Claims}/{criterion}", body);

    public async Task<AssessedUnit> FiledAsync()
    {
        await SaveAsync();
        (await FileAsync(1)).Answers();
        return this;
    }

    /// <summary>Computes the result of the round, in which the other units lack a self-assessment.</summary>
    public async Task ComputeAsync()
    {
        await Round.MoveAsync("voting", "sealed");
        var computed = await Round.TryMoveAsync("provisional");
        if (computed.Status == 409)
            computed = await Server.Administrator.PostAsync($"{Round.Path}/transitions", """{"to":"provisional","incomplete":"accept","reason":"a test"}""");
        computed.Answers();
    }

    public async Task DecideAllAsync()
    {
        foreach (var (criterion, _, points) in Criteria)
            (await DecideAsync(criterion, $$"""{"accepted":{{(criterion is "culture" or "environment" ? 8 : criterion == "campaign" ? 17 : points)}}}""")).Answers();
    }
}
