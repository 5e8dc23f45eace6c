using System.Text.Json;
using System.Text.Json.Nodes;

namespace Evaluation.Tests.Http.Awards;

[Collection(SharedServer.Name)]
public sealed class AwardTests(TestServer server)
{
    private const string OneAndTwo = """[{"code":"first","label":{"zh":"一等奖"},"count":1},{"code":"second","label":{"zh":"二等奖"},"count":2}]""";

    [Fact]
    public async Task Awards_are_public_from_publication_on_and_follow_the_ranks_of_all_classes()
    {
        var round = await server.DraftAsync(definition => RankedRound.Describe(definition, 5));
        var path = $"{round.Path}/awards";
        (await server.Anybody.GetAsync(path)).Refuses(403, "sealed");
        (await GiveAsync(round, OneAndTwo)).Refuses(409, "wrong-state");
        await round.PublishAsync([("u0", 4), ("u1", 3), ("u2", 2), ("u3", 1), ("u4", 0)]);
        Assert.Empty(Awarded((await server.Anybody.GetAsync(path)).Answers()));

        Assert.Equal(["first u4 1", "second u3 2", "second u2 3"], Awarded((await GiveAsync(round, OneAndTwo)).Answers()));
        Assert.Equal(["first u4 1", "second u3 2", "second u2 3"], Awarded((await server.Anybody.GetAsync(path)).Answers()));
        (await GiveAsync(round, OneAndTwo, version: 2)).Refuses(404, "no-such-version");

        await round.MoveAsync("final", "archived");
        (await GiveAsync(round, OneAndTwo)).Refuses(409, "wrong-state");
        Assert.Equal(3, Awarded((await server.Anybody.GetAsync(path)).Answers()).Length);
    }

    [Fact]
    public async Task With_scope_class_every_class_has_the_places()
    {
        var round = await server.DraftAsync(definition => RankedRound.Describe(definition, 6));
        await round.PublishAsync([("u0", 5), ("u1", 4), ("u2", 3), ("u3", 2), ("u4", 1), ("u5", 0)]);
        Assert.Equal(
            ["first u4 1", "first u5 1", "first u2 1", "first u3 1"],
            Awarded((await GiveAsync(round, """[{"code":"first","label":"First","count":1}]""", scope: "class")).Answers()));
    }

    [Fact]
    public async Task A_tie_at_a_border_is_decided_by_name_and_with_a_reason()
    {
        var round = await server.DraftAsync(definition => RankedRound.Describe(definition, 4));
        await round.PublishAsync([("u0", 1), ("u1", 1), ("u2", 1), ("u3", 9)]);
        var tie = (await GiveAsync(round, OneAndTwo)).Refuses(409, "tie-at-border");
        Assert.Equal(["u0", "u1", "u2"], tie.GetProperty("units").EnumerateArray().Select(unit => unit.GetString()));
        Assert.Equal(("first", 1), (tie.GetProperty("ties")[0].GetProperty("tier").GetString(), tie.GetProperty("ties")[0].GetProperty("places").GetInt32()));

        var decision = """[{"unit":"u1","tier":"first","reason":"最早达标"}]""";
        (await GiveAsync(round, OneAndTwo, decisions: """[{"unit":"u3","tier":"first","reason":"x"}]""")).Refuses(409, "tie-at-border");
        (await GiveAsync(round, OneAndTwo, decisions: """[{"unit":"u1","tier":"first","reason":"x"},{"unit":"u3","tier":"second","reason":"x"}]""")).Refuses(422, "bad-selection");
        var faults = (await GiveAsync(round, OneAndTwo, decisions: """[{"unit":"u1","tier":"third","reason":" "}]""")).Refuses(400, "bad-request").GetProperty("faults");
        Assert.Equal(["/decisions/0/reason", "/decisions/0/tier"], faults.EnumerateArray().Select(fault => fault.GetProperty("pointer").GetString()).Order());

        var given = (await GiveAsync(round, OneAndTwo, decisions: decision)).Answers();
        Assert.Equal(["first u1 1", "second u0 1", "second u2 1"], Awarded(given));
        Assert.Equal("最早达标", given.GetProperty("tiers")[0].GetProperty("units")[0].GetProperty("reason").GetString());
    }

    [Fact]
    public async Task A_list_is_replaced_with_a_reason_and_the_same_again_changes_nothing()
    {
        var round = await server.DraftAsync(definition => RankedRound.Describe(definition, 3));
        await round.PublishAsync([("u0", 0), ("u1", 1), ("u2", 2)]);
        (await GiveAsync(round, OneAndTwo)).Answers();
        (await GiveAsync(round, OneAndTwo)).Answers();
        var one = """[{"code":"first","label":{"zh":"一等奖"},"count":1}]""";
        (await GiveAsync(round, one)).Refuses(400, "reason-missing");
        Assert.Equal(["first u0 1"], Awarded((await GiveAsync(round, one, reason: "预算减少")).Answers()));
        var acts = (await server.Administrator.GetAsync($"{round.Path}/audit")).Answers().EnumerateArray().Where(line => line.GetProperty("act").GetString() == "awards-given").ToList();
        Assert.Equal([null, "预算减少"], acts.Select(line => line.GetProperty("reason").GetString()));
        Assert.Equal("version 1: first 1 units, second 2 units", acts[0].GetProperty("detail").GetString());
    }

    [Fact]
    public async Task A_unit_that_is_not_eligible_is_passed_over_and_gets_no_single_prize()
    {
        var objected = await ObjectedRound.PublishAsync(server.Site);
        await objected.UpholdAsync(await objected.FileAsync());
        await objected.UpholdAsync(await objected.FileAsync("and more"), """{"change":"fact-stated","fact":{"fact":"named"}}""");
        var one = """[{"code":"first","label":"First","count":1}]""";
        // In version 2 unit u2 is ahead of u1; by version 3 it is not eligible. u3 leads all classes.
        Assert.Equal(["first u3 1", "second u2 2", "second u1 3"], Awarded((await GiveAsync(objected.Round, OneAndTwo, version: 2)).Answers()));
        Assert.Equal(["first u3 1", "second u1 3"], Awarded((await GiveAsync(objected.Round, OneAndTwo, version: 3, reason: "o-2")).Answers()));
        Assert.Equal(["first u1 2", "first u3 1"], Awarded((await GiveAsync(objected.Round, one, version: 3, scope: "class", reason: "by class")).Answers()).Order(StringComparer.Ordinal));
        (await ProposeAsync(objected.Reviewer, objected.Round, "u2")).Refuses(422, "bad-selection");
    }

    [Fact]
    public async Task A_single_prize_needs_a_second_person_and_is_public_when_it_is_approved()
    {
        var round = await server.DraftAsync(definition => RankedRound.Describe(definition, 2));
        var reviewer = await server.StaffWithAsync("""{"role":"reviewer"}""");
        (await ProposeAsync(reviewer, round, "u1")).Refuses(409, "wrong-state");
        await round.PublishAsync([("u0", 0), ("u1", 1)]);
        var path = $"{round.Path}/awards/special";
        (await ProposeAsync(reviewer, round, "nobody")).Refuses(400, "no-such-unit");
        Assert.Equal("proposed", (await ProposeAsync(reviewer, round, "u1")).Answers(201).GetProperty("state").GetString());
        (await ProposeAsync(reviewer, round, "u1")).Answers(201);
        (await server.Anybody.GetAsync($"{path}/creative")).Refuses(404, "no-such-award");
        Assert.Equal("u1", (await reviewer.GetAsync($"{path}/creative")).Answers().GetProperty("unit").GetString());

        (await reviewer.PostAsync($"{path}/creative/approval")).Refuses(409, "same-person");
        (await server.Administrator.PostAsync($"{path}/other/approval")).Refuses(404, "no-such-award");
        Assert.Equal("approved", (await server.Administrator.PostAsync($"{path}/creative/approval")).Answers().GetProperty("state").GetString());
        (await server.Administrator.PostAsync($"{path}/creative/approval")).Answers();
        Assert.Equal("u1", Assert.Single((await server.Anybody.GetAsync(path)).Answers().GetProperty("items").EnumerateArray()).GetProperty("unit").GetString());
        Assert.Equal("u1", Assert.Single((await server.Anybody.GetAsync($"{round.Path}/awards")).Answers().GetProperty("special").EnumerateArray()).GetProperty("unit").GetString());
        var acts = (await server.Administrator.GetAsync($"{round.Path}/audit")).Answers().EnumerateArray().Select(line => line.GetProperty("act").GetString()).TakeLast(2);
        Assert.Equal(["special-award-proposed", "special-award-approved"], acts);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("xlsx")]
    [InlineData("json")]
    public async Task Awards_are_exported_for_everybody_who_reads_the_result(string format)
    {
        var round = await server.DraftAsync(definition => RankedRound.Describe(definition, 3));
        (await server.Anybody.GetAsync($"{round.Path}/export?what=awards&format={format}")).Refuses(403, "sealed");
        await round.PublishAsync([("u0", 2), ("u1", 1), ("u2", 0)]);
        (await GiveAsync(round, OneAndTwo)).Answers();
        var reviewer = await server.StaffWithAsync("""{"role":"reviewer"}""");
        (await reviewer.PostAsync($"{round.Path}/awards/special", Prize("u0"))).Answers(201);
        var export = await server.Anybody.GetAsync($"{round.Path}/export?what=awards&format={format}");
        Assert.Equal(200, export.Status);
        if (format == "xlsx")
            return;
        Assert.Contains("一等奖", export.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("creative", export.Text, StringComparison.Ordinal);
        (await server.Administrator.PostAsync($"{round.Path}/awards/special/creative/approval")).Answers();
        var rows = (await server.Anybody.GetAsync($"{round.Path}/export?what=awards&format=json")).Answers().GetProperty("rows").EnumerateArray();
        Assert.Equal(
            ["tier first u2 1", "tier second u1 2", "tier second u0 3", "special creative u0 "],
            rows.Select(row => string.Join(' ', ((string[])["kind", "award", "unit", "rank"]).Select(column => row.GetProperty(column).ToString()))));
    }

    [Fact]
    public async Task A_proposal_that_is_repeated_with_its_key_does_not_undo_a_later_one()
    {
        var round = await server.DraftAsync(definition => RankedRound.Describe(definition, 2));
        var reviewer = await server.StaffWithAsync("""{"role":"reviewer"}""");
        await round.PublishAsync([("u0", 0), ("u1", 1)]);
        (await KeyedAsync("u1")).Answers(201);
        (await ProposeAsync(server.Administrator, round, "u0")).Answers(201);
        (await KeyedAsync("u1")).Answers(201);
        Assert.Equal("u0", (await reviewer.GetAsync($"{round.Path}/awards/special/creative")).Answers().GetProperty("unit").GetString());
        (await KeyedAsync("u0")).Refuses(422, "key-reused");

        Task<Answer> KeyedAsync(string unit) => reviewer.SendAsync(
            HttpMethod.Post, $"{round.Path}/awards/special", new StringContent(Prize(unit)), ("Idempotency-Key", "k-1"));
    }

    [Fact]
    public async Task Who_has_an_interest_in_a_unit_neither_proposes_nor_approves_its_prize_nor_decides_its_tie()
    {
        var round = await server.DraftAsync(definition => RankedRound.Describe(definition, 3));
        await round.PublishAsync([("u0", 1), ("u1", 1), ("u2", 5)]);
        var interested = await server.StaffWithAsync("""{"role":"administrator"}""", $$"""{"role":"unit","round":"{{round.Id}}","unit":"u1"}""");
        (await ProposeAsync(interested, round, "u1")).Refuses(409, "conflict-of-interest");
        (await ProposeAsync(server.Administrator, round, "u1")).Answers(201);
        (await interested.PostAsync($"{round.Path}/awards/special/creative/approval")).Refuses(409, "conflict-of-interest");
        var body = Body("""[{"code":"first","label":"First","count":1}]""", 1, "round", """[{"unit":"u1","tier":"first","reason":"mine"}]""", null);
        (await interested.PostAsync($"{round.Path}/awards", body)).Refuses(409, "conflict-of-interest");
        (await server.Administrator.PostAsync($"{round.Path}/awards", body)).Answers();
    }

    [Theory]
    [InlineData("{}", "/scope,/tiers,/version")]
    [InlineData("""{"tiers":[],"scope":"city","version":1}""", "/scope,/tiers")]
    [InlineData("""{"tiers":[{"code":"A b","label":"x","count":0},{"code":"c","label":"x","count":1},{"code":"c","label":"x","count":1}],"scope":"round","version":1}""", "/tiers,/tiers/0/code,/tiers/0/count")]
    public async Task A_body_with_faults_is_refused_with_all_of_them(string body, string pointers)
    {
        var round = await server.DraftAsync();
        var faults = (await server.Administrator.PostAsync($"{round.Path}/awards", body)).Refuses(400, "bad-request").GetProperty("faults");
        Assert.Equal(pointers.Split(','), faults.EnumerateArray().Select(fault => fault.GetProperty("pointer").GetString()).Order(StringComparer.Ordinal));
    }

    private Task<Answer> GiveAsync(TestRound round, string tiers, int version = 1, string scope = "round", string? decisions = null, string? reason = null) =>
        server.Administrator.PostAsync($"{round.Path}/awards", Body(tiers, version, scope, decisions, reason));

    private static JsonObject Body(string tiers, int version, string scope, string? decisions, string? reason) => new()
    {
        ["tiers"] = JsonNode.Parse(tiers),
        ["version"] = version,
        ["scope"] = scope,
        ["decisions"] = decisions is null ? null : JsonNode.Parse(decisions),
        ["reason"] = reason,
    };

    private static Task<Answer> ProposeAsync(Caller caller, TestRound round, string unit) =>
        caller.PostAsync($"{round.Path}/awards/special", Prize(unit));

    private static string Prize(string unit) => $$"""{"code":"creative","label":{"zh":"创新奖"},"unit":"{{unit}}","reason":"上门服务"}""";

    private static string[] Awarded(JsonElement awards) =>
    [
        .. from tier in awards.GetProperty("tiers").EnumerateArray()
           from unit in tier.GetProperty("units").EnumerateArray()
           select $"{tier.GetProperty("code").GetString()} {unit.GetProperty("unit").GetString()} {unit.GetProperty("rank").GetInt32()}",
    ];
}
