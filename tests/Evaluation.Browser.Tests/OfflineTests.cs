namespace Evaluation.Browser.Tests;

/// <summary>A bad network, and a voter with two tabs.</summary>
[Collection(OneFixture.Name)]
public sealed class OfflineTests(BrowserFixture fixture)
{
    [BrowserFact]
    public async Task Marks_made_offline_are_sent_when_the_network_is_back()
    {
        var (round, credential) = await Papers.OpenAsync(fixture, 6);
        await using var voter = await fixture.VisitAsync(Screen.Phone);
        var page = voter.Page;
        await voter.OpenPaperAsync(round.Id, credential);
        await voter.Context.SetOfflineAsync(true);
        await page.ClickAsync("#go-on");
        await page.RateAsync(0, 1, 0, 1, 0);
        await page.ClickAsync("#send");
        await Expect(page.Locator("#send-state")).ToContainTextAsync("网络不可用");
        await voter.KeepAsync("vote-offline-phone");
        Assert.Equal(0, (await fixture.Server.Voter(credential).GetAsync($"{round.Path}/ballot")).Answers().GetProperty("rated").GetArrayLength());
        await voter.Context.SetOfflineAsync(false);
        await Expect(page.Locator("#vote-receipt")).ToBeVisibleAsync();
        Assert.Equal(1, (await fixture.Server.Voter(credential).GetAsync($"{round.Path}/ballot")).Answers().GetProperty("rated").GetArrayLength());
    }

    [BrowserFact]
    public async Task A_ballot_whose_answer_was_lost_is_sent_again_with_the_same_id()
    {
        var (round, credential) = await Papers.OpenAsync(fixture, 6);
        await using var voter = await fixture.VisitAsync(Screen.Phone);
        var page = voter.Page;
        List<(string? Id, int Status)> sent = [];
        await page.RouteAsync("**/ballot", async route =>
        {
            if (route.Request.Method != "PUT")
            {
                await route.ContinueAsync();
                return;
            }
            var answer = await route.FetchAsync();
            sent.Add((route.Request.Headers.GetValueOrDefault("ballot-id"), answer.Status));
            await (sent.Count == 1 ? route.AbortAsync() : route.FulfillAsync(new() { Response = answer }));
        });
        await voter.OpenPaperAsync(round.Id, credential);
        await page.ClickAsync("#go-on");
        await page.RateAsync(0, 1, 0, 1, 0);
        await page.ClickAsync("#send");
        await Expect(page.Locator("#send-state")).ToContainTextAsync("网络不可用");
        await page.EvaluateAsync("() => dispatchEvent(new Event('online'))");
        await Expect(page.Locator("#vote-receipt")).ToBeVisibleAsync();

        Assert.Equal([200, 200], sent.Select(ballot => ballot.Status));
        Assert.Equal(22, Assert.Single(sent.Select(ballot => ballot.Id).Distinct())!.Length);
        var receipt = (await fixture.Server.Voter(credential).GetAsync($"{round.Path}/ballot")).Answers().GetProperty("receipt").GetString();
        Assert.Equal("1", receipt!.Split('-')[1]);
        Assert.DoesNotContain(sent[0].Id!, await page.KeptAsync(), StringComparison.Ordinal);

        await page.ClickAsync("#receipt-continue");
        await page.RateAsync(1, 1, 1, 1, 1);
        await page.ClickAsync("#send");
        await Expect(page.Locator("#vote-receipt")).ToBeVisibleAsync();
        Assert.NotEqual(sent[0].Id, sent[2].Id);
    }

    [BrowserFact]
    public async Task A_draft_survives_closing_the_tab_and_is_restored_by_the_link()
    {
        var (round, credential) = await Papers.OpenAsync(fixture, 6);
        await using var voter = await fixture.VisitAsync(Screen.Phone);
        await voter.OpenPaperAsync(round.Id, credential);
        await voter.Page.ChooseAsync("单位4");
        await voter.Page.RateAsync(3, 2, 1);
        await voter.Page.CloseAsync();
        var again = await voter.AnotherTabAsync();
        await voter.OpenPaperAsync(round.Id, credential, again);
        await Expect(again.Locator("#progress-more")).ToContainTextAsync("未完成 1");
        await again.ChooseAsync("单位4");
        await Expect(again.Locator("input[name='mark-0'][value='3']")).ToBeCheckedAsync();
        await Expect(again.Locator("#sheet-marks input:checked")).ToHaveCountAsync(3);
    }

    [BrowserFact]
    public async Task Two_tabs_of_a_voter_share_their_marks_and_count_once()
    {
        var (round, credential) = await Papers.OpenAsync(fixture, 6);
        await using var voter = await fixture.VisitAsync(Screen.Desktop);
        var (first, second) = (voter.Page, await voter.AnotherTabAsync());
        await voter.OpenPaperAsync(round.Id, credential, first);
        await voter.OpenPaperAsync(round.Id, credential, second);
        await first.ChooseAsync("单位2");
        await second.ChooseAsync("单位2");
        await first.RateAsync(0, 0, 0, 0, 1);
        await Expect(second.Locator("input[name='mark-4'][value='1']")).ToBeCheckedAsync();
        await second.MarkAsync(4, 2);
        await Expect(first.Locator("input[name='mark-4'][value='2']")).ToBeCheckedAsync();
        // One tab sends the marks; the other has nothing to send and shows the same receipt.
        await Task.WhenAll(first.DispatchEventAsync("#send", "click"), second.DispatchEventAsync("#send", "click"));
        var received = new[] { first, second }.Select(tab => tab.WaitForSelectorAsync("#vote-receipt")).ToArray();
        await await Task.WhenAny(received);
        var progress = (await fixture.Server.Voter(credential).GetAsync($"{round.Path}/ballot")).Answers();
        Assert.Equal("u2", Assert.Single(progress.GetProperty("rated").EnumerateArray()).GetString());
    }
}
