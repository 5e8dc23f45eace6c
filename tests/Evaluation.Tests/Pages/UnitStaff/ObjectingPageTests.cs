using Evaluation.Tests.Http;

namespace Evaluation.Tests.Pages.UnitStaff;

/// <summary>Objections by choosing a figure: no pointer is typed, and none is shown.</summary>
[Collection(SharedServer.Name)]
public sealed class ObjectingPageTests(TestServer server)
{
    [Fact]
    public async Task A_unit_chooses_a_figure_of_its_result_objects_and_reads_the_answer()
    {
        var objected = await ObjectedRound.PublishAsync(server.Site);
        using var browser = await UnitBrowser.OpenAsync(server.Site, objected.Round.Id, "u2");
        var home = $"/unit/{objected.Round.Id}/u2/objections";
        var result = await browser.OpenAsync($"/rounds/{objected.Round.Id}/results/u2");
        Strict.Check(result);
        var link = result.All(".object-link").Single(known => known.GetAttribute("aria-label") == "Object to this figure: bonus").GetAttribute("href")!;
        Assert.StartsWith($"{home}/new?figure=", link, StringComparison.Ordinal);

        var form = await browser.OpenAsync(link);
        Strict.Check(form);
        Assert.Equal("bonus", form.In("#figure"));
        Assert.Contains("0.00", form.In(".figure"), StringComparison.Ordinal);
        Assert.Contains("How it came about:", form.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("/bonus", form.In("main"), StringComparison.Ordinal);

        var empty = await browser.SendAsync(form, home, ("text", "  "));
        Assert.Equal(400, empty.Status);
        Assert.NotEmpty(empty.In("#text-fault"));
        Assert.Equal("bonus", empty.In("#figure"));
        var filed = await browser.SendAsync(empty, home, ("text", "we won a prize"));
        Assert.Equal($"{home}#o-1", filed.Location);
        var waiting = await browser.OpenAsync(home);
        Strict.Check(waiting);
        Assert.Contains("bonus", waiting.In("#o-1 h3"), StringComparison.Ordinal);
        Assert.Contains("we won a prize", waiting.In("#o-1"), StringComparison.Ordinal);
        Assert.Equal("/bonus", (await objected.ListAsync(objected.Unit))[0].GetProperty("about").GetString());

        await objected.UpholdAsync("o-1");
        var answered = await browser.OpenAsync(home);
        Strict.Check(answered);
        Assert.Contains("you are right", answered.In("#o-1"), StringComparison.Ordinal);
        Assert.Contains("Led to version 2", answered.In("#o-1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_button_of_a_result_leads_each_reader_to_the_form_or_to_how_to_object()
    {
        var objected = await ObjectedRound.PublishAsync(
            server.Site, definition => definition["organiser"] = System.Text.Json.Nodes.JsonNode.Parse("""{"name":{"zh":"文明办","en":"The office"},"phone":"0571-1234","address":{"zh":"府前路1号"}}"""));
        var (round, result) = (objected.Round.Id, $"/rounds/{objected.Round.Id}/results/u2");
        using var unit = await UnitBrowser.OpenAsync(server.Site, round, "u2");
        Assert.Equal($"/unit/{round}/u2/objections/new", Button(await unit.OpenAsync(result)));
        Assert.Equal(200, (await unit.OpenAsync($"/unit/{round}/u2/objections/new")).Status);
        // The result of another unit is not its own.
        Assert.Equal($"/rounds/{round}/objections#how", Button(await unit.OpenAsync($"/rounds/{round}/results/u1")));
        using var administrator = await new Browser(server.Address).SignedInAsync();
        Assert.Equal($"/manage/rounds/{round}/objections?unit=u2", Button(await administrator.OpenAsync(result)));

        using var anybody = new Browser(server.Address);
        Assert.Equal($"/rounds/{round}/objections#how", Button(await anybody.OpenAsync(result)));
        var page = await anybody.OpenAsync($"/rounds/{round}/objections");
        Strict.Check(page);
        var how = page.In("#how");
        Assert.Contains("被评单位登录后可在线提出异议；其他人可向主办单位书面反映", how, StringComparison.Ordinal);
        Assert.Contains("截止时间：", how, StringComparison.Ordinal);
        Assert.Contains("0571-1234", how, StringComparison.Ordinal);
        Assert.Contains("府前路1号", how, StringComparison.Ordinal);
        Assert.Equal($"/sign-in?back=%2Frounds%2F{round}%2Fobjections", page.Document.QuerySelector("#how a")!.GetAttribute("href"));
        Assert.Equal($"/unit/{round}/u2/objections/new", (await unit.OpenAsync($"/rounds/{round}/objections")).Document.QuerySelector("#how a")!.GetAttribute("href"));

        static string? Button(Seen page) => page.All("header .actions a").Last().GetAttribute("href");
    }

    [Fact]
    public async Task Every_figure_that_is_offered_is_accepted_and_has_a_name_in_words()
    {
        var objected = await ObjectedRound.PublishAsync(server.Site);
        using var browser = await UnitBrowser.OpenAsync(server.Site, objected.Round.Id, "u2");
        var home = $"/unit/{objected.Round.Id}/u2/objections";
        var page = await browser.OpenAsync($"{home}/new");
        Strict.Check(page);
        var offered = page.All(".figure-choice li").ToList();
        Assert.InRange(offered.Count, 10, 200);
        Assert.All(offered, figure => Assert.DoesNotContain('/', figure.QuerySelector("span")!.TextContent));
        Assert.Equal(offered.Count, offered.Select(figure => figure.QuerySelector("span")!.TextContent).Distinct().Count());

        foreach (var link in offered.Take(12).Select(figure => figure.QuerySelector("a")!.GetAttribute("href")!))
            Assert.Equal(302, (await browser.SendAsync(await browser.OpenAsync(link), home, ("text", $"about {link}"))).Status);
        Assert.Equal(12, (await objected.ListAsync(objected.Unit)).Length);
    }

    [Fact]
    public async Task Unknown_figures_older_versions_and_readers_who_are_not_the_unit_get_no_form()
    {
        var objected = await ObjectedRound.PublishAsync(server.Site);
        var result = $"/rounds/{objected.Round.Id}/results/u2";
        using var other = await UnitBrowser.OpenAsync(server.Site, objected.Round.Id, "u1");
        using var anybody = new Browser(server.Address, "en");
        Assert.Empty((await other.OpenAsync(result)).All(".object-link"));
        Assert.Empty((await anybody.OpenAsync(result)).All(".object-link"));
        Assert.Equal(403, (await other.OpenAsync($"/unit/{objected.Round.Id}/u2/objections")).Status);

        using var browser = await UnitBrowser.OpenAsync(server.Site, objected.Round.Id, "u2");
        var home = $"/unit/{objected.Round.Id}/u2/objections";
        var unknown = await browser.OpenAsync($"{home}/new?figure=/bonuses");
        Strict.Check(unknown);
        Assert.Contains("no such figure", unknown.In("[role=alert]"), StringComparison.Ordinal);
        var form = await browser.OpenAsync($"{home}/new?figure=/bonus");
        var refused = await browser.SendAsync(form, home, ("figure", "/bonuses"), ("text", "more"));
        Assert.Equal(400, refused.Status);
        Assert.NotEmpty(refused.All(".figure-choice"));

        await objected.FileAsync();
        await objected.UpholdAsync("o-1");
        Assert.Empty((await browser.OpenAsync($"{result}?version=1")).All(".object-link"));
        Assert.NotEmpty((await browser.OpenAsync(result)).All(".object-link"));
    }

    [Fact]
    public async Task Before_publication_and_after_the_window_the_pages_say_so()
    {
        var objected = await ObjectedRound.PrepareAsync(server.Site);
        using var browser = await UnitBrowser.OpenAsync(server.Site, objected.Round.Id, "u2");
        var home = $"/unit/{objected.Round.Id}/u2/objections";
        var early = await browser.OpenAsync(home);
        Strict.Check(early);
        Assert.Equal(200, early.Status);
        Assert.Contains("When the result is published", early.In(".empty"), StringComparison.Ordinal);
        Assert.Equal(403, (await browser.OpenAsync($"{home}/new")).Status);
        var token = await browser.OpenAsync("/account");
        using var content = new FormUrlEncodedContent([.. Browser.Fields(token, "/sign-out"), new("figure", "/bonus"), new("text", "early")]);
        Assert.Equal(403, (await browser.PostAsync(home, content)).Status);
    }

    [Fact]
    public async Task An_official_chooses_unit_and_figure_by_name_and_reads_figures_in_words()
    {
        var objected = await ObjectedRound.PublishAsync(server.Site);
        var list = $"/manage/rounds/{objected.Round.Id}/objections";
        using var browser = await new Browser(server.Address, "en").SignedInAsync();
        var result = await browser.OpenAsync($"/rounds/{objected.Round.Id}/results/u2");
        var link = result.All(".object-link").Single(known => known.GetAttribute("aria-label") == "Object to this figure: bonus").GetAttribute("href")!;
        Assert.StartsWith($"{list}?unit=u2", link, StringComparison.Ordinal);

        var form = await browser.OpenAsync(link);
        Strict.Check(form);
        Assert.Equal("/bonus", form.Document.QuerySelector("#about option[selected]")!.GetAttribute("value"));
        Assert.StartsWith("bonus", form.In("#about option[selected]"), StringComparison.Ordinal);
        Assert.Equal(302, (await browser.SendAsync(form, list, ("text", "a prize was forgotten"), ("onBehalfOf", "the office"))).Status);
        var listed = await browser.OpenAsync(list);
        Assert.Equal("bonus", listed.In("td[data-label=Figure]"));
        Assert.Empty(listed.All("tbody code"));
        Assert.Contains("bonus", (await browser.OpenAsync($"{list}/o-1")).In("h2"), StringComparison.Ordinal);
        Assert.Empty((await browser.OpenAsync($"{list}?unit=no-such-unit")).All("#about"));
    }
}
