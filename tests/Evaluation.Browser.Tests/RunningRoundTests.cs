
namespace Evaluation.Browser.Tests;

/// <summary>An administrator runs a round while a person votes in it.</summary>
[Collection(OneFixture.Name)]
public sealed class RunningRoundTests(BrowserFixture fixture)
{
    [BrowserFact]
    public async Task Pausing_extending_and_resuming_a_round_loses_no_mark_of_a_voter()
    {
        var (round, credential) = await Papers.OpenAsync(fixture, 3);
        await using var voter = await fixture.VisitAsync(Screen.Phone);
        await voter.OpenPaperAsync(round.Id, credential);
        await voter.Page.ClickAsync("#go-on");
        await voter.Page.RateAsync(0, 0, 1, 0, 0);

        await using var administrator = await fixture.VisitAsync(Screen.Desktop);
        var page = administrator.Page;
        await administrator.SignInAsync("admin", Site.AdministratorKey);
        await page.ActAsync(round.Id, "pause");
        await administrator.KeepAsync("manage-paused-desktop");
        await voter.Page.ClickAsync("#send");
        await Expect(voter.Page.Locator("#send-state")).Not.ToBeEmptyAsync();
        await Expect(voter.Page.Locator("#vote-receipt")).ToBeHiddenAsync();

        await page.ActAsync(round.Id, "extend", "2099-12-08T20:00");
        await Expect(page.Locator("main")).ToContainTextAsync("2099年12月8日 20:00");
        await page.ActAsync(round.Id, "resume");
        await voter.Page.ClickAsync("#send");
        await Expect(voter.Page.Locator("#vote-receipt")).ToBeVisibleAsync();

        // Later visitors see the new close.
        await using var other = await fixture.VisitAsync(Screen.Phone.English);
        await other.Page.GotoAsync($"/vote/{round.Id}");
        await Expect(other.Page.Locator(".vote-head")).ToContainTextAsync("8 December 2099, 20:00");
    }
}
