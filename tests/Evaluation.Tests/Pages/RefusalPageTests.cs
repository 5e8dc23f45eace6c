using Evaluation.Tests.Http;

namespace Evaluation.Tests.Pages;

/// <summary>A refusal on a page says in words of the reader what is refused, and leads back.</summary>
[Collection(SharedServer.Name)]
public sealed class RefusalPageTests(TestServer server)
{
    [Fact]
    public async Task A_frozen_round_leads_back_to_its_page()
    {
        var round = await server.DraftAsync();
        await round.MoveAsync("voting");
        using var browser = await new Browser(server.Address).SignedInAsync();
        var refused = await browser.OpenAsync($"/manage/rounds/{round.Id}/new-unit");
        Strict.Check(refused);
        Assert.Equal(409, refused.Status);
        Assert.Equal([$"/manage/rounds/{round.Id}", "/"], refused.All("main .actions a").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public async Task A_page_of_another_unit_is_refused_without_speaking_of_ballots()
    {
        var round = await server.DraftAsync();
        var name = TestServer.NewId("officer");
        var added = await server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{name}}","roles":[{"role":"unit","round":"{{round.Id}}","unit":"u1"}]}""");
        using var browser = await new Browser(server.Address).SignedInAsync(name, added.Answers(201).GetProperty("key").GetString()!);
        var refused = await browser.OpenAsync($"/unit/{round.Id}/u2");
        Strict.Check(refused);
        Assert.Equal((403, "不是您的单位"), (refused.Status, refused.In("main h1")));
        Assert.DoesNotContain("评议码", refused.In("main"), StringComparison.Ordinal);
        Assert.Equal(["/unit", "/"], refused.All("main .actions a").Select(link => link.GetAttribute("href")));
    }
}
