using Evaluation.Tests.Http;
using Evaluation.Tests.Http.Awards;

namespace Evaluation.Tests.Pages.Manage;

/// <summary>Awards are given on a page, with a choice where ranks are equal.</summary>
[Collection(SharedServer.Name)]
public sealed class AwardPageTests(TestServer server)
{
    [Fact]
    public async Task Awards_are_given_by_rank_and_equal_ranks_are_decided_on_the_page()
    {
        var round = await server.DraftAsync(definition => RankedRound.Describe(definition, 4));
        var address = $"/manage/rounds/{round.Id}/awards";
        using var browser = await new Browser(server.Address).SignedInAsync();
        var early = await browser.OpenAsync(address);
        Strict.Check(early);
        Assert.Equal("结果公布之后评奖", early.In(".empty-title"));
        await round.PublishAsync([("u0", 1), ("u1", 1), ("u2", 1), ("u3", 9)]);

        var page = await browser.OpenAsync(address);
        Strict.Check(page);
        var empty = await browser.SendAsync(page, address, "awards-form", ("act", "give"));
        Assert.Equal((400, true), (empty.Status, empty.In("[role=alert]").Length > 0));
        var tied = await GiveAsync(browser, page, address, [("first", "1"), ("second", "2")]);
        Strict.Check(tied);
        Assert.Equal((409, 3, "1"), (tied.Status, tied.All("input[name=decided]").Count(), tied.Document.QuerySelector("#places-0")!.GetAttribute("value")));
        var given = await GiveAsync(browser, tied, address, [("first", "1"), ("second", "2")], ("decided", "first u1"), ("why", "最早达标"));
        Assert.Equal($"{address}?done=wasGiven", given.Location);
        page = await browser.OpenAsync(given.Location!);
        Strict.Check(page);
        Assert.Contains("最早达标", page.In("[data-tier=first]"), StringComparison.Ordinal);
        Assert.Equal(2, page.All("[data-tier=second] li").Count());

        var unreasoned = await GiveAsync(browser, page, address, [("first", "1")], ("decided", "first u1"), ("why", "x"));
        Assert.Equal(400, unreasoned.Status);
        var replaced = await GiveAsync(browser, page, address, [("first", "1")], ("decided", "first u2"), ("why", "复核"), ("reason", "复核后更正"));
        Assert.Equal($"{address}?done=wasGiven", replaced.Location);
    }

    [Fact]
    public async Task A_single_prize_is_proposed_by_one_person_and_approved_by_another()
    {
        var round = await server.DraftAsync(definition => RankedRound.Describe(definition, 4));
        await round.PublishAsync([("u0", 1), ("u1", 2), ("u2", 3), ("u3", 9)]);
        var address = $"/manage/rounds/{round.Id}/awards";
        using var browser = await new Browser(server.Address).SignedInAsync();
        var page = await browser.OpenAsync(address);
        var refused = await browser.SendAsync(page, address, "special-form", ("zh", "创新奖"), ("unit", "u2"), ("reason", ""), ("act", "propose"));
        Assert.Equal((400, "创新奖"), (refused.Status, refused.Document.QuerySelector("#zh")!.GetAttribute("value")));
        Assert.NotEqual("", refused.In("#prize-reason-fault"));
        var proposed = await browser.SendAsync(refused, address, "special-form", ("reason", "首创"), ("act", "propose"));
        Assert.Equal($"{address}?done=wasProposed", proposed.Location);
        page = await browser.OpenAsync(address);
        // Who proposed reads that another person approves, and has no button for it.
        Assert.Empty(page.All("#approve-special-1"));
        Assert.Contains("须由提出人以外的另一人批准。", page.In("[data-prize=special-1]"), StringComparison.Ordinal);

        using var other = new Browser(server.Address);
        var name = TestServer.NewId("reviewer");
        await other.SignedInAsync(name, (await server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{name}}","roles":[{"role":"reviewer"}]}""")).Answers(201).GetProperty("key").GetString()!);
        page = await other.OpenAsync(address);
        Strict.Check(page);
        Assert.Empty(page.All("#awards-form"));
        Assert.Equal($"{address}?done=wasApproved", (await other.SendAsync(page, address, "approve-special-1", ("act", "approve"))).Location);
        Assert.Contains("已批准", (await other.OpenAsync(address)).In("[data-prize=special-1]"), StringComparison.Ordinal);
        Assert.Equal(403, (await other.SendAsync(page, address, "special-form", ("act", "give"))).Status);
    }

    private static Task<Seen> GiveAsync(Browser browser, Seen page, string address, (string Code, string Places)[] tiers, params (string, string)[] more) =>
        browser.SendAsync(page, address, "awards-form", [("act", "give"), .. tiers.SelectMany(tier => new[] { ("tier", tier.Code), ("tierZh", tier.Code), ("tierEn", ""), ("places", tier.Places) }), .. more]);
}
