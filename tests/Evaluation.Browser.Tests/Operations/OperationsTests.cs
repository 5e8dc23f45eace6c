using Evaluation.Gateway.Operations;
using Evaluation.Gateway.Operations.Measuring;
using Evaluation.Gateway.Operations.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Evaluation.Browser.Tests.Operations;

/// <summary>The pages of operators keep themselves up to date without losing what a reader does, and everybody can read them.</summary>
[Collection(OneFixture.Name)]
public sealed class OperationsTests(BrowserFixture fixture)
{
    private static readonly Screen Wall = new("wall", new() { Width = 1920, Height = 1080 }, "zh-CN");

    [BrowserFact]
    public async Task The_page_shows_new_ballots_by_itself_and_keeps_open_tables_and_the_focus()
    {
        await using var operating = await SignedInAsync(Screen.Desktop);
        var page = operating.Page;
        await page.GotoAsync("/operations");
        await page.ClickAsync("#summary-rate");
        await Expect(page.Locator("#rows-rate")).ToBeVisibleAsync();
        await page.Locator("#to-wall").FocusAsync();
        var before = await page.Locator("[data-part=updated]").InnerTextAsync();
        var accepted = await page.Locator("[data-reason=no-such-credential] td >> nth=0").InnerTextAsync();

        var round = await fixture.Server.OpenAsync(Papers.Of(3));
        (await round.CastAsync("0123456789abcdefghjkmnpqr0", "u1:0,0,0,0,0")).Refuses(401, "no-such-credential");

        await Expect(page.Locator("[data-reason=no-such-credential] td >> nth=0")).Not.ToHaveTextAsync(accepted);
        await Expect(page.Locator("[data-part=updated]")).Not.ToHaveTextAsync(before);
        await Expect(page.Locator("#rows-rate")).ToBeVisibleAsync();
        await Expect(page.Locator("#to-wall")).ToBeFocusedAsync();
        await Expect(page.Locator("#ops-lost")).ToBeHiddenAsync();
    }

    [BrowserFact]
    public async Task A_page_without_a_connection_says_so_and_recovers()
    {
        await using var operating = await SignedInAsync(Screen.Phone);
        var page = operating.Page;
        await page.GotoAsync("/operations?wall");
        await page.Context.SetOfflineAsync(true);
        await Expect(page.Locator("#ops-lost")).ToBeVisibleAsync();
        await Expect(page.Locator("#ops-lost")).ToContainTextAsync("连接中断");
        await page.Context.SetOfflineAsync(false);
        await Expect(page.Locator("#ops-lost")).ToBeHiddenAsync();
    }

    [BrowserFact]
    public async Task A_page_whose_session_has_ended_asks_to_sign_in()
    {
        await using var operating = await SignedInAsync(Screen.Desktop);
        await operating.Page.GotoAsync("/operations");
        await operating.Page.Context.ClearCookiesAsync();
        await operating.Page.WaitForURLAsync("**/sign-in?back=%2Foperations");
    }

    [AxeFact]
    public async Task The_pages_are_accessible_in_both_languages_at_both_widths_light_and_dark()
    {
        await VoteAsync();
        foreach (var screen in new[] { Screen.Phone, Screen.Phone.English.Dark, Screen.Desktop.Dark, Screen.Desktop.English, Screen.Desktop, Wall, Wall.English.Dark })
        {
            await using var operating = await SignedInAsync(screen);
            foreach (var (name, address) in new[] { ("operations", "/operations"), ("operations-wall", "/operations?wall"), ("handbook", "/operations/handbook/operations#the-disk-fills") })
            {
                await operating.Page.GotoAsync(address);
                await AccessibilityTests.CheckAsync(operating, $"{name}-{screen.Name}");
            }
            await operating.Page.GotoAsync("/operations");
            foreach (var summary in await operating.Page.Locator(".chart summary").AllAsync())
                await summary.ClickAsync();
            await AccessibilityTests.CheckAsync(operating, $"operations-tables-{screen.Name}");
        }
    }

    [AxeFact]
    public async Task Large_type_fits_a_phone_and_the_wall_fits_its_screen()
    {
        await using var operating = await SignedInAsync(Screen.Phone);
        await operating.Page.GotoAsync("/operations");
        await operating.Page.ClickAsync(".site-tools a[href*='text=']");
        await AccessibilityTests.CheckAsync(operating, "operations-large-phone");
        await using var wall = await SignedInAsync(Wall);
        await wall.Page.GotoAsync("/operations?wall");
        Assert.InRange(await wall.Page.EvaluateAsync<int>("() => document.documentElement.scrollHeight"), 1, 1080);
    }

    [AxeFact]
    public Task A_calm_cluster_is_readable() => LookAsync(isSlow: false, "operations-calm");

    [AxeFact]
    public Task A_cluster_with_a_slow_database_and_a_silent_silo_is_readable() => LookAsync(isSlow: true, "operations-slow");

    private async Task LookAsync(bool isSlow, string name)
    {
        var pictured = new PicturedCluster(TimeProvider.System, isSlow);
        var server = TestServer.With(services => services.AddSingleton<INodes>(pictured).AddSingleton<IStorageReader>(pictured).AddSingleton(new DeploymentKind(IsCluster: true)));
        await server.InitializeAsync();
        try
        {
            var round = await server.OpenAsync(Papers.Of(3));
            (await round.ScheduleAsync("""{"closesAt":"2099-12-07T00:00:00+08:00","reason":"as announced"}""")).Answers();
            foreach (var screen in new[] { Screen.Desktop, Screen.Desktop.Dark, Screen.Desktop.English, Screen.Phone, Screen.Phone.English.Dark, Wall, Wall.Dark, Wall.English })
            {
                await using var operating = await fixture.VisitAsync(screen, server.Address);
                await operating.SignInAsync("admin", Site.AdministratorKey);
                var isWall = screen.Size.Height == Wall.Size.Height;
                await operating.Page.GotoAsync(isWall ? "/operations?wall" : "/operations");
                await AccessibilityTests.CheckAsync(operating, $"{name}-{screen.Name}");
                await Expect(operating.Page.Locator(".wall-todo li, .todo li")).ToHaveCountAsync(isWall ? (isSlow ? 3 : 1) : (isSlow ? 5 : 1));
                if (isWall)
                    Assert.InRange(await operating.Page.EvaluateAsync<int>("() => document.documentElement.scrollHeight"), 1, 1080);
            }
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    private async Task VoteAsync()
    {
        var round = await fixture.Server.OpenAsync(Papers.Of(3));
        await Task.WhenAll((await round.IssueAsync("users", 40)).Select(voter => round.CastAsync(voter, "u1:0,1,2,0,1")));
        (await round.CastAsync("0123456789abcdefghjkmnpqr0", "u1:0,0,0,0,0")).Refuses(401, "no-such-credential");
        // The newest whole bucket of ten seconds has these ballots, at the latest, when the next one has begun.
        await Eventually.IsTrueAsync(
            async () => (await fixture.Server.Administrator.GetAsync("/api/operations")).Answers().GetProperty("ballots").GetProperty("acceptedInMinute").GetInt32() >= 40, "the ballots are in the last minute");
    }

    private async Task<Visitor> SignedInAsync(Screen screen)
    {
        var visitor = await fixture.VisitAsync(screen);
        await visitor.SignInAsync("admin", Site.AdministratorKey);
        return visitor;
    }
}
