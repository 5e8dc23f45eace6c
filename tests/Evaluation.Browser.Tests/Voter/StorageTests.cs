namespace Evaluation.Browser.Tests.Voter;

/// <summary>Browsers that lack what the voting page can do without: storage, Intl, an unlimited history.</summary>
[Collection(OneFixture.Name)]
public sealed class StorageTests(BrowserFixture fixture)
{
    private const string Denied = """
        for (const name of ["sessionStorage", "localStorage"])
          Object.defineProperty(window, name, { get() { throw new DOMException("denied", "SecurityError"); } });
        """;

    private const string Absent = """
        for (const name of ["sessionStorage", "localStorage"]) Object.defineProperty(window, name, { get: () => null });
        """;

    private const string Full = """
        Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
        """;

    [BrowserTheory]
    [InlineData(Denied)]
    [InlineData(Absent)]
    [InlineData(Full)]
    public async Task A_voter_without_storage_votes_and_is_warned_that_only_the_page_has_the_marks(string script)
    {
        var (round, credential) = await Papers.OpenAsync(fixture, 3);
        await using var voter = await fixture.VisitAsync(Screen.Phone);
        var page = voter.Page;
        await page.AddInitScriptAsync(script);
        await voter.OpenPaperAsync(round.Id, credential);
        await Expect(page.Locator("#not-kept")).ToBeVisibleAsync();
        // Nothing but the address can keep the credential, and a reload must not lose it.
        await page.ReloadAsync();
        await Expect(page.Locator("#vote-paper")).ToBeVisibleAsync();
        await page.ClickAsync("#go-on");
        await page.RateAsync(0, 1, 2, 3, 0);
        await voter.Context.SetOfflineAsync(true);
        await page.ClickAsync("#send");
        await Expect(page.Locator("#send-state")).ToContainTextAsync("您的选择只在当前页面中");
        Assert.True(await page.EvaluateAsync<bool>("() => !dispatchEvent(new Event('beforeunload', { cancelable: true }))"));
        await voter.KeepAsync("vote-no-storage-phone");
        await voter.Context.SetOfflineAsync(false);
        await Expect(page.Locator("#vote-receipt")).ToBeVisibleAsync();
        await Expect(page.Locator("#receipt-rated")).ToHaveTextAsync("1");
    }

    [BrowserTheory]
    [InlineData(Denied)]
    [InlineData(Full)]
    public async Task Without_storage_a_credential_is_typed_and_a_damaged_link_is_explained(string script)
    {
        var (round, credential) = await Papers.OpenAsync(fixture, 3);
        await using var voter = await fixture.VisitAsync(Screen.Phone);
        var page = voter.Page;
        await page.AddInitScriptAsync(script);
        await page.GotoAsync($"/vote/{round.Id}#{credential[..20]}");
        await Expect(page.Locator("#credential-fault")).ToContainTextAsync("评议码不完整");
        await Expect(page.Locator("#credential")).ToHaveValueAsync(credential[..20]);
        await page.ReloadAsync();
        await Expect(page.Locator("#credential")).ToHaveValueAsync(credential[..20]);
        await page.FillAsync("#credential", credential);
        await page.PressAsync("#credential", "Enter");
        await Expect(page.Locator("#vote-paper")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task With_storage_nobody_is_warned()
    {
        var (round, credential) = await Papers.OpenAsync(fixture, 3);
        await using var voter = await fixture.VisitAsync(Screen.Phone);
        await voter.OpenPaperAsync(round.Id, credential);
        await Expect(voter.Page.Locator("#not-kept")).ToBeHiddenAsync();
        await voter.Page.ClickAsync("#go-on");
        await voter.Page.RateAsync(0);
        Assert.False(await voter.Page.EvaluateAsync<bool>("() => !dispatchEvent(new Event('beforeunload', { cancelable: true }))"));
    }

    [BrowserFact]
    public async Task Without_Intl_the_time_of_the_opening_is_shown_as_the_server_writes_it()
    {
        var round = await fixture.Server.DraftAsync(Papers.Of(3));
        var credential = (await round.IssueAsync("npc", 1))[0];
        (await round.ScheduleAsync("""{"opensAt":"2099-12-01T09:00:00+08:00"}""")).Answers();
        await using var voter = await fixture.VisitAsync(Screen.Phone);
        await voter.Page.AddInitScriptAsync("delete window.Intl;");
        await voter.Page.GotoAsync($"/vote/{round.Id}#{credential}");
        await Expect(voter.Page.Locator("#message-text")).ToContainTextAsync("2099-12-01 09:00 UTC+08:00");
    }

    [BrowserFact]
    public async Task A_browser_of_2020_without_a_print_dialog_votes()
    {
        var (round, credential) = await Papers.OpenAsync(fixture, 3);
        await using var voter = await fixture.VisitAsync(Screen.Phone);
        var page = voter.Page;
        await page.AddInitScriptAsync("delete Array.prototype.at; delete String.prototype.at; delete Element.prototype.replaceChildren; delete String.prototype.replaceAll; window.print = undefined;");
        await voter.OpenPaperAsync(round.Id, credential);
        await page.ClickAsync("#go-on");
        await page.RateAsync(0, 0, 0, 0, 0);
        await page.ClickAsync("#send");
        await Expect(page.Locator("#vote-receipt")).ToBeVisibleAsync();
        await Expect(page.Locator("#receipt-save")).ToBeVisibleAsync();
        await Expect(page.Locator("#receipt-print")).ToBeHiddenAsync();
    }

    [BrowserFact]
    public async Task A_turnout_page_without_server_sent_events_says_that_it_is_not_live()
    {
        var (round, _) = await Papers.OpenAsync(fixture, 3);
        await using var anybody = await fixture.VisitAsync(Screen.Phone);
        await anybody.Page.AddInitScriptAsync("delete window.EventSource; delete window.Intl;");
        await anybody.Page.GotoAsync($"/rounds/{round.Id}/turnout");
        await Expect(anybody.Page.Locator("[data-turnout-state]")).ToHaveTextAsync((await anybody.Page.GetAttributeAsync("[data-turnout]", "data-lost"))!);
    }

    [BrowserFact]
    public async Task A_browser_that_limits_changes_of_the_address_still_opens_units()
    {
        var (round, credential) = await Papers.OpenAsync(fixture, 3);
        await using var voter = await fixture.VisitAsync(Screen.Phone);
        var page = voter.Page;
        await page.AddInitScriptAsync("History.prototype.pushState = History.prototype.replaceState = () => { throw new DOMException('too often', 'SecurityError'); };");
        await voter.OpenPaperAsync(round.Id, credential);
        await page.ChooseAsync("单位2");
        await page.ClickAsync("#sheet-back");
        await Expect(page.Locator("#paper-list")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task A_page_whose_module_does_not_load_says_so_without_a_script()
    {
        var (round, credential) = await Papers.OpenAsync(fixture, 3);
        await using var voter = await fixture.VisitAsync(Screen.Phone);
        var page = voter.Page;
        await page.RouteAsync("**/assets/vote.*.js", route => route.AbortAsync());
        await page.GotoAsync($"/vote/{round.Id}#{credential}");
        await Expect(page.Locator(".vote-late")).ToBeHiddenAsync();
        await page.EvaluateAsync("() => document.getAnimations().forEach(animation => animation.finish())");
        await Expect(page.Locator(".vote-late")).ToBeVisibleAsync();
        await voter.KeepAsync("vote-late-phone");
    }

    [BrowserFact]
    public async Task A_script_that_fails_before_the_paper_is_shown_is_explained_at_once()
    {
        var (round, credential) = await Papers.OpenAsync(fixture, 3);
        await using var voter = await fixture.VisitAsync(Screen.Phone);
        var page = voter.Page;
        await page.RouteAsync("**/paper", _ => Task.CompletedTask);
        await page.GotoAsync($"/vote/{round.Id}#{credential}");
        await Expect(page.Locator("#vote[data-view=loading]")).ToBeVisibleAsync();
        await page.EvaluateAsync("() => { dispatchEvent(new Event('error')); }");
        await Expect(page.Locator(".vote-late")).ToBeVisibleAsync();
    }
}
