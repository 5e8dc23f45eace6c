namespace Evaluation.Browser.Tests;

/// <summary>A stale form shows what has changed, on every screen and in both languages.</summary>
[Collection(OneFixture.Name)]
public sealed class StaleNoticeTests(BrowserFixture fixture)
{
    [BrowserFact]
    public async Task The_changes_fit_a_phone_and_a_desk_in_both_languages()
    {
        foreach (var screen in new[] { Screen.Phone, Screen.Phone.English, Screen.Desktop, Screen.Desktop.English })
        {
            var round = await fixture.Server.DraftAsync();
            (await round.ScheduleAsync("""{"closesAt":"2099-12-07T18:00:00+08:00"}""")).Answers();
            var address = $"/manage/rounds/{round.Id}";
            await using var visitor = await fixture.VisitAsync(screen);
            await visitor.SignInAsync("admin", Site.AdministratorKey);
            await visitor.Page.GotoAsync($"{address}/rules");
            var read = (await round.StateAsync()).GetProperty("definition").GetRawText();
            (await fixture.Server.Administrator.PutAsync(round.Path, read.Replace("\"roll\":50,", "\"roll\":321,", StringComparison.Ordinal).Replace("\"roll\":50}", "\"roll\":321}", StringComparison.Ordinal))).Answers();
            await visitor.Page.FillAsync("#f-title-zh", "我的标题");
            await visitor.Page.ClickAsync(".save-bar button");
            await Expect(visitor.Page.Locator(".stale-notice tbody tr")).ToHaveCountAsync(1);
            Assert.True(await visitor.FitsAsync());
            await visitor.KeepAsync($"stale-rules-{screen.Name}");
            await visitor.Page.ClickAsync(".stale-notice button");
            Assert.Equal("我的标题", await visitor.Page.InputValueAsync("#f-title-zh"));
            Assert.Equal("321", await visitor.Page.InputValueAsync("#f-groups-0-roll"));
            await visitor.Page.ClickAsync(".save-bar button");
            await Expect(visitor.Page.Locator(".notice-good")).ToBeVisibleAsync();

            await visitor.Page.GotoAsync($"{address}/acts/schedule");
            (await round.ScheduleAsync("""{"closesAt":"2099-12-14T18:00:00+08:00"}""")).Answers();
            await visitor.Page.FillAsync("#opensAt", "2099-12-02T09:00");
            await visitor.Page.FillAsync("#reason", "later");
            await visitor.Page.CheckAsync("input[name=sure]");
            await visitor.Page.ClickAsync(".actions button");
            await Expect(visitor.Page.Locator(".stale-notice tbody tr")).ToHaveCountAsync(1);
            Assert.Equal("2099-12-14T18:00", await visitor.Page.InputValueAsync("#closesAt"));
            Assert.True(await visitor.FitsAsync());
            await visitor.KeepAsync($"stale-schedule-{screen.Name}");
        }
    }
}
