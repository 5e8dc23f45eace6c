using System.Text.Json;
using System.Text.Json.Nodes;
using Evaluation.Ballots.Keys;
using Evaluation.Evidence;
using Evaluation.Gateway.Verification;
using Evaluation.Journal;
using Evaluation.Tests.Http.Awards;

namespace Evaluation.Tests.Http.Results;

/// <summary>Rounds whose totals combine the totals of other rounds.</summary>
public sealed class CombinedRoundTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task The_unrounded_totals_are_combined_by_their_shares()
    {
        // A place p of RankedRound scores (16·(100 − 5·⌊p/16⌋) + 100 − 5·(p mod 16)) ÷ 17. The parts show no decimals.
        var first = await PartAsync([("u0", 1), ("u1", 0), ("u2", 16), ("u3", 2)]);
        var second = await PartAsync([("u0", 3), ("u1", 0), ("u2", 0), ("u3", 2)]);
        var year = await CombineAsync(first, second);

        await year.MoveAsync("sealed");
        await year.MoveAsync("provisional");
        await year.MoveAsync("published");
        var units = await UnitsAsync(year);

        // u0: (60·1695/17 + 40·1685/17) ÷ 100 = 99.470588…; from rounded totals it would be 99.6.
        Assert.Equal(99.47m, units["u0"].GetProperty("total").GetDecimal());
        Assert.Equal(100m, units["u1"].GetProperty("total").GetDecimal());
        // u2: (60·(16·95 + 100)/17 + 40·100) ÷ 100 = 97.176470…
        Assert.Equal(97.18m, units["u2"].GetProperty("total").GetDecimal());
        Assert.Equal(
            $"{first.Id} 1 60 99.71; {second.Id} 1 40 99.12",
            string.Join("; ", units["u0"].GetProperty("parts").EnumerateArray().Select(part => $"{part.GetProperty("round")} {part.GetProperty("version")} {part.GetProperty("share")} {part.GetProperty("total")}")));
        Assert.Equal(1, units["u0"].GetProperty("rank").GetInt32());
        Assert.Empty((await ResultAsync(year)).GetProperty("turnout").EnumerateArray());

        var derivation = (await server.Anybody.GetAsync($"{year.Path}/results/u0/derivation")).Answers().GetRawText();
        Assert.Contains($"round/{first.Id}/1/u0", derivation, StringComparison.Ordinal);
        Assert.Contains("Σ share·T(round) ÷ 100", JsonDocument.Parse(derivation).RootElement.ToString(), StringComparison.Ordinal);
        Assert.Contains($"1.1    combine Total of {first.Id}", (await server.Anybody.GetAsync($"{year.Path}/results/u0/derivation?format=text&lang=en")).Text, StringComparison.Ordinal);
        foreach (var page in new[] { "results", "results/u0", "results/u0/derivation", "" })
            Assert.Equal(200, (await server.Anybody.GetAsync($"/rounds/{year.Id}/{page}")).Status);
        Assert.Contains($"round.{first.Id}.total", (await server.Anybody.GetAsync($"{year.Path}/export?format=json")).Text, StringComparison.Ordinal);
        await VerifyAsync();
    }

    [Fact]
    public async Task A_result_waits_for_the_publication_of_every_part()
    {
        var first = await PartAsync([("u0", 1), ("u1", 0), ("u2", 1), ("u3", 2)]);
        var second = await server.DraftAsync(Describe);
        var year = await CombineAsync(first, second);
        await year.MoveAsync("sealed");
        var refused = (await year.TryMoveAsync("provisional")).Refuses(409, "part-not-published");
        Assert.Equal(second.Id, refused.GetProperty("round").GetString());
        Assert.Equal("sealed", (await year.StateAsync()).GetProperty("state").GetString());

        await second.PublishAsync([("u0", 1), ("u1", 0), ("u2", 1), ("u3", 2)]);
        await year.MoveAsync("provisional");
        (await year.TryMoveAsync("voting")).Refuses(409, "wrong-state");
    }

    [Fact]
    public async Task A_part_that_is_cancelled_is_named_with_what_to_do_and_cannot_be_chosen_again()
    {
        var first = await PartAsync([("u0", 1), ("u1", 0), ("u2", 1), ("u3", 2)]);
        var second = await server.DraftAsync(Describe);
        var year = await CombineAsync(first, second);
        await year.MoveAsync("sealed");
        await second.MoveAsync("cancelled");
        var refused = (await year.TryMoveAsync("provisional")).Refuses(409, "part-not-published");
        Assert.Equal("cancelled", refused.GetProperty("state").GetString());
        Assert.Contains("create it again with another round", refused.GetProperty("detail").GetString(), StringComparison.Ordinal);
        var definition = JsonNode.Parse((await year.StateAsync()).GetProperty("definition").GetRawText())!.AsObject();
        definition["id"] = TestServer.NewId("again");
        var fault = (await server.Administrator.PostAsync("/api/rounds", definition.ToJsonString())).Refuses(400, "invalid-definition").GetProperty("faults")[0];
        Assert.Equal(("/combine/1/round", $"\"{second.Id}\" was cancelled and gets no result; name another round"), (fault.GetProperty("pointer").GetString(), fault.GetProperty("message").GetString()));
    }

    [Fact]
    public async Task Pages_call_the_parts_by_their_labels_and_titles_and_show_no_votes()
    {
        var first = await PartAsync([("u0", 1), ("u1", 0), ("u2", 1), ("u3", 2)]);
        var second = await PartAsync([("u0", 1), ("u1", 0), ("u2", 1), ("u3", 2)]);
        var year = await CombineAsync(first, second, definition => definition["combine"]![1]!["label"] = JsonNode.Parse("""{"zh":"下半年","en":"Second half"}"""));
        var title = (await first.StateAsync()).GetProperty("title").GetProperty("zh").GetString()!;
        using var browser = new Browser(server.Address);
        await year.MoveAsync("sealed", "provisional", "published");
        foreach (var page in new[] { "", "/results/u0" })
        {
            var shown = await browser.OpenAsync($"/rounds/{year.Id}{page}");
            Assert.Contains(shown.All("a"), link => link.TextContent == title);
            Assert.Contains(shown.All("a"), link => link.TextContent == "下半年");
            Assert.DoesNotContain(shown.All("a"), link => link.TextContent == second.Id);
            Assert.DoesNotContain(shown.All("dt"), term => term.TextContent == "票数");
        }
        Assert.Contains($"下半年（{second.Id}）的总分", (await server.Anybody.GetAsync($"{year.Path}/results/u0/derivation?format=text&lang=zh")).Text, StringComparison.Ordinal);
        Assert.Contains("/combine/1/label", (await LabelledAlikeAsync(first, second)).Text, StringComparison.Ordinal);
    }

    private async Task<Answer> LabelledAlikeAsync(TestRound first, TestRound second)
    {
        var year = await CombineAsync(first, second);
        var definition = JsonNode.Parse((await year.StateAsync()).GetProperty("definition").GetRawText())!.AsObject();
        foreach (var part in definition["combine"]!.AsArray())
            part!["label"] = "Half";
        var refused = await server.Administrator.PutAsync(year.Path, definition.ToJsonString());
        refused.Refuses(400, "invalid-definition");
        return refused;
    }

    [Fact]
    public async Task A_unit_that_a_part_does_not_have_is_incomplete()
    {
        var first = await PartAsync([("u0", 1), ("u1", 0), ("u2", 1), ("u3", 2)]);
        var second = await server.DraftAsync(definition => RankedRound.Describe(definition, 3));
        await second.PublishAsync([("u0", 1), ("u1", 0), ("u2", 1)]);
        var year = await CombineAsync(first, second);
        await year.MoveAsync("sealed");
        await year.MoveAsync("provisional");
        await year.MoveAsync("published");
        var unit = (await UnitsAsync(year))["u3"];
        Assert.Equal(JsonValueKind.Null, unit.GetProperty("total").ValueKind);
        Assert.Equal(second.Id, unit.GetProperty("incomplete")[0].GetString());
        Assert.Contains(second.Id, (await server.Anybody.GetAsync($"{year.Path}/results/u3/derivation")).Answers().GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_asks_before_it_computes_without_a_unit_that_a_part_does_not_have()
    {
        var first = await PartAsync([("u0", 1), ("u1", 0), ("u2", 1), ("u3", 2)]);
        var second = await server.DraftAsync(definition => RankedRound.Describe(definition, 3));
        await second.PublishAsync([("u0", 1), ("u1", 0), ("u2", 1)]);
        var year = await CombineAsync(first, second, definition => definition["units"]![3]!["label"] = "图书馆");
        await year.MoveAsync("sealed");
        using var browser = await new Browser(server.Address).SignedInAsync();
        var address = $"/manage/rounds/{year.Id}/acts/compute";
        var asked = await browser.OpenAsync(address);
        Assert.Contains("图书馆", asked.In("#without-part"), StringComparison.Ordinal);
        Assert.Single(asked.All("#without-part li"));
        var refused = await browser.SendAsync(asked, address, ("reason", "year's end"), ("sure", "yes"));
        Assert.Equal((409, "year's end"), (refused.Status, refused.In("#reason")));
        Assert.Equal("sealed", (await year.StateAsync()).GetProperty("state").GetString());
        Assert.Equal(302, (await browser.SendAsync(refused, address, ("sure", "yes"), ("incomplete", "accept"))).Status);
        Assert.Equal("provisional", (await year.StateAsync()).GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_veto_of_a_part_is_carried_and_a_correction_of_a_part_leads_to_a_new_version()
    {
        var objected = await ObjectedRound.PublishAsync(server.Site);
        var year = await server.DraftAsync(definition => Combine(definition, objected.Round));
        await year.MoveAsync("sealed");
        await year.MoveAsync("provisional");
        await year.MoveAsync("published");
        Assert.Empty((await UnitsAsync(year))["u2"].GetProperty("vetoes").EnumerateArray());

        var objection = $$"""{"unit":"u2","about":"/total","text":"the first round was wrong","onBehalfOf":"u2"}""";
        var ticket = (await server.Administrator.PostAsync($"{year.Path}/objections", objection)).Answers(201).GetProperty("id").GetString()!;
        const string Uphold = """{"decision":"upheld","answer":"the first round was corrected","corrections":[]}""";
        (await objected.Reviewer.PostAsync($"{year.Path}/objections/{ticket}/resolve", Uphold)).Refuses(409, "nothing-corrected");

        await objected.UpholdAsync(await objected.FileAsync(), """{"change":"fact-stated","fact":{"fact":"named"}}""");
        await objected.UpholdAsync(await objected.FileAsync("a prize"));
        (await objected.Reviewer.PostAsync($"{year.Path}/objections/{ticket}/resolve", ObjectedRound.Uphold())).Refuses(400, "bad-correction");
        (await objected.Reviewer.PostAsync($"{year.Path}/objections/{ticket}/resolve", Uphold)).Answers();
        (await objected.Second.PostAsync($"{year.Path}/objections/{ticket}/approve")).Answers();
        var unit = (await UnitsAsync(year))["u2"];
        Assert.Equal(3, unit.GetProperty("parts")[0].GetProperty("version").GetInt32());
        Assert.False(unit.GetProperty("eligible").GetBoolean());
        Assert.Equal($"{objected.Round.Id}:bulletin", unit.GetProperty("vetoes")[0].GetProperty("veto").GetString());
        Assert.Equal(2, (await ResultAsync(year)).GetProperty("version").GetInt32());
        Assert.Contains($"{objected.Round.Id}:bulletin", (await server.Anybody.GetAsync($"{year.Path}/results/u2/derivation")).Answers().GetRawText(), StringComparison.Ordinal);
        await VerifyAsync();
    }

    [Fact]
    public async Task A_tail_of_a_part_is_carried_through_every_round_that_combines_it()
    {
        var part = await server.DraftAsync(definition =>
        {
            Describe(definition);
            definition["tail"] = JsonNode.Parse("""[{"code":"warned","label":{"zh":"预警","en":"Warned"},"places":1,"below":99}]""");
        });
        await part.PublishAsync([("u0", 1), ("u1", 0), ("u2", 48), ("u3", 2)]);
        var half = await CombineAsync(part, part: null);
        await half.MoveAsync("sealed", "provisional", "published");
        var year = await CombineAsync(half, part: null);
        await year.MoveAsync("sealed", "provisional", "published");

        Assert.Equal("warned Warned", await TailsAsync(half, "u2"));
        Assert.Equal($"{part.Id}:warned Warned", await TailsAsync(year, "u2"));
        var units = await UnitsAsync(year);
        Assert.Equal((false, false), (units["u1"].GetProperty("parts")[0].TryGetProperty("tails", out _), units["u2"].TryGetProperty("tail", out _)));
        Assert.Equal(units["u2"].GetProperty("parts")[0].GetProperty("total").GetDecimal(), units["u2"].GetProperty("total").GetDecimal());

        var lines = (await server.Anybody.GetAsync($"{half.Path}/results/u2/derivation")).Answers().GetProperty("sections").EnumerateArray()
            .SelectMany(section => section.GetProperty("lines").EnumerateArray());
        var line = Assert.Single(lines, line => line.GetProperty("figures").EnumerateArray().Any(figure => figure.GetProperty("pointer").GetString() == $"/parts/{part.Id}/tails/warned"));
        Assert.Contains("on the list: Warned", line.GetProperty("note").GetProperty("en").GetString(), StringComparison.Ordinal);
        var exported = JsonDocument.Parse((await server.Anybody.GetAsync($"{half.Path}/export?format=json")).Text).RootElement;
        Assert.Contains("warned", exported.ToString(), StringComparison.Ordinal);
        Assert.Contains($"round.{part.Id}.tails", exported.ToString(), StringComparison.Ordinal);
        foreach (var page in new[] { "results", "results/u2" })
            Assert.Contains("预警", (await server.Anybody.GetAsync($"/rounds/{half.Id}/{page}")).Text, StringComparison.Ordinal);
        await VerifyAsync();

        async Task<string> TailsAsync(TestRound round, string unit) => string.Join("; ", (await UnitsAsync(round))[unit].GetProperty("parts")[0].GetProperty("tails").EnumerateArray()
            .Select(tail => $"{tail.GetProperty("tail")} {tail.GetProperty("label").GetProperty("en")}"));
    }

    [Fact]
    public async Task A_round_that_enters_its_own_total_is_refused()
    {
        var part = await server.DraftAsync(Describe);
        var half = await CombineAsync(part, part: null);
        var year = await CombineAsync(half, part: null);
        var definition = JsonNode.Parse((await half.StateAsync()).GetProperty("definition").GetRawText())!.AsObject();
        definition["combine"] = JsonNode.Parse($$"""[{"round":"{{year.Id}}","share":100}]""");
        Assert.Equal("/combine/0/round", Pointer(await ReplaceAsync(half, definition)));
        definition["combine"] = JsonNode.Parse($$"""[{"round":"{{half.Id}}","share":100}]""");
        Assert.Equal("/combine/0/round", Pointer(await ReplaceAsync(half, definition)));
        definition["combine"] = JsonNode.Parse("""[{"round":"unknown-round","share":100}]""");
        Assert.Equal("/combine/0/round", Pointer(await ReplaceAsync(half, definition)));
        definition["combine"] = JsonNode.Parse($$"""[{"round":"{{part.Id}}","share":60},{"round":"{{part.Id}}","share":30}]""");
        Assert.Equal("/combine, /combine/1/round", Pointer(await ReplaceAsync(half, definition)));
        definition["combine"] = JsonNode.Parse($$"""[{"round":"{{part.Id}}","share":100}]""");
        definition["criteria"] = JsonNode.Parse("""[{"code":"visit","label":"验收","source":"assessed","points":10}]""");
        Assert.Equal("/criteria", Pointer(await ReplaceAsync(half, definition)));
    }

    [Fact]
    public async Task A_round_that_combines_others_takes_no_adjustments()
    {
        var year = await CombineAsync(await PartAsync([("u0", 1), ("u1", 0), ("u2", 1), ("u3", 2)]), part: null);
        await year.MoveAsync("sealed");
        var (reviewer, _) = await ObjectedRound.StaffAsync(server.Site, """{"role":"reviewer"}""");
        (await reviewer.PostAsync($"{year.Path}/units/u0/adjustments", """{"kind":"bonus","points":1,"rule":"§ 1","fact":"a prize"}""")).Refuses(409, "wrong-state");
    }

    private static void Describe(JsonObject definition)
    {
        RankedRound.Describe(definition, 4);
        definition["policies"]!["decimals"] = 0;
    }

    private async Task<TestRound> PartAsync(IReadOnlyList<(string Unit, int Place)> places)
    {
        var round = await server.DraftAsync(Describe);
        await round.PublishAsync(places);
        return round;
    }

    private Task<TestRound> CombineAsync(TestRound first, TestRound? part, Action<JsonObject>? change = null) => server.DraftAsync(definition =>
    {
        RankedRound.Describe(definition, 4);
        Combine(definition, part is null ? [first] : [first, part]);
        change?.Invoke(definition);
    });

    private static void Combine(JsonObject definition, params TestRound[] parts)
    {
        definition.Remove("criteria");
        definition.Remove("options");
        definition["policies"]!["objectionDays"] = 7;
        definition["combine"] = new JsonArray([.. parts.Select((part, index) => (JsonNode)new JsonObject
        {
            ["round"] = part.Id, ["share"] = parts.Length == 1 ? 100 : index == 0 ? 60 : 40,
        })]);
    }

    private Task<Answer> ReplaceAsync(TestRound round, JsonObject definition) => server.Administrator.PutAsync(round.Path, definition);

    private static string Pointer(Answer answer) =>
        string.Join(", ", answer.Refuses(400, "invalid-definition").GetProperty("faults").EnumerateArray().Select(fault => fault.GetProperty("pointer").GetString()).Order());

    private async Task<JsonElement> ResultAsync(TestRound round) => (await server.Anybody.GetAsync($"{round.Path}/results")).Answers();

    private async Task<Dictionary<string, JsonElement>> UnitsAsync(TestRound round) => (await ResultAsync(round)).GetProperty("classes").EnumerateArray()
        .SelectMany(ranked => ranked.GetProperty("units").EnumerateArray()).ToDictionary(unit => unit.GetProperty("unit").GetString()!);

    private async Task VerifyAsync()
    {
        using var said = new StringWriter();
        Assert.True(await WholeCheck.RunAsync(server.Get<IJournal>(), server.Get<IEvidenceStore>(), said, server.Get<IKeyStore>()) == 0, said.ToString());
    }
}
