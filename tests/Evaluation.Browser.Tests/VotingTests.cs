using System.Text.Json.Nodes;

namespace Evaluation.Browser.Tests;

/// <summary>A deputy votes on a phone, from the link to the receipt.</summary>
[Collection(OneFixture.Name)]
public sealed class VotingTests(BrowserFixture fixture)
{
    [BrowserFact]
    public async Task A_link_opens_the_paper_and_leaves_no_credential_in_the_address()
    {
        var (round, credential) = await Papers.OpenAsync(fixture, 12);
        await using var voter = await fixture.VisitAsync(Screen.Phone);
        await voter.OpenPaperAsync(round.Id, credential);
        Assert.Equal($"{fixture.Server.Address}vote/{round.Id}", voter.Page.Url);
        await Expect(voter.Page.Locator(".unit-row")).ToHaveCountAsync(12);
        Assert.DoesNotContain(credential, await voter.Page.ContentAsync(), StringComparison.Ordinal);
        // A reload in the same tab needs no link; another tab has no credential.
        await voter.Page.ReloadAsync();
        await Expect(voter.Page.Locator("#vote-paper")).ToBeVisibleAsync();
        var other = await voter.AnotherTabAsync();
        await other.GotoAsync($"/vote/{round.Id}");
        await Expect(other.Locator("#credential")).ToBeVisibleAsync();
        await voter.KeepAsync("vote-list-phone");
    }

    [BrowserFact]
    public async Task Units_are_rated_one_by_one_and_the_receipt_shows_no_choice()
    {
        var (round, credential) = await Papers.OpenAsync(fixture, 12);
        await using var voter = await fixture.VisitAsync(Screen.Phone);
        var page = voter.Page;
        await voter.OpenPaperAsync(round.Id, credential);
        await page.ClickAsync("#go-on");
        await page.RateAsync(0, 1, 2, 3, 0);
        await Expect(page.Locator("#progress-text")).ToHaveTextAsync("已评 1 / 12");
        Assert.Contains("u3", await page.KeptAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(credential, await page.KeptAsync(), StringComparison.Ordinal);
        await voter.KeepAsync("vote-sheet-phone");
        await page.ClickAsync("#send");
        await Expect(page.Locator("#vote-receipt")).ToBeVisibleAsync();

        var progress = (await fixture.Server.Voter(credential).GetAsync($"{round.Path}/ballot")).Answers();
        Assert.Equal(progress.GetProperty("receipt").GetString(), await page.Locator("#receipt-code").InnerTextAsync());
        Assert.Equal("u3", Assert.Single(progress.GetProperty("rated").EnumerateArray()).GetString());
        var receipt = await page.Locator("#vote-receipt").InnerTextAsync();
        Assert.All(new[] { "满意", "不了解" }, option => Assert.DoesNotContain(option, receipt, StringComparison.Ordinal));
        // Sent marks are removed from the device.
        Assert.Equal("{}", await page.KeptAsync());
        await voter.KeepAsync("vote-receipt-phone");

        await page.ClickAsync("#receipt-continue");
        await page.RateAsync(1, 1, 1, 1, 1);
        await page.ClickAsync("#send");
        await Expect(page.Locator("#receipt-rated")).ToHaveTextAsync("2");
        await Expect(page.Locator("#receipt-remaining")).ToHaveTextAsync("10");
    }

    [BrowserFact]
    public async Task Marking_all_criteria_alike_is_a_separate_act_that_can_be_undone()
    {
        var (round, credential) = await Papers.OpenAsync(fixture, 6);
        await using var voter = await fixture.VisitAsync(Screen.Desktop);
        var page = voter.Page;
        await voter.OpenPaperAsync(round.Id, credential);
        await page.RateAsync(2, 3);
        Assert.False(await page.Locator(".same-options").IsVisibleAsync());
        await page.Locator("#sheet-marks details.fold > summary").First.ClickAsync();
        await page.Locator(".same-options button").First.ClickAsync();
        await Expect(page.Locator("#sheet-marks input[value='0']:checked")).ToHaveCountAsync(5);
        await page.Locator(".same-done button").ClickAsync();
        await Expect(page.Locator("input[name='mark-0'][value='2']")).ToBeCheckedAsync();
        await Expect(page.Locator("#sheet-marks input:checked")).ToHaveCountAsync(2);
        await voter.KeepAsync("vote-desktop");
    }

    [BrowserFact]
    public async Task A_unit_can_be_rated_again_until_the_close_and_only_the_last_marks_count()
    {
        var (round, credential) = await Papers.OpenAsync(fixture, 6, definition => definition["policies"] = new JsonObject { ["groupMin"] = 1 });
        (await round.CastAsync(credential, "u1:0,0,0,0,0")).Answers();
        await using var voter = await fixture.VisitAsync(Screen.Desktop);
        await voter.OpenPaperAsync(round.Id, credential);
        await voter.Page.ChooseAsync("单位1");
        await Expect(voter.Page.Locator("#sheet-marks input:checked")).ToHaveCountAsync(0);
        await voter.Page.RateAsync(2, 2, 2, 2, 2);
        await voter.Page.ClickAsync("#send");
        await Expect(voter.Page.Locator("#vote-receipt")).ToBeVisibleAsync();
        await round.MoveAsync("sealed");
        var slips = (await fixture.Server.Administrator.GetAsync($"{round.Path}/export?what=slips")).Text;
        Assert.Equal("u1,npc,C,C,C,C,C", Assert.Single(slips.Split("\r\n"), line => line.StartsWith("u1,", StringComparison.Ordinal)));
    }

    [BrowserFact]
    public async Task The_receipt_is_saved_as_a_file_without_any_choice()
    {
        var (round, credential) = await Papers.OpenAsync(fixture, 6);
        (await round.CastAsync(credential, "u1:0,1,2,3,0")).Answers();
        await using var voter = await fixture.VisitAsync(Screen.Phone.English);
        await voter.OpenPaperAsync(round.Id, credential);
        await voter.Page.ClickAsync("#see-receipt");
        var download = await voter.Page.RunAndWaitForDownloadAsync(() => voter.Page.ClickAsync("#receipt-save"));
        var text = await File.ReadAllTextAsync(await download.PathAsync());
        Assert.Contains(await voter.Page.Locator("#receipt-code").InnerTextAsync(), text, StringComparison.Ordinal);
        Assert.DoesNotContain("atisfied", text, StringComparison.Ordinal);
        Assert.DoesNotContain(credential, text, StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task Leaving_removes_all_data_from_a_borrowed_device()
    {
        var (round, credential) = await Papers.OpenAsync(fixture, 6);
        await using var voter = await fixture.VisitAsync(Screen.Phone);
        var page = voter.Page;
        await voter.OpenPaperAsync(round.Id, credential);
        await page.ClickAsync("#go-on");
        await page.RateAsync(0, 0);
        await page.Locator(".paper-foot summary").ClickAsync();
        await page.ClickAsync("#leave-paper");
        await page.WaitForURLAsync(fixture.Server.Address.ToString());
        Assert.Equal("{}{}", await page.EvaluateAsync<string>("() => JSON.stringify({...localStorage}) + JSON.stringify({...sessionStorage})"));
    }
}
