namespace Evaluation.Tests.Pages.Manage;

/// <summary>Titles are defined, conferred, renewed and withdrawn on the pages of the register.</summary>
public sealed class HonourPageTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Register = "/manage/honours";

    [Fact]
    public async Task A_title_is_defined_conferred_renewed_and_withdrawn()
    {
        var round = await server.DraftAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        var page = await browser.OpenAsync(Register);
        Strict.Check(page);
        Assert.Equal("还没有登记荣誉", page.In(".empty-title"));
        var refused = await browser.SendAsync(page, Register, "title-form", ("zh", "文明单位"), ("code", "civilised"), ("level", "city"), ("termMonths", "many"), ("act", "define"));
        Strict.Check(refused);
        Assert.Equal((400, "many"), (refused.Status, refused.Document.QuerySelector("#termMonths")!.GetAttribute("value")));
        Assert.NotEqual("", refused.In("#termMonths-fault"));
        Assert.Equal($"{Register}?done=wasDefined", (await browser.SendAsync(refused, Register, "title-form", ("termMonths", "24"), ("act", "define"))).Location);

        page = await browser.OpenAsync(Register);
        var unknown = await browser.SendAsync(page, Register, "confer-form", ("unit", "absent"), ("from", "2089-01-01"), ("act", "confer"));
        Assert.Equal((400, "absent"), (unknown.Status, unknown.Document.QuerySelector("#unit")!.GetAttribute("value")));
        Assert.Equal($"{Register}?done=wasConferred", (await browser.SendAsync(unknown, Register, "confer-form", ("unit", "u1"), ("round", round.Id), ("document", "文〔2089〕1号"), ("act", "confer"))).Location);
        Assert.Equal(409, (await browser.SendAsync(page, Register, "confer-form", ("unit", "u1"), ("round", round.Id), ("from", "2089-06-01"), ("act", "confer"))).Status);

        page = await browser.OpenAsync(Register);
        Strict.Check(page);
        Assert.Contains("2089年1月1日至2090年12月31日", page.In("[data-honour]"), StringComparison.Ordinal);
        var address = page.Document.QuerySelector("[data-honour] a")!.GetAttribute("href")!;
        var one = await browser.OpenAsync(address);
        Strict.Check(one);
        Assert.Equal($"{Register}?done=wasRenewed", (await browser.SendAsync(one, address, "renew-form", ("act", "renew"))).Location);
        Assert.Equal(2, (await browser.OpenAsync(Register)).All("[data-honour]").Count());

        one = await browser.OpenAsync(address);
        Assert.Empty(one.All("#renew-form"));
        var unsure = await browser.SendAsync(one, address, "withdraw-form", ("grounds", "弄虚作假"), ("on", "2089-03-01"), ("act", "withdraw"));
        Assert.Equal((400, "弄虚作假"), (unsure.Status, unsure.In("#grounds")));
        var next = (await browser.OpenAsync(Register)).All("[data-honour] a").Select(link => link.GetAttribute("href")!).First(other => other != address);
        Assert.Equal($"{Register}?done=wasWithdrawn", (await browser.SendAsync(await browser.OpenAsync(next), next, "withdraw-form", ("grounds", "弄虚作假"), ("on", "2091-03-01"), ("sure", "yes"), ("act", "withdraw"))).Location);
        Assert.Contains("弄虚作假", (await browser.OpenAsync(next)).In("dl"), StringComparison.Ordinal);
        Assert.Equal("没有找到荣誉", (await browser.OpenAsync($"{Register}?state=ended")).In(".empty-title"));
        Assert.Equal(404, (await browser.OpenAsync($"{Register}/absent")).Status);
    }
}
