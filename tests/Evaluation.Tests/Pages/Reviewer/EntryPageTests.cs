using Evaluation.Tests.Http;
using Evaluation.Tests.Pages.UnitStaff;

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
        var withdrawn = await first.OpenAsync(address);
        Strict.Check(withdrawn);
        Assert.Contains("已撤销", withdrawn.In("#adj-1"), StringComparison.Ordinal);
        Assert.Matches("撤销人.*李审核 · [0-9]{4}年.*单位有误", withdrawn.In("#adj-1 .withdrawn"));
    }

    [Theory]
    [InlineData("-3")]
    [InlineData("０")]
    [InlineData("一些")]
    public async Task Points_that_no_adjustment_can_have_are_answered_with_their_range(string typed)
    {
        var round = await server.DraftAsync(SmallDefinition.Assessed);
        await round.MoveAsync("assessing");
        using var browser = await ReviewerAsync(round, "王提出");
        var address = $"/reviews/{round.Id}/u1/adjustments";
        var refused = await browser.SendAsync(await browser.OpenAsync(address), address, ("kind", "bonus"), ("points", typed), ("rule", "第三条"), ("fact", "办会"));
        Strict.Check(refused);
        Assert.Equal((400, typed), (refused.Status, refused.Document.QuerySelector("#a-points")!.GetAttribute("value")));
        Assert.Matches("^请填写大于 0 且不超过 1000000 的数", refused.In("#a-points-fault"));
    }

    [Fact]
    public async Task A_proposal_takes_evidence_that_is_there_and_a_new_file()
    {
        var (round, first, _) = await OpenAsync();
        (await Filing.FileAsync(await server.StaffWithAsync($$"""{"role":"unit","round":"{{round.Id}}","unit":"u1"}"""), round, [.. "%PDF-1.7 a"u8], unit: "u1", title: "the deed")).Answers(201);
        var address = $"/reviews/{round.Id}/u1/adjustments";
        var page = await first.OpenAsync(address);
        Strict.Check(page);
        Assert.Contains("the deed", page.In("#propose"), StringComparison.Ordinal);
        var refused = await first.SendFileAsync(page, address, [0, 1, 2, 0xFF, 0xFE], "x.bin", ("entry", "honour/site"), ("fact", "办会"), ("evidence", "ev-1"));
        Assert.Equal((415, "办会"), (refused.Status, refused.In("#a-fact")));
        Assert.Equal("", refused.Document.QuerySelector("input[value=ev-1]")!.GetAttribute("checked"));
        var proposed = await first.SendFileAsync(refused, address, [.. "%PDF-1.7 b"u8], "minutes.pdf", ("entry", "honour/site"), ("fact", "办会"), ("evidence", "ev-1"));
        Assert.True(proposed.Location == $"{address}#adj-1", $"{proposed.Status} {proposed.In("[role=alert]")} {proposed.In(".fault")}");
        Assert.Equal(["the deed", "minutes"], (await first.OpenAsync(address)).All("#adj-1 .file").Select(link => link.TextContent));
    }

    [Fact]
    public async Task A_fact_of_a_veto_is_stated_and_withdrawn_with_a_reason()
    {
        var (round, first, _) = await OpenAsync();
        var address = $"/reviews/{round.Id}/u2/adjustments";
        var page = await first.OpenAsync(address);
        Assert.Contains("重大事故", page.In("#f-fact"), StringComparison.Ordinal);
        Assert.Equal($"/reviews/{round.Id}/u2/adjustments#facts", (await first.OpenAsync($"/reviews/{round.Id}/u2/facts")).Location);
        Assert.DoesNotContain("accident", page.In("#facts"), StringComparison.Ordinal);
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
        return (round, await ReviewerAsync(round, "王提出"), await ReviewerAsync(round, "李审核"));
    }

    private async Task<Browser> ReviewerAsync(TestRound round, string person)
    {
        var name = TestServer.NewId("reviewer");
        var added = await server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{name}}","person":"{{person}}","roles":[{"role":"reviewer","round":"{{round.Id}}"}]}""");
        return await new Browser(server.Address).SignedInAsync(name, added.Answers(201).GetProperty("key").GetString()!);
    }
}
