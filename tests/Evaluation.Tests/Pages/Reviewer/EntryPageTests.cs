using Evaluation.Tests.Http;

namespace Evaluation.Tests.Pages.Reviewer;

/// <summary>Reviewers find a unit, propose adjustments of the catalogue and state facts in forms.</summary>
[Collection(SharedServer.Name)]
public sealed class EntryPageTests(TestServer server)
{
    [Fact]
    public async Task An_entry_with_its_level_is_proposed_approved_by_another_person_and_withdrawn()
    {
        var (round, first, second) = await OpenAsync();
        var units = await first.OpenAsync($"/reviews/{round.Id}");
        Strict.Check(units);
        var address = $"/reviews/{round.Id}/u1/adjustments";
        Assert.NotNull(units.Document.QuerySelector($"a[href='{address}']"));
        var page = await first.OpenAsync(address);
        Assert.Equal(["", "honour/province", "honour/site", "late"], page.All("#a-entry option").Select(option => option.GetAttribute("value") ?? ""));
        Assert.Contains("现场会", page.In("#a-entry"), StringComparison.Ordinal);

        var refused = await first.SendAsync(page, address, ("fact", "办会"));
        Strict.Check(refused);
        Assert.Equal((400, "办会"), (refused.Status, refused.In("#a-fact")));
        Assert.NotEmpty(refused.In("#a-entry-fault"));
        Assert.Equal($"{address}#adj-1", (await first.SendAsync(refused, address, ("entry", "honour/site"))).Location);
        page = await first.OpenAsync(address);
        Assert.Contains("现场会", page.In("#adj-1"), StringComparison.Ordinal);
        Assert.Empty(page.All("#adj-1 form"));
        await second.SendAsync(await second.OpenAsync(address), $"{address}/adj-1", ("act", "approve"));
        Assert.Contains("提出人以外", (await first.OpenAsync(address)).In("#adj-1"), StringComparison.Ordinal);
        page = await second.OpenAsync(address);
        Assert.Contains("已批准", page.In("#adj-1"), StringComparison.Ordinal);
        Assert.Equal(400, (await second.SendAsync(page, $"{address}/adj-1", ("act", "withdraw"), ("reason", ""))).Status);
        await second.SendAsync(page, $"{address}/adj-1", ("act", "withdraw"), ("reason", "单位有误"));
        Assert.Contains("已撤销", (await first.OpenAsync(address)).In("#adj-1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fact_of_a_veto_is_stated_and_withdrawn_with_a_reason()
    {
        var (round, first, _) = await OpenAsync();
        var address = $"/reviews/{round.Id}/u2/adjustments";
        var page = await first.OpenAsync(address);
        Assert.Contains("重大事故", page.In("#f-fact"), StringComparison.Ordinal);
        var refused = await first.SendAsync(page, $"/reviews/{round.Id}/u2/facts", ("fact", "accident"), ("on", "1999-01-01"), ("document", "第 1 号"));
        Strict.Check(refused);
        Assert.Equal((400, "第 1 号"), (refused.Status, refused.Document.QuerySelector("#f-document")!.GetAttribute("value")));
        Assert.NotEmpty(refused.In("#f-on-fault"));
        await first.SendAsync(refused, $"/reviews/{round.Id}/u2/facts", ("on", ""));
        page = await first.OpenAsync(address);
        Assert.Contains("已认定", page.In("#facts"), StringComparison.Ordinal);
        Assert.False((await server.Administrator.GetAsync($"{round.Path}/units/u2/standing")).Answers().GetProperty("eligible").GetBoolean());
        Assert.Equal(400, (await first.SendAsync(page, $"/reviews/{round.Id}/u2/facts/accident/withdrawal", ("reason", ""))).Status);
        await first.SendAsync(page, $"/reviews/{round.Id}/u2/facts/accident/withdrawal", ("reason", "核实不属实"));
        Assert.True((await server.Administrator.GetAsync($"{round.Path}/units/u2/standing")).Answers().GetProperty("eligible").GetBoolean());
    }

    private async Task<(TestRound Round, Browser First, Browser Second)> OpenAsync()
    {
        var round = await server.DraftAsync(definition =>
        {
            SmallDefinition.Assessed(definition);
            definition["period"] = System.Text.Json.Nodes.JsonNode.Parse("""{"from":"2020-01-01","to":"2020-12-31"}""");
            definition["components"]!["bonusCap"] = 4;
            definition["entries"] = System.Text.Json.Nodes.JsonNode.Parse("""
                [{"code":"honour","label":"荣誉","kind":"bonus","levels":{"province":3,"site":1},"levelLabels":{"site":"现场会"}},{"code":"late","label":"迟报","kind":"deduction","points":0.5}]
                """);
            definition["vetoes"] = System.Text.Json.Nodes.JsonNode.Parse("""[{"code":"v","label":"重大事故","when":{"fact":"accident"},"effect":"ineligible"}]""");
        });
        await round.MoveAsync("assessing");
        return (round, await ReviewerAsync(round), await ReviewerAsync(round));
    }

    private async Task<Browser> ReviewerAsync(TestRound round)
    {
        var name = TestServer.NewId("reviewer");
        var added = await server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{name}}","roles":[{"role":"reviewer","round":"{{round.Id}}"}]}""");
        return await new Browser(server.Address).SignedInAsync(name, added.Answers(201).GetProperty("key").GetString()!);
    }
}
