using System.Text.Json;
using System.Text.Json.Nodes;

namespace Evaluation.Tests.Http.Results;

[Collection(SharedServer.Name)]
public sealed class HistoryTests(TestServer server)
{
    [Fact]
    public async Task A_units_history_is_public_and_contains_only_published_figures()
    {
        var (old, now) = (TestServer.NewId("unit"), TestServer.NewId("unit"));
        (await server.Anybody.GetAsync($"/api/units/{old}/history")).Refuses(404, "not-found");
        var first = await PublishAsync(2019, old, null, 0, 1);
        var second = await PublishAsync(2020, now, old, 0, 0);
        var open = await server.OpenAsync(definition => Describe(definition, 2021, now, null));

        var history = (await server.Anybody.GetAsync($"/api/units/{now}/history")).Answers();
        var rounds = history.GetProperty("rounds");
        Assert.Equal([first.Id, second.Id], rounds.EnumerateArray().Select(round => round.GetProperty("round").GetString()));
        Assert.Equal((88m, 100m), (Number(rounds[0], "total"), Number(rounds[1], "total")));
        Assert.Equal((1, 2), (rounds[1].GetProperty("rank").GetInt32(), rounds[1].GetProperty("unitsInClass").GetInt32()));
        var change = rounds[1].GetProperty("changes")[0];
        Assert.Equal((first.Id, old, true), (change.GetProperty("round").GetString(), change.GetProperty("unit").GetString(), change.GetProperty("comparable").GetBoolean()));
        Assert.Equal((12m, 12m, 12m), (Number(change.GetProperty("total"), "difference"), Number(change.GetProperty("total"), "low"), Number(change.GetProperty("total"), "high")));
        Assert.True(Number(change.GetProperty("top"), "low") < Number(change.GetProperty("top"), "difference"));
        Assert.Equal(TimeSpan.FromHours(8), rounds[0].GetProperty("publishedAt").GetDateTimeOffset().Offset);

        // A result that is not public is left out, even for the administrator.
        await open.MoveAsync("sealed", "provisional");
        Assert.Equal(2, (await server.Administrator.GetAsync($"/api/units/{now}/history")).Answers().GetProperty("rounds").GetArrayLength());
        await open.MoveAsync("published");
        await Eventually.IsTrueAsync(
            async () => (await server.Anybody.GetAsync($"/api/units/{now}/history")).Answers().GetProperty("rounds").GetArrayLength() == 3, "the third round is in the history");
        var before = (await server.Anybody.GetAsync($"/api/units/{old}/history")).Answers();
        Assert.Equal((1, now), (before.GetProperty("rounds").GetArrayLength(), before.GetProperty("successors")[0].GetString()));
    }

    [Fact]
    public async Task A_definition_may_name_only_former_codes_of_other_rounds()
    {
        var (known, unit) = (TestServer.NewId("unit"), TestServer.NewId("unit"));
        await server.DraftAsync(definition => Describe(definition, 2018, known, null));
        var round = await server.DraftAsync(definition => Describe(definition, 2019, unit, known));

        var unknown = SmallDefinition.Of(round.Id);
        Describe(unknown, 2019, unit, $"{known}-x");
        unknown["policies"]!["decimals"] = 99;
        var faults = (await server.Administrator.PutAsync(round.Path, unknown)).Refuses(400, "invalid-definition").GetProperty("faults");
        Assert.Equal(["/policies/decimals", "/units/0/formerly/0"], faults.EnumerateArray().Select(fault => fault.GetProperty("pointer").GetString()).Order());

        // Earlier contents of the draft itself do not count as another round.
        var itself = SmallDefinition.Of(round.Id);
        Describe(itself, 2019, known, unit);
        (await server.Administrator.PutAsync(round.Path, itself)).Refuses(400, "invalid-definition");
        var circle = SmallDefinition.Of(TestServer.NewId());
        Describe(circle, 2020, known, unit);
        (await server.Administrator.PostAsync("/api/rounds", circle)).Refuses(400, "invalid-definition");
    }

    /// <summary>A published round of a year in which two users gave the unit these marks.</summary>
    private async Task<TestRound> PublishAsync(int year, string unit, string? formerly, int first, int second)
    {
        var round = await server.OpenAsync(definition => Describe(definition, year, unit, formerly));
        foreach (var voter in await round.IssueAsync("users", 2))
            (await round.CastAsync(voter, $"{unit}:{first},{second}", "u2:2,2")).Answers();
        await round.MoveAsync("sealed", "provisional", "published");
        return round;
    }

    private static void Describe(JsonObject definition, int year, string unit, string? formerly)
    {
        definition["period"] = JsonNode.Parse($$"""{"from": "{{year}}-01-01", "to": "{{year}}-12-31"}""");
        definition["units"]![0]!["code"] = unit;
        if (formerly is not null)
            definition["units"]![0]!["formerly"] = new JsonArray(formerly);
    }

    private static decimal Number(JsonElement element, string name) => element.GetProperty(name).GetDecimal();
}
