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
