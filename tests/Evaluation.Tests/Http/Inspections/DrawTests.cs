using System.Text.Json;

namespace Evaluation.Tests.Http.Inspections;

/// <summary>Draws against values that Python's hashlib has computed.</summary>
[Collection(SharedServer.Name)]
public sealed class DrawTests(TestServer server)
{
    private const string Seeded = """{"id":"spot-1","of":"units","count":2,"seed":"closing 3456","reason":"抽查"}""";

    [Fact]
    public async Task A_draw_of_units_lists_its_pool_and_is_public_in_every_state()
    {
        var round = await server.DraftAsync();
        var created = await server.Administrator.PostAsync($"{round.Path}/draws", Seeded);
        var draw = created.Answers(201);
        Assert.Equal($"{round.Path}/draws/spot-1", created.Headers.Location!.ToString());
        Assert.Equal(("u1 u2 u3", "u1 u3"), (Codes(draw, "from"), Codes(draw, "drawn")));
        Assert.Equal(("sha256-rank-1", true, "closing 3456"), (draw.GetProperty("algorithm").GetString(), draw.GetProperty("seedChosenByCaller").GetBoolean(), draw.GetProperty("seed").GetString()));
        Assert.Equal(draw.GetRawText(), (await server.Administrator.GetAsync($"{round.Path}/draws/spot-1")).Answers().GetRawText());
        Assert.Equal(draw.GetRawText().Replace("\"admin\"", "null", StringComparison.Ordinal), (await server.Anybody.GetAsync($"{round.Path}/draws")).Answers().GetProperty("items")[0].GetRawText());
        (await server.Anybody.GetAsync($"{round.Path}/draws/spot-2")).Refuses(404, "no-such-draw");
    }

    [Fact]
    public async Task An_announced_pool_is_drawn_from_by_a_later_seed()
    {
        var round = await server.DraftAsync(SmallDefinition.Assessed);
        var announced = (await server.Administrator.PostAsync(
            $"{round.Path}/draws", """{"id":"items","of":"criteria","count":1,"seedSource":"closing index of 2026-12-01","reason":"re-check"}""")).Answers(201);
        Assert.Equal(("duty openness visit", JsonValueKind.Null, JsonValueKind.Null), (Codes(announced, "from"), announced.GetProperty("drawn").ValueKind, announced.GetProperty("seedChosenByCaller").ValueKind));
        var made = (await server.Administrator.PostAsync($"{round.Path}/draws/items/seed", """{"seed":"2026-12-01 3456.78"}""")).Answers();
        Assert.Equal(("visit", false), (Codes(made, "drawn"), made.GetProperty("seedChosenByCaller").GetBoolean()));
        Assert.Equal(made.GetRawText(), (await server.Administrator.PostAsync($"{round.Path}/draws/items/seed", """{"seed":"2026-12-01 3456.78"}""")).Answers().GetRawText());
        (await server.Administrator.PostAsync($"{round.Path}/draws/items/seed", """{"seed":"another"}""")).Refuses(409, "draw-exists");
        (await server.Administrator.PostAsync($"{round.Path}/draws/none/seed", """{"seed":"another"}""")).Refuses(404, "no-such-draw");
    }

    [Fact]
    public async Task Criteria_are_drawn_of_one_body_where_bodies_own_them()
    {
        var round = await server.DraftAsync(definition =>
        {
            SmallDefinition.Assessed(definition);
            definition["criteria"]!.AsArray().Add(System.Text.Json.Nodes.JsonNode.Parse("""{"code":"lead","label":"领导评价","source":"assessed","points":10,"by":"leaders"}"""));
            definition["criteria"]!.AsArray().Add(System.Text.Json.Nodes.JsonNode.Parse("""{"code":"rate","label":"满意率","source":"assessed","points":10,"score":{"by":"best","of":"vote.score"}}"""));
            definition["assessors"] = System.Text.Json.Nodes.JsonNode.Parse("""[{"code":"leaders","label":"领导"}]""");
        });
        var own = (await PostAsync("\"by\":\"leaders\",")).Answers(201);
        // What the vote gives is on no sheet.
        Assert.Equal(("lead", "leaders"), (Codes(own, "from"), own.GetProperty("by").GetString()));
        Assert.Equal("visit", Codes((await PostAsync("")).Answers(201), "from"));
        Assert.Equal("/by", (await PostAsync("\"by\":\"leader\",")).Refuses(400, "bad-request").GetProperty("faults")[0].GetProperty("pointer").GetString());
        (await PostAsync("\"by\":\"leaders\",", "units")).Refuses(400, "bad-request");

        Task<Answer> PostAsync(string by, string of = "criteria") =>
            server.Administrator.PostAsync($"{round.Path}/draws", $$"""{"id":"{{TestServer.NewId("d")}}",{{by}}"of":"{{of}}","count":1,"seed":"a","reason":"check"}""");
    }

    [Fact]
    public async Task An_id_is_used_once_and_a_repeat_with_its_key_gets_the_first_answer()
    {
        var round = await server.DraftAsync();
        var first = await PostAsync(round, Seeded, "k1");
        Assert.Equal((201, first.Text), ((await PostAsync(round, Seeded, "k1")).Status, (await PostAsync(round, Seeded, "k1")).Text));
        (await PostAsync(round, Seeded.Replace("spot-1", "spot-2", StringComparison.Ordinal), "k1")).Refuses(422, "key-reused");
        (await server.Administrator.PostAsync($"{round.Path}/draws", Seeded)).Refuses(409, "draw-exists");
        Assert.Single((await server.Anybody.GetAsync($"{round.Path}/draws")).Answers().GetProperty("items").EnumerateArray());
    }

    [Theory]
    [InlineData("\"count\":2", "\"count\":0")]
    [InlineData("\"count\":2", "\"count\":4")]
    [InlineData("\"count\":2", "\"count\":1.5")]
    [InlineData("\"of\":\"units\"", "\"of\":\"groups\"")]
    [InlineData(",\"seed\":\"closing 3456\"", "")]
    [InlineData("closing 3456", "")]
    [InlineData(",\"reason\":\"抽查\"", "")]
    [InlineData("spot-1", "Spot 1")]
    public async Task A_draw_that_cannot_be_made_is_refused(string part, string becomes)
    {
        var round = await server.DraftAsync();
        (await server.Administrator.PostAsync($"{round.Path}/draws", Seeded.Replace(part, becomes, StringComparison.Ordinal))).Refuses(400, "bad-request");
        Assert.Empty((await server.Anybody.GetAsync($"{round.Path}/draws")).Answers().GetProperty("items").EnumerateArray());
    }

    private Task<Answer> PostAsync(TestRound round, string body, string key) =>
        server.Administrator.SendAsync(HttpMethod.Post, $"{round.Path}/draws", new StringContent(body), ("Idempotency-Key", key));

    private static string Codes(JsonElement draw, string name) => string.Join(' ', draw.GetProperty(name).EnumerateArray().Select(code => code.GetString()));
}
