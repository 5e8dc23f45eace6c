using System.Text.Json.Nodes;

namespace Evaluation.Tests.Http.Awards;

/// <summary>Results feed the next round: 230 nominated units, ten, eight and one.</summary>
[Collection(SharedServer.Name)]
public sealed class FunnelTests(TestServer server)
{
    [Fact]
    public async Task Of_230_units_ten_then_eight_and_then_one_are_left()
    {
        var nominated = await server.DraftAsync(definition => RankedRound.Describe(definition, 230));
        await nominated.PublishAsync([.. Enumerable.Range(0, 230).Select(number => ($"u{number}", 229 - number))]);

        var ten = await NextAsync(nominated, 10);
        Assert.Equal(Codes(220, 229), await UnitsAsync(ten));
        await ten.PublishAsync([.. Enumerable.Range(220, 10).Select(number => ($"u{number}", number - 220))]);

        var eight = await NextAsync(ten, 8);
        Assert.Equal(Codes(220, 227), await UnitsAsync(eight));
        // Units of different classes with the same figures share the first rank.
        await eight.PublishAsync([.. Enumerable.Range(220, 8).Select(number => ($"u{number}", number is 221 or 226 ? 0 : number - 200))]);

        var tie = (await CreateAsync(TestServer.NewId(), eight, 1, 1)).Refuses(409, "tie-at-border");
        Assert.Equal(["u221", "u226"], tie.GetProperty("units").EnumerateArray().Select(unit => unit.GetString()));
        (await CreateAsync(TestServer.NewId(), eight, 1, 1, "u220")).Refuses(422, "bad-selection");
        var one = await NextAsync(eight, 1, "u226");
        Assert.Equal(["u226"], await UnitsAsync(one));
        var definition = (await one.StateAsync()).GetProperty("definition");
        Assert.Equal("c2", Assert.Single(definition.GetProperty("classes").EnumerateArray()).GetProperty("code").GetString());
        Assert.Equal("第一名", definition.GetProperty("title").GetProperty("zh").GetString());
        Assert.Equal(16, definition.GetProperty("options").GetArrayLength());
    }

    [Fact]
    public async Task The_units_keep_their_former_codes_and_the_lineage_goes_on()
    {
        var (old, now) = (TestServer.NewId("unit"), TestServer.NewId("unit"));
        await server.DraftAsync(definition => definition["units"]![0]!["code"] = old);
        var round = await server.DraftAsync(definition =>
        {
            RankedRound.Describe(definition, 2);
            definition["units"]![0]!["code"] = now;
            definition["units"]![0]!["formerly"] = new JsonArray(old);
        });
        await round.PublishAsync([(now, 0), ("u1", 1)]);
        var next = await NextAsync(round, 1);
        var unit = Assert.Single((await next.StateAsync()).GetProperty("definition").GetProperty("units").EnumerateArray());
        Assert.Equal((now, old), (unit.GetProperty("code").GetString(), unit.GetProperty("formerly")[0].GetString()));
    }

    [Fact]
    public async Task The_next_round_is_made_from_a_published_version_only()
    {
        var round = await server.DraftAsync(definition => RankedRound.Describe(definition, 3));
        (await CreateAsync(TestServer.NewId(), round, 1, 1)).Refuses(409, "wrong-state");
        await round.PublishAsync([("u0", 2), ("u1", 1), ("u2", 0)]);
        (await CreateAsync(TestServer.NewId(), round, 2, 1)).Refuses(404, "no-such-version");
        (await CreateAsync(TestServer.NewId(), round, 1, 4)).Refuses(422, "bad-selection");
        (await CreateAsync(TestServer.NewId(), round with { Id = "unknown" }, 1, 1)).Refuses(404, "no-such-round");
        (await CreateAsync(round.Id, round, 1, 1)).Refuses(409, "round-exists");
        await round.MoveAsync("final", "archived");
        Assert.Equal(["u1", "u2"], await UnitsAsync(await NextAsync(round, 2)));
    }

    [Theory]
    [InlineData("""{"id":"x","title":"X","from":{}}""", "/from/round,/from/top,/from/version")]
    [InlineData("""{"from":{"round":"r","version":1,"top":0,"units":"u1"},"criteria":[]}""", "/criteria,/from/top,/from/units,/id,/title")]
    public async Task A_body_with_faults_is_refused_with_all_of_them(string body, string pointers)
    {
        var faults = (await server.Administrator.PostAsync("/api/rounds", body)).Refuses(400, "invalid-definition").GetProperty("faults");
        Assert.Equal(pointers.Split(','), faults.EnumerateArray().Select(fault => fault.GetProperty("pointer").GetString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_fault_of_the_copied_definition_is_reported_by_its_pointer()
    {
        var round = await server.DraftAsync(definition => RankedRound.Describe(definition, 2));
        await round.PublishAsync([("u0", 0), ("u1", 1)]);
        var faults = (await CreateAsync("Not a slug", round, 1, 1)).Refuses(400, "invalid-definition").GetProperty("faults");
        Assert.Equal("/id", Assert.Single(faults.EnumerateArray()).GetProperty("pointer").GetString());
    }

    private Task<Answer> CreateAsync(string id, TestRound from, int version, int top, params string[] units)
    {
        var body = JsonNode.Parse($$"""{"id":"{{id}}","title":{"zh":"第一名"},"from":{"round":"{{from.Id}}","version":{{version}},"top":{{top}} } }""")!;
        if (units.Length > 0)
            body["from"]!["units"] = new JsonArray([.. units.Select(unit => (JsonNode)unit)]);
        return server.Administrator.PostAsync("/api/rounds", body);
    }

    private async Task<TestRound> NextAsync(TestRound from, int top, params string[] units)
    {
        var id = TestServer.NewId();
        (await CreateAsync(id, from, 1, top, units)).Answers(201);
        return new(from.Server, id);
    }

    private static async Task<string[]> UnitsAsync(TestRound round) =>
        [.. (await round.StateAsync()).GetProperty("definition").GetProperty("units").EnumerateArray().Select(unit => unit.GetProperty("code").GetString()!)];

    private static string[] Codes(int first, int last) => [.. Enumerable.Range(first, last - first + 1).Select(number => $"u{number}")];
}
