using Evaluation.Tests.Http;
using Evaluation.Tests.Http.Supervision;

namespace Evaluation.Tests.Pages;

/// <summary>The audit of a round as a page, and as the API answers it.</summary>
[Collection(SharedServer.Name)]
public sealed class AuditPageTests(TestServer server)
{
    [Fact]
    public async Task The_page_says_in_the_readers_language_what_the_API_says_in_a_stable_form()
    {
        var round = await SupervisedRound.OpenAsync(server);
        var complaint = (await server.Anybody.PostAsync("/api/complaints", $$"""{"unit":"u1","round":"{{round.Round.Id}}","text":"closed at noon"}""")).Answers(201).GetProperty("id").GetString()!;
        (await round.Reviewer.PostAsync($"/api/complaints/{complaint}/answer", """{"text":"it was closed","upheld":true}""")).Answers();
        (await round.Inspector.PostAsync($"{round.Of("u1")}/spot-checks", """{"failed":true,"on":"2011-03-31"}""")).Answers(201);

        var answered = (await server.Administrator.GetAsync($"{round.Path}/audit")).Answers().EnumerateArray().ToArray();
        Assert.All(answered, act => Assert.Equal(["at", "by", "act", "detail", "reason"], act.EnumerateObject().Select(member => member.Name)));
        Assert.Equal(
            [("complaint-received", $"{complaint}, unit u1, online"), ("complaint-answered", $"{complaint}, unit u1: upheld"), ("spot-check-recorded", "unit u1, sc-1, failed")],
            answered.TakeLast(3).Select(act => (act.GetProperty("act").GetString()!, act.GetProperty("detail").GetString()!)));
        Assert.Equal("*", answered[^3].GetProperty("by").GetString());

        Assert.Equal(["登记抽查 单位“一”，抽查第1号，不合格", $"答复投诉 {complaint}，单位“一”：情况属实", $"登记投诉 {complaint}，单位“一”，网上"], await ReadAsync(round.Round.Id, "zh-CN", "公众"));
        Assert.Equal(
            ["Spot check entered unit “一”, spot check 1, failed", $"Complaint answered {complaint}, unit “一”: upheld", $"Complaint received {complaint}, unit “一”, online"],
            await ReadAsync(round.Round.Id, "en", "the public"));
    }

    [Fact]
    public async Task Evidence_that_was_withdrawn_is_a_line_of_the_page()
    {
        var (round, unit) = await Filing.OpenAsync(server.Site);
        (await Filing.FileAsync(unit, round, [.. "%PDF-1.7 a"u8])).Answers(201);
        using var reason = new StringContent("""{"reason":"the wrong year"}""", System.Text.Encoding.UTF8, "application/json");
        (await unit.SendAsync(HttpMethod.Delete, $"{Filing.Path(round)}/ev-1", reason)).Answers();
        Assert.Equal("撤回佐证材料 单位“二”，佐证材料第1号", (await ReadAsync(round.Id, "zh-CN", null))[0]);
    }

    [Theory]
    [InlineData("zh-CN", "王敏（{0}）")]
    [InlineData("en", "王敏 ({0})")]
    public async Task A_second_account_of_a_person_is_seen_beside_the_name(string language, string shown)
    {
        var round = await server.OpenAsync();
        var name = TestServer.NewId("wang");
        var added = (await server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{name}}","person":"王敏","roles":[{"role":"administrator"}]}""")).Answers(201);
        (await server.Staff(added.GetProperty("key").GetString()!).PostAsync($"{round.Path}/transitions", """{"to":"paused"}""")).Answers();
        using var browser = await new Browser(server.Address, language).SignedInAsync();
        var rows = (await browser.OpenAsync($"/manage/rounds/{round.Id}/audit")).All(".audit tbody tr").Select(row => row.Children[1].TextContent).ToArray();
        Assert.Equal(string.Format(System.Globalization.CultureInfo.InvariantCulture, shown, name), rows[0]);
        // An account that is its own person is said once.
        Assert.Equal("admin", rows[1]);
    }

    /// <summary>What was done, newest first.</summary>
    private async Task<string[]> ReadAsync(string round, string language, string? complainant)
    {
        using var browser = await new Browser(server.Address, language).SignedInAsync();
        var page = await browser.OpenAsync($"/manage/rounds/{round}/audit");
        Strict.Check(page);
        var rows = page.All(".audit tbody tr").Take(3).ToArray();
        if (complainant is not null)
            Assert.Equal(complainant, rows[2].Children[1].TextContent);
        return [.. rows.Select(row => string.Join(' ', row.Children[2].ChildNodes.Select(node => node.TextContent).Where(text => text.Length > 0)))];
    }
}
