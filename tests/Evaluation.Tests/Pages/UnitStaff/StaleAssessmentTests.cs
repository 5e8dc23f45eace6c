using Evaluation.Tests.Http;
using Evaluation.Tests.Http.SelfAssessments;

namespace Evaluation.Tests.Pages.UnitStaff;

/// <summary>A self-assessment that another person has saved since its form was opened.</summary>
[Collection(SharedServer.Name)]
public sealed class StaleAssessmentTests(TestServer server)
{
    [Fact]
    public async Task A_stale_form_shows_the_difference_and_saves_at_the_second_press()
    {
        var unit = await AssessedUnit.InAsync(server);
        using var browser = await UnitBrowser.OpenAsync(server.Site, unit.Round.Id, "u1");
        var form = $"/unit/{unit.Round.Id}/u1/self-assessment";
        var page = await browser.OpenAsync(form);
        await unit.SaveAsync();

        var stale = await browser.SendAsync(page, form, ("claimed.0", "14"), ("reason.0", "mine"), ("act", "save"));
        Strict.Check(stale);
        Assert.Equal(409, stale.Status);
        Assert.Contains("14 mine", stale.In(".stale-notice"), StringComparison.Ordinal);
        Assert.Contains("15 no sports ground yet", stale.In(".stale-notice"), StringComparison.Ordinal);

        Assert.Equal(302, (await browser.SendAsync(stale, form, ("act", "save"))).Status);
        var saved = (await unit.Unit.GetAsync(unit.Path)).Answers();
        Assert.Equal((2, 14m), (saved.GetProperty("version").GetInt32(), saved.GetProperty("items")[0].GetProperty("claimed").GetDecimal()));
    }

    [Fact]
    public async Task A_stale_form_shows_every_field_in_which_the_two_versions_differ()
    {
        var unit = await AssessedUnit.InAsync(server);
        using var browser = await UnitBrowser.OpenAsync(server.Site, unit.Round.Id, "u1");
        var form = $"/unit/{unit.Round.Id}/u1/self-assessment";
        var (theirs, mine) = (await browser.OpenAsync(form), await browser.OpenAsync(form));
        Assert.Equal(302, (await browser.SendAsync(theirs, form, ("report", "their report"), ("declaredTotal", "50"), ("act", "save"))).Status);
        var stale = await browser.SendAsync(mine, form, ("report", "my report"), ("declaredTotal", "51"), ("noComplaints", "true"), ("act", "save"));
        Strict.Check(stale);
        var lines = stale.All(".stale-notice tbody tr").Select(line => string.Join('|', line.Children.Skip(1).Select(cell => cell.TextContent)));
        Assert.Equal(["50|51", "—|confirmed", "their report|my report"], lines);
    }

    [Fact]
    public async Task A_stale_form_keeps_what_was_typed_and_takes_over_what_was_not()
    {
        var unit = await AssessedUnit.InAsync(server);
        await unit.SaveAsync();
        using var browser = await UnitBrowser.OpenAsync(server.Site, unit.Round.Id, "u1");
        var form = $"/unit/{unit.Round.Id}/u1/self-assessment";
        var mine = await browser.OpenAsync(form);
        var theirs = await browser.OpenAsync(form);
        Assert.Equal(302, (await browser.SendAsync(theirs, form, ("claimed.0", "13"), ("reason.0", "theirs"), ("report", "their report"), ("act", "save"))).Status);

        var stale = await browser.SendAsync(mine, form, ("claimed.1", "9"), ("reason.1", "mine"), ("act", "save"));
        Strict.Check(stale);
        Assert.Equal(409, stale.Status);
        Assert.Single(stale.All(".stale-notice tbody tr"));
        Assert.Contains("9 mine", stale.In(".stale-notice"), StringComparison.Ordinal);
        // Each line names its item; what is typed and not saved yet is not called missing.
        Assert.All(stale.All("#faults li").SkipLast(1), line => Assert.Contains(":", line.TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain(stale.All("#faults li a"), link => link.GetAttribute("href") == "#row-1" && link.TextContent.Contains("not filled in", StringComparison.Ordinal));
        Assert.Equal(302, (await browser.SendAsync(stale, form, ("act", "save"))).Status);

        var saved = await browser.OpenAsync(form);
        string? Value(string field) => saved.Document.QuerySelector($"[name='{field}']")!.GetAttribute("value");
        Assert.Equal(("13", "9", "theirs", "their report"), (Value("claimed.0"), Value("claimed.1"), saved.In("#reason-0"), saved.In("#report")));
    }
}
