using System.Text.Json;
using System.Text.Json.Nodes;
using Evaluation.Gateway.Hosting;
using Evaluation.Tests.Results.Exports;
using Evaluation.Tests.Verification;

namespace Evaluation.Tests.Http.Results;

/// <summary>From the definition of a tail to the published result, and to the veto of the next round that asks for it (F24).</summary>
public sealed class TailRoundTests : IAsyncLifetime
{
    private readonly TestServer _server = new();

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_tail_is_in_the_result_its_export_its_page_and_its_derivation()
    {
        var earlier = (await EarlierAsync()).Round;

        Assert.Equal("u1 -, u2 warned, u3 -", await TailsAsync(earlier));
        var export = CsvFile.Read((await _server.Anybody.GetAsync($"{earlier.Path}/export?format=csv")).Body);
        var (tail, unit) = (export.Header.IndexOf("末位名单 Tail"), export.Header.IndexOf("单位 Unit"));
        Assert.Equal(["u1 ", "u2 warned", "u3 "], export.Rows.Select(row => $"{row[unit]} {row[tail]}").Order(StringComparer.Ordinal));
        Assert.Contains("末位预警", (await _server.Anybody.GetAsync($"/rounds/{earlier.Id}/results", ("Accept-Language", "zh"))).Text, StringComparison.Ordinal);
        Assert.Contains("末位预警", (await _server.Anybody.GetAsync($"/rounds/{earlier.Id}/results/u2", ("Accept-Language", "zh"))).Text, StringComparison.Ordinal);
        var derivation = (await _server.Anybody.GetAsync($"{earlier.Path}/results/u2/derivation?format=text&lang=en")).Text;
        Assert.Contains("→ warned  /tail", derivation, StringComparison.Ordinal);
        Assert.Contains("F24    places and tail", derivation, StringComparison.Ordinal);
        Assert.DoesNotContain("/tail\n", (await _server.Anybody.GetAsync($"{earlier.Path}/results/u1/derivation?format=text&lang=en")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_veto_by_another_rounds_tail_waits_for_its_publication_and_keeps_the_version_that_was_read()
    {
        var earlier = await EarlierAsync(isPublished: false);
        var next = await NextAsync(earlier.Round.Id);
        var refused = (await next.TryMoveAsync("provisional")).Refuses(409, "tail-not-published");
        Assert.Equal(earlier.Round.Id, refused.GetProperty("round").GetString());
        Assert.Equal("sealed", (await next.StateAsync()).GetProperty("state").GetString());

        await earlier.Round.MoveAsync("published");
        await next.MoveAsync("provisional", "published");
        Assert.Equal(["n2"], await VetoedAsync(next));
        var standing = (await _server.Administrator.GetAsync($"{next.Path}/units/n2/standing")).Answers();
        Assert.Equal(("again", false), (Assert.Single(standing.GetProperty("vetoes").EnumerateArray()).GetProperty("veto").GetString(), standing.GetProperty("eligible").GetBoolean()));
        var derivation = await DerivationAsync(next, "n2");
        Assert.Contains("The fact: in the tail \"Warned\" of A small round, version 1 (u2).", derivation, StringComparison.Ordinal);

        // A later version of the earlier round, in which u2 is not in the tail, changes nothing.
        await earlier.UpholdAsync(await earlier.FileAsync());
        Assert.Equal("u1 warned, u2 -, u3 -", await TailsAsync(earlier.Round));
        Assert.Equal(derivation, await DerivationAsync(next, "n2"));
        var insider = await Insider.CopyAsync(_server);
        var (code, said) = await insider.VerifyAsync();
        Assert.True(code == ExitCodes.Clean, said);
    }

    [Fact]
    public async Task A_correction_of_the_next_round_keeps_the_pinned_tail()
    {
        var earlier = await EarlierAsync();
        var next = await NextAsync(earlier.Round.Id, definition =>
        {
            definition["policies"]!["objectionDays"] = 7;
            definition["components"] = JsonNode.Parse("""{"vote": 100, "bonusCap": 20}""");
        });
        await next.MoveAsync("provisional", "published");
        await earlier.UpholdAsync(await earlier.FileAsync());

        var objector = await _server.StaffWithAsync($$"""{"role":"unit","round":"{{next.Id}}","unit":"u1"}""");
        var filed = (await objector.PostAsync($"{next.Path}/objections", ObjectedRound.Objection("u1"))).Answers(201).GetProperty("id").GetString();
        (await earlier.Reviewer.PostAsync($"{next.Path}/objections/{filed}/resolve", ObjectedRound.Uphold())).Answers();
        (await earlier.Second.PostAsync($"{next.Path}/objections/{filed}/approve")).Answers();
        var result = (await _server.Anybody.GetAsync($"{next.Path}/results")).Answers();
        Assert.Equal(2, result.GetProperty("version").GetInt32());
        Assert.Equal(["n2"], await VetoedAsync(next));
        Assert.Contains("version 1 (u2)", await DerivationAsync(next, "n2"), StringComparison.Ordinal);

        var (code, said) = await (await Insider.CopyAsync(_server)).VerifyAsync();
        Assert.True(code == ExitCodes.Clean, said);
    }

    [Fact]
    public async Task Computing_again_reads_the_newest_version()
    {
        var earlier = await EarlierAsync();
        var next = await NextAsync(earlier.Round.Id);
        await next.MoveAsync("provisional");
        await earlier.UpholdAsync(await earlier.FileAsync());
        (await next.TryMoveAsync("sealed", "once more")).Answers();
        await next.MoveAsync("provisional", "published");

        Assert.Equal(["u1"], await VetoedAsync(next));
        Assert.Contains("version 2 (u1)", await DerivationAsync(next, "u1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_unit_that_was_renamed_in_a_round_between_is_found_and_a_merged_unit_has_what_either_had()
    {
        var earlier = await EarlierAsync();
        var between = await _server.OpenAsync(definition =>
        {
            definition["period"] = JsonNode.Parse("""{"from": "2021-01-01", "to": "2021-12-31"}""");
            definition["units"]![1]!["code"] = "m2";
            definition["units"]![1]!["formerly"] = new JsonArray("u2");
            definition["units"]![2]!["code"] = "m3";
            definition["units"]![2]!["formerly"] = new JsonArray("u3");
        });
        await between.MoveAsync("sealed", "provisional", "published");
        var next = await NextAsync(earlier.Round.Id, definition => definition["units"]![1]!["formerly"] = new JsonArray("m3", "m2"));
        await next.MoveAsync("provisional", "published");

        Assert.Equal(["n2"], await VetoedAsync(next));
    }

    [Fact]
    public async Task A_list_that_a_frozen_round_does_not_have_and_an_internal_round_are_refused()
    {
        var earlier = await EarlierAsync();
        var definition = SmallDefinition.Of(TestServer.NewId());
        definition["vetoes"] = Veto(earlier.Round.Id, "warnd");
        var fault = Assert.Single((await _server.Administrator.PostAsync("/api/rounds", definition)).Refuses(400, "invalid-definition").GetProperty("faults").EnumerateArray());
        Assert.Equal("/vetoes/0/when/again", fault.GetProperty("pointer").GetString());
        Assert.Contains("did you mean \"warned\"?", fault.GetProperty("message").GetString(), StringComparison.Ordinal);

        var hidden = await EarlierAsync(change: own => own["internal"] = true);
        var next = await NextAsync(hidden.Round.Id);
        (await next.TryMoveAsync("provisional")).Refuses(409, "tail-not-published");
    }

    [Fact]
    public async Task A_round_that_does_not_exist_is_refused_before_the_rules_are_frozen()
    {
        var definition = SmallDefinition.Of(TestServer.NewId());
        definition["vetoes"] = Veto("nowhere", "warned");
        var fault = Assert.Single((await _server.Administrator.PostAsync("/api/rounds", definition)).Refuses(400, "invalid-definition").GetProperty("faults").EnumerateArray());
        Assert.Equal("/vetoes/0/when/of", fault.GetProperty("pointer").GetString());
    }

    [Theory]
    [InlineData("\"units\":{\"n2\":\"u2\"}", "\"units\":{}", "unit n2 was in the tail warned of")]
    [InlineData("\"units\":{\"n2\":\"u2\"}", "\"units\":{\"n2\":\"u2\",\"u1\":\"u1\"}", "unit u1 is not in the tail warned of")]
    [InlineData("\"version\":1,\"tail\":\"warned\"", "\"version\":5,\"tail\":\"warned\"", "names version 5 of its result")]
    [InlineData("\"tail\":\"warned\",\"units\"", "\"tail\":\"other\",\"units\"", "it does not name the tails that its vetoes ask for")]
    public async Task A_pinned_tail_that_an_insider_changed_is_found(string before, string after, string words)
    {
        var earlier = await EarlierAsync();
        var next = await NextAsync(earlier.Round.Id);
        await next.MoveAsync("provisional", "published");
        var insider = await Insider.CopyAsync(_server);
        insider.Rewrite($"round-{next.Id}", line => line.Contains("\"tails\"", StringComparison.Ordinal) ? line.Replace(before, after, StringComparison.Ordinal) : line);

        var (code, said) = await insider.VerifyAsync();
        Assert.True(code == ExitCodes.RecordDiffers, said);
        Assert.Contains(words, said, StringComparison.Ordinal);
    }

    /// <summary>A round in which u2 is last of its class and warned; the correction of an objection of u2 makes u1 the last.</summary>
    private async Task<ObjectedRound> EarlierAsync(bool isPublished = true, Action<JsonObject>? change = null)
    {
        var earlier = await ObjectedRound.PrepareAsync(_server.Site, definition =>
        {
            definition["period"] = JsonNode.Parse("""{"from": "2020-01-01", "to": "2020-12-31"}""");
            definition["tail"] = JsonNode.Parse("""[{"code":"warned","places":1,"below":95,"label":{"zh":"末位预警","en":"Warned"} }]""");
            change?.Invoke(definition);
        });
        if (isPublished)
            await earlier.Round.MoveAsync("published");
        return earlier;
    }

    /// <summary>A sealed round of a later year, in which n2 continues u2.</summary>
    private async Task<TestRound> NextAsync(string earlier, Action<JsonObject>? change = null)
    {
        var next = await _server.OpenAsync(definition =>
        {
            definition["period"] = JsonNode.Parse("""{"from": "2022-01-01", "to": "2022-12-31"}""");
            definition["units"]![1]!["code"] = "n2";
            definition["units"]![1]!["formerly"] = new JsonArray("u2");
            definition["vetoes"] = Veto(earlier, "warned");
            change?.Invoke(definition);
        });
        foreach (var voter in await next.IssueAsync("users", 2))
            (await next.CastAsync(voter, "u1:0,0", "n2:0,0", "u3:0,0")).Answers();
        await next.MoveAsync("sealed");
        return next;
    }

    private static JsonNode? Veto(string of, string tail) =>
        JsonNode.Parse($$"""[{"code":"again","when":{"again":"{{tail}}","of":"{{of}}"},"effect":"ineligible","label":{"zh":"再次预警","en":"Warned again"} }]""");

    private async Task<string> TailsAsync(TestRound round) => string.Join(", ", (await UnitsAsync(round)).Select(unit =>
        $"{unit.GetProperty("unit").GetString()} {(unit.TryGetProperty("tail", out var tail) ? tail.GetString() : "-")}").Order(StringComparer.Ordinal));

    private async Task<string[]> VetoedAsync(TestRound round) =>
        [.. (await UnitsAsync(round)).Where(unit => unit.GetProperty("vetoes").GetArrayLength() > 0 && !unit.GetProperty("eligible").GetBoolean()).Select(unit => unit.GetProperty("unit").GetString()!)];

    private async Task<IEnumerable<JsonElement>> UnitsAsync(TestRound round) => (await _server.Administrator.GetAsync($"{round.Path}/results")).Answers()
        .GetProperty("classes").EnumerateArray().SelectMany(ranked => ranked.GetProperty("units").EnumerateArray());

    private async Task<string> DerivationAsync(TestRound round, string unit) =>
        (await _server.Administrator.GetAsync($"{round.Path}/results/{unit}/derivation?format=text&lang=en")).Text;
}
