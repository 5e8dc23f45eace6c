using Evaluation.Cuts;
using Evaluation.Runtime;

namespace Evaluation.Tests.Pages.Public;

/// <summary>Pages for everybody: help, honours, navigation, turnout over time, scores before the close, progress of targets.</summary>
public sealed class PublicPageTests : IAsyncLifetime
{
    /// <summary>The time zone of rounds that name none.</summary>
    private static readonly TimeSpan Zone = TimeSpan.FromHours(8);

    private readonly TestServer _server = new();

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("zh-CN", "首页 评价结果 荣誉 我要评议 回执核验 帮助", "工作人员登录")]
    [InlineData("en", "Home Results Honours Vote Receipts Help", "Staff sign-in")]
    public async Task A_visitor_has_six_ways_and_staff_signs_in_at_the_foot(string language, string ways, string signIn)
    {
        using var browser = new Browser(_server.Address, language);
        foreach (var address in new[] { "/", "/help", "/honours", "/complaints", "/complaints/progress" })
        {
            var page = await browser.OpenAsync(address);
            Assert.Equal(200, page.Status);
            Strict.Check(page);
            Assert.Equal(ways, string.Join(' ', page.All(".site-nav a").Select(way => way.TextContent.Trim())));
            Assert.Equal(signIn, page.In(".site-footer a[href='/sign-in']"));
            Assert.DoesNotContain("{0}", page.In("body"), StringComparison.Ordinal);
        }
        using var administrator = await new Browser(_server.Address, language).SignedInAsync();
        Assert.Empty((await administrator.OpenAsync("/help")).All("a[href='/sign-in']"));
    }

    [Fact]
    public async Task Results_in_the_navigation_lead_to_the_newest_result_or_to_the_rounds()
    {
        using var browser = new Browser(_server.Address);
        Assert.Equal("/", (await browser.OpenAsync("/results")).Location);
        var round = await _server.OpenAsync();
        foreach (var voter in await round.IssueAsync("users", 3))
            (await round.CastAsync(voter, "u1:0,0")).Answers();
        await round.MoveAsync("sealed", "provisional", "published");
        Assert.Equal($"/rounds/{round.Id}/results", (await browser.OpenAsync("/results")).Location);
        Assert.Equal($"/rounds/{round.Id}/results?q={Uri.EscapeDataString("教育")}", (await browser.OpenAsync("/results?q=教育")).Location);
    }

    [Fact]
    public async Task The_register_names_units_titles_terms_and_what_was_withdrawn_and_filters()
    {
        var round = await _server.DraftAsync(definition => definition["units"]![0]!["label"] = "市民政局");
        (await _server.Administrator.PostAsync($"{round.Path}/transitions", """{"to":"voting","reason":"open"}""")).Answers();
        (await _server.Administrator.PutAsync("/api/honours/titles/civil", """{"label":{"zh":"文明单位","en":"Civilised"},"level":"city","termMonths":24,"reexaminationMonths":12}""")).Answers();
        (await _server.Administrator.PutAsync("/api/honours/titles/model", """{"label":{"zh":"先进集体","en":"Model"},"level":"nation","termMonths":600}""")).Answers();
        (await _server.Administrator.PostAsync("/api/honours", """{"title":"civil","unit":"u1","from":"2001-01-01","document":"文1号"}""")).Answers(201);
        (await _server.Administrator.PostAsync("/api/honours", """{"title":"civil","unit":"u1","from":"2003-01-01"}""")).Answers(201);
        var model = (await _server.Administrator.PostAsync("/api/honours", """{"title":"model","unit":"u2","from":"2001-01-01"}""")).Answers(201).GetProperty("id").GetString();
        (await _server.Administrator.PostAsync($"/api/honours/{model}/withdrawal", """{"grounds":"<b>事故</b>"}""")).Answers();
        using var browser = new Browser(_server.Address, "en");

        var page = await browser.OpenAsync("/honours");
        Strict.Check(page);
        Assert.Equal(3, page.All("tbody tr").Count());
        Assert.Contains(page.All("tbody tr"), row => row.TextContent.Contains("市民政局", StringComparison.Ordinal) && row.TextContent.Contains("2 terms in a row", StringComparison.Ordinal));
        Assert.Contains("<b>事故</b>", page.In("tbody"), StringComparison.Ordinal);
        Assert.Single((await browser.OpenAsync("/honours?state=withdrawn")).All("tbody tr"));
        Assert.Equal(2, (await browser.OpenAsync("/honours?q=民政&level=city")).All("tbody tr").Count());
        Assert.Single((await browser.OpenAsync("/honours?unit=u2")).All("tbody tr"));
        var none = await browser.OpenAsync("/honours?q=nobody&page=99");
        Assert.Contains("No honour matches", none.Text, StringComparison.Ordinal);
        Assert.Equal(400, (await browser.OpenAsync("/honours?level=galaxy")).Status);
    }

    [Fact]
    public async Task Turnout_over_time_has_the_kept_hours_and_what_stands_now()
    {
        var round = await _server.OpenAsync();
        foreach (var voter in await round.IssueAsync("users", 4))
            (await round.CastAsync(voter, "u1:0,0")).Answers();
        var npc = await round.IssueAsync("npc", 4);
        foreach (var voter in npc.Take(2))
            (await round.CastAsync(voter, "u1:0,0")).Answers();
        var engine = _server.Get<IEngine>();
        // Hours of the two days before today in the time zone of the round: a figure of the day is the last of its hours.
        var today = new DateTimeOffset(TimeProvider.System.GetUtcNow().ToOffset(Zone).Date, Zone);
        foreach (var (hours, users) in new[] { (-38, 1), (-14, 2), (-13, 3) })
            (await engine.SendAsync(CutGrain.Ref(round.Id), new TakeCut(today.AddHours(hours).ToUniversalTime(), 2, [], [new("npc", 50, 4, 2), new("users", 500, 4, users)]))).IsRefused(out _);
        using var browser = new Browser(_server.Address, "en");

        var page = await browser.OpenAsync($"/rounds/{round.Id}/turnout");
        Strict.Check(page);
        Assert.Equal(["3", "4", "5", "6"], page.All(".hour").Select(row => row.QuerySelectorAll("td")[0].TextContent));
        Assert.Equal(["37.5%", "50.0%", "62.5%", "75.0%"], page.All(".hour").Select(row => row.QuerySelectorAll("td")[1].TextContent));
        Assert.Equal(4, page.All("section .line-chart:not(.line-chart-low) circle").Count());
        Assert.Equal(2, page.All("#by-group .line-chart").Count());
        Assert.Equal("25.0%", page.All("#by-group tbody tr").First().Children[^1].TextContent);
        Assert.Equal(6, page.All(".day").Sum(row => int.Parse(row.QuerySelector("td")!.TextContent, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Contains("8 codes were issued and", page.In(".lead"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scores_before_the_close_are_a_page_where_the_round_shows_them_and_refused_elsewhere()
    {
        using var browser = new Browser(_server.Address, "en");
        var closed = await _server.OpenAsync();
        Assert.Equal(403, (await browser.OpenAsync($"/rounds/{closed.Id}/scores")).Status);
        Assert.DoesNotContain("Live scores", (await browser.OpenAsync($"/rounds/{closed.Id}")).In(".tabs"), StringComparison.Ordinal);
        var shown = await _server.OpenAsync(definition => definition["visibility"] = "public");
        foreach (var group in new[] { "npc", "users" })
            await shown.IssueAsync(group, Limits.IssuedForLiveScores);
        var page = await browser.OpenAsync($"/rounds/{shown.Id}/scores");
        Assert.Equal(200, page.Status);
        Strict.Check(page);
        Assert.Contains("No score can be shown yet", page.Text, StringComparison.Ordinal);
        Assert.Contains("Live scores", page.In(".tabs"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Progress_of_targets_is_a_table_by_unit_and_by_target()
    {
        var round = await _server.OpenAsync();
        (await _server.Administrator.PutAsync($"{round.Path}/units/u1/targets", """[{"id":"t1","title":"新大厅","measure":"使用","dueOn":"2001-01-01","responsible":"李明"},{"id":"t2","title":"压缩时限","measure":"天","dueOn":"2099-01-01","responsible":"王芳"}]""")).Answers();
        using var browser = new Browser(_server.Address, "en");
        var page = await browser.OpenAsync($"/rounds/{round.Id}/progress");
        Strict.Check(page);
        Assert.Contains("2 targets, 0 done, 1 overdue", page.Text, StringComparison.Ordinal);
        Assert.Equal(["0", "1", "2"], page.All(".chart-table .r[data-label]").Select(cell => cell.TextContent.Trim()));
        Assert.Contains("More than a year overdue", page.In(".badge-bad"), StringComparison.Ordinal);
        Assert.Equal($"/rounds/{round.Id}/progress", (await browser.OpenAsync($"/rounds/{round.Id}")).Document.QuerySelector("main .stack")!.ParentElement!.QuerySelector("p a[href$=progress]")!.GetAttribute("href"));
    }
}
