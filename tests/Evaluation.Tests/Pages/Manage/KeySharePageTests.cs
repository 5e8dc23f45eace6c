using Evaluation.Ballots.Keys;
using Evaluation.Tests.Pages.Words;

namespace Evaluation.Tests.Pages.Manage;

/// <summary>Two persons print one share of a round's key each.</summary>
public sealed class KeySharePageTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Two_persons_print_one_share_each_and_both_together_are_the_key()
    {
        var (round, address) = await IssuedAsync();
        using var first = await new Browser(server.Address, "en").SignedInAsync();
        using var second = await SignInAsync();
        var page = await first.OpenAsync(address);
        Strict.Check(page);
        var a = await first.SendAsync(page, $"{address}/share");
        Strict.Check(a);
        Assert.Equal((200, "Share A of the key", true), (a.Status, a.Heading, a.Response.Headers.CacheControl!.NoStore));
        Assert.Equal(Share(a), Share(await first.SendAsync(await first.OpenAsync(address), $"{address}/share")));
        Assert.DoesNotContain(Share(a)[..11], (await first.OpenAsync(address)).Text, StringComparison.Ordinal);

        var b = await second.SendAsync(await second.OpenAsync(address), $"{address}/share");
        Strict.Check(b);
        Assert.Equal("密钥分片B", b.Heading);
        var key = KeyShares.Read(Share(a), Share(b), round.Id, out var fault);
        Assert.Null(fault);
        Assert.Equal((await server.Get<IKeyStore>().FindAsync(round.Id))!.Commitment, key!.Commitment);
        Assert.Contains(key.Commitment, string.Concat(b.Document.QuerySelectorAll(".share-facts code span").Select(span => span.TextContent)), StringComparison.Ordinal);
        Assert.Empty(PageWords.Faults(a.Text, "en"));
        using var chinese = await new Browser(server.Address).SignedInAsync();
        Assert.Empty(PageWords.Faults((await chinese.SendAsync(await chinese.OpenAsync(address), $"{address}/share")).Text, "zh-CN"));
    }

    [Fact]
    public async Task A_third_person_reads_that_two_others_have_the_shares()
    {
        var (_, address) = await IssuedAsync();
        using var first = await new Browser(server.Address).SignedInAsync();
        using var second = await SignInAsync();
        using var third = await SignInAsync();
        var early = await third.OpenAsync(address);
        await first.SendAsync(await first.OpenAsync(address), $"{address}/share");
        await second.SendAsync(await second.OpenAsync(address), $"{address}/share");

        var refused = await third.SendAsync(early, $"{address}/share");
        Strict.Check(refused);
        Assert.Equal((409, "两个密钥分片已由另外两人领取。"), (refused.Status, refused.In("[role=alert]").Trim()));
        Assert.DoesNotContain($"{address}/share", (await third.OpenAsync(address)).Document.Forms.Select(form => form.GetAttribute("action")));
        Assert.Contains($"{address}/share", (await first.OpenAsync(address)).Document.Forms.Select(form => form.GetAttribute("action")));
    }

    [Fact]
    public async Task An_auditor_reads_who_has_a_share_and_a_lost_key_is_said()
    {
        var (round, address) = await IssuedAsync();
        using var administrator = await new Browser(server.Address).SignedInAsync();
        var page = await administrator.OpenAsync(address);
        await administrator.SendAsync(page, $"{address}/share");
        using var auditor = await SignInAsync("auditor");
        var seen = await auditor.OpenAsync(address);
        Assert.Equal("admin", seen.In("section[aria-labelledby=shares] dd"));
        Assert.DoesNotContain($"{address}/share", seen.Document.Forms.Select(form => form.GetAttribute("action")));

        await server.Get<IKeyStore>().DestroyAsync(round.Id);
        var refused = await administrator.SendAsync(page, $"{address}/share");
        Assert.Equal(503, refused.Status);
        Assert.StartsWith("服务器上没有本轮次的密钥", refused.In("[role=alert]").Trim(), StringComparison.Ordinal);
    }

    private async Task<(TestRound Round, string Address)> IssuedAsync()
    {
        var round = await server.OpenAsync();
        await round.IssueAsync("npc", 1);
        return (round, $"/manage/rounds/{round.Id}/key");
    }

    private async Task<Browser> SignInAsync(string role = "administrator")
    {
        var name = TestServer.NewId("holder");
        var key = (await server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{name}}","roles":[{"role":"{{role}}"}]}""")).Answers(201).GetProperty("key").GetString()!;
        return await new Browser(server.Address).SignedInAsync(name, key);
    }

    private static string Share(Seen page) => string.Join('-', page.Document.QuerySelectorAll(".share-lines code").Select(code => code.TextContent));
}
