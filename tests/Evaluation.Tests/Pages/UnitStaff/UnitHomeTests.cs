using System.Text.Json.Nodes;
using Evaluation.Tests.Http;
using Evaluation.Tests.Http.SelfAssessments;

namespace Evaluation.Tests.Pages.UnitStaff;

/// <summary>What the page of a unit shows of its duties, its result and how it stands.</summary>
[Collection(SharedServer.Name)]
public sealed class UnitHomeTests(TestServer server)
{
    [Fact]
    public async Task The_button_of_a_duty_opens_the_entry_that_it_names()
    {
        var unit = await AssessedUnit.InAsync(server);
        var inspector = await server.StaffWithAsync($$"""{"role":"inspector","round":"{{unit.Round.Id}}"}""");
        (await inspector.PostAsync($"{unit.Round.Path}/units/u1/findings", """{"text":"the exit is blocked","dueOn":"2099-01-31"}""")).Answers(201);
        (await server.Administrator.PutAsync(
            $"{unit.Round.Path}/units/u1/targets", """{"targets":[{"id":"t1","title":"31 schools","measure":"schools","dueOn":"2099-12-20","responsible":"Zhou"},{"id":"t2","title":"2 parks","measure":"parks","dueOn":"2099-12-21","responsible":"Zhou"}]}""")).Answers();
        using var browser = await UnitBrowser.OpenAsync(server.Site, unit.Round.Id, "u1");
        var home = $"/unit/{unit.Round.Id}/u1";
        var page = await browser.OpenAsync(home);
        Assert.Empty(page.All("details.panel[open]"));
        foreach (var id in new[] { "f-1", "t1", "t2" })
        {
            var address = page.All(".due-act a").Select(link => link.GetAttribute("href")!).Single(link => link.EndsWith($"#{id}", StringComparison.Ordinal));
            var opened = await browser.OpenAsync(address);
            Strict.Check(opened);
            Assert.Equal([id], opened.All("details.panel[open][tabindex='-1']").Select(entry => entry.Id!));
        }
        Assert.Empty((await browser.OpenAsync($"{home}?open=none")).All("details.panel[open]"));
    }

    [Fact]
    public async Task A_second_reply_to_a_finding_from_an_older_page_waits_for_another_press()
    {
        var unit = await AssessedUnit.InAsync(server);
        var inspector = await server.StaffWithAsync($$"""{"role":"inspector","round":"{{unit.Round.Id}}"}""");
        (await inspector.PostAsync($"{unit.Round.Path}/units/u1/findings", """{"text":"the exit is blocked","dueOn":"2099-01-31"}""")).Answers(201);
        using var browser = await UnitBrowser.OpenAsync(server.Site, unit.Round.Id, "u1");
        var home = $"/unit/{unit.Round.Id}/u1";
        var page = await browser.OpenAsync(home);
        Assert.Equal(302, (await browser.SendAsync(page, $"{home}/findings/f-1/reply", ("text", "it is free again"))).Status);

        var stale = await browser.SendAsync(page, $"{home}/findings/f-1/reply", ("text", "it is free since May"));
        Strict.Check(stale);
        Assert.Equal((409, "it is free since May"), (stale.Status, stale.In("#reply-f-1")));
        Assert.Contains("it is free again", stale.In("#f-1 .stale-notice"), StringComparison.Ordinal);
        Assert.DoesNotContain("it is free since May", (await browser.OpenAsync(home)).In("#f-1"), StringComparison.Ordinal);
        Assert.Equal(302, (await browser.SendAsync(stale, $"{home}/findings/f-1/reply")).Status);
        Assert.Contains("it is free since May", (await browser.OpenAsync(home)).In("#f-1"), StringComparison.Ordinal);

        // After the verification no reply is possible; what was typed is shown.
        (await inspector.PostAsync($"{unit.Round.Path}/units/u1/findings/f-1/verification", """{"passed":true}""")).Answers();
        Assert.Contains("Verified, to be closed", (await browser.OpenAsync(home)).In("#f-1"), StringComparison.Ordinal);
        var late = await browser.SendAsync(page, $"{home}/findings/f-1/reply", ("text", "one word more"));
        Strict.Check(late);
        Assert.Equal(409, late.Status);
        Assert.Contains("one word more", late.In("#f-1"), StringComparison.Ordinal);
        Assert.Empty(late.All("#reply-f-1"));
    }

    [Fact]
    public async Task A_second_report_on_a_target_from_an_older_page_waits_for_another_press()
    {
        var unit = await AssessedUnit.InAsync(server);
        var targets = $"{unit.Round.Path}/units/u1/targets";
        (await server.Administrator.PutAsync(targets, """[{"id":"t1","title":"31 schools","dueOn":"2099-12-20","responsible":"Zhou"}]""")).Answers();
        using var browser = await UnitBrowser.OpenAsync(server.Site, unit.Round.Id, "u1");
        var (home, progress) = ($"/unit/{unit.Round.Id}/u1", $"/unit/{unit.Round.Id}/u1/targets/t1/progress");
        var page = await browser.OpenAsync(home);
        Assert.Equal(302, (await browser.SendAsync(page, progress, ("state", "partly"), ("note", "28 of 31"))).Status);

        var stale = await browser.SendAsync(page, progress, ("state", "done"), ("note", "31 of 31"));
        Strict.Check(stale);
        Assert.Equal((409, "31 of 31", "done"), (stale.Status, stale.In("#note-t1"), stale.Document.QuerySelector("#state-t1 option[selected]")!.GetAttribute("value")));
        Assert.Equal(
            ["Progress partly done done", "Note 28 of 31 31 of 31"],
            stale.All("#t1 .stale-notice tbody tr").Select(row => string.Join(' ', row.Children.Select(cell => cell.TextContent))));
        Assert.Equal(["28 of 31"], await NotesAsync());
        Assert.Equal(302, (await browser.SendAsync(stale, progress)).Status);
        Assert.Equal(["28 of 31", "31 of 31"], await NotesAsync());

        async Task<IEnumerable<string?>> NotesAsync() =>
            (await unit.Unit.GetAsync($"{targets}/t1")).Answers().GetProperty("progress").EnumerateArray().Select(report => report.GetProperty("note").GetString());
    }

    [Fact]
    public async Task A_published_result_shows_the_own_total_and_until_when_objections_are_accepted()
    {
        var objected = await ObjectedRound.PublishAsync(server.Site);
        using var browser = await UnitBrowser.OpenAsync(server.Site, objected.Round.Id, "u2");
        var home = $"/unit/{objected.Round.Id}/u2";
        var page = await browser.OpenAsync(home);
        Strict.Check(page);
        var duty = page.All(".due-list > li").Single(item => item.QuerySelector("a")!.GetAttribute("href") == $"{home}/objections/new");
        Assert.Contains("Objections are accepted until the end of ", duty.TextContent, StringComparison.Ordinal);
        Assert.Contains("7 days", duty.TextContent, StringComparison.Ordinal);
        var total = (await server.Anybody.GetAsync($"{objected.Round.Path}/results")).Answers().GetProperty("classes").EnumerateArray().SelectMany(ranked => ranked.GetProperty("units").EnumerateArray())
            .Single(figures => figures.GetProperty("unit").GetString() == "u2").GetProperty("total").GetDecimal();
        Assert.Equal(total, decimal.Parse(page.In("#own-total"), System.Globalization.CultureInfo.InvariantCulture));

        var unit = await AssessedUnit.InAsync(server);
        using var other = await UnitBrowser.OpenAsync(server.Site, unit.Round.Id, "u1");
        var before = await other.OpenAsync($"/unit/{unit.Round.Id}/u1");
        Assert.Empty(before.All("#own-total"));
        Assert.Empty(before.All($".due-list a[href$='/objections/new']"));
    }

    [Fact]
    public async Task Spot_checks_and_daily_points_are_shown_where_the_rules_have_them()
    {
        var without = await AssessedUnit.InAsync(server);
        using var first = await UnitBrowser.OpenAsync(server.Site, without.Round.Id, "u1");
        var page = await first.OpenAsync($"/unit/{without.Round.Id}/u1");
        Assert.DoesNotContain("Spot checks", page.In("[aria-labelledby=standing]"), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("daily", page.In("[aria-labelledby=standing]"), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("+0", page.In("[aria-labelledby=standing]"), StringComparison.Ordinal);
        Assert.Contains("None", page.In("[aria-labelledby=standing]"), StringComparison.Ordinal);

        var with = await AssessedUnit.InAsync(server, change: definition =>
        {
            definition["components"] = JsonNode.Parse("""{"vote": 50, "self": 40, "daily": 10}""");
            definition["vetoes"] = JsonNode.Parse("""[{"code":"v","label":"抽查","when":{"failedSpotChecks":2},"effect":"ineligible"}]""");
        });
        using var second = await UnitBrowser.OpenAsync(server.Site, with.Round.Id, "u1");
        page = await second.OpenAsync($"/unit/{with.Round.Id}/u1");
        Assert.Contains("Spot checks", page.In("[aria-labelledby=standing]"), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("daily", page.In("[aria-labelledby=standing]"), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("−0", page.In("[aria-labelledby=standing]"), StringComparison.Ordinal);
    }
}
