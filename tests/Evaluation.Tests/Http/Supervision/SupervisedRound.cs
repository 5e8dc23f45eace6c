using System.Text.Json;
using System.Text.Json.Nodes;

namespace Evaluation.Tests.Http.Supervision;

/// <summary>A round in assessment with two vetoes, and the accounts that supervise its units.</summary>
/// <param name="Unit">The account of unit u1.</param>
internal sealed record SupervisedRound(TestRound Round, Caller Inspector, Caller Reviewer, Caller Second, Caller Unit)
{
    public string Path => Round.Path;

    public string Of(string unit) => $"{Round.Path}/units/{unit}";

    public static async Task<SupervisedRound> OpenAsync(TestServer server, Action<JsonObject>? change = null)
    {
        var round = await server.DraftAsync(definition =>
        {
            SmallDefinition.Assessed(definition);
            definition["period"] = JsonNode.Parse("""{"from":"2011-01-01","to":"2011-12-31"}""");
            definition["components"] = JsonNode.Parse("""{"vote": 70, "inspection": 0, "daily": 30, "bonusCap": 10}""");
            definition["vetoes"] = JsonNode.Parse("""
                [{"code":"checks","when":{"failedSpotChecks":3},"effect":"ineligible"},
                 {"code":"bulletin","when":{"fact":"named-in-bulletin"},"effect":"ineligible","label":{"zh":"受到通报","en":"Named in a bulletin"}}]
                """);
            change?.Invoke(definition);
        });
        await round.MoveAsync("assessing");
        return new(
            round, await server.StaffWithAsync("""{"role":"inspector"}"""), await server.StaffWithAsync("""{"role":"reviewer"}"""),
            await server.StaffWithAsync("""{"role":"reviewer"}"""), await server.StaffWithAsync($$"""{"role":"unit","round":"{{round.Id}}","unit":"u1"}"""));
    }

    public static string[] Vetoes(JsonElement answer) => [.. answer.GetProperty("vetoes").EnumerateArray().Select(veto => veto.GetProperty("veto").GetString()!)];
}
