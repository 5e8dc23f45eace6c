namespace Evaluation.Browser.Tests.Voter;

/// <summary>A ballot is counted, but the answer says that the system is busy.</summary>
[Collection(OneFixture.Name)]
public sealed class UnknownOutcomeTests(BrowserFixture fixture)
{
    [BrowserTheory]
    [InlineData(503, """{"code":"busy"}""")]
    [InlineData(502, "<html>Bad gateway</html>")]
    public async Task The_page_says_that_the_ballot_may_have_been_counted_and_sends_it_again(int status, string body)
    {
        var (round, credential) = await Papers.OpenAsync(fixture, 3);
        await using var voter = await fixture.VisitAsync(Screen.Desktop);
        var page = voter.Page;
        await voter.OpenPaperAsync(round.Id, credential);
        await page.RateAsync(0, 0, 0, 0, 0);
        var receipts = new List<string>();
        await page.RouteAsync("**/ballot", async route =>
        {
            if (route.Request.Method != "PUT")
            {
                await route.ContinueAsync();
                return;
            }
            var answer = await route.FetchAsync();
            receipts.Add(await answer.TextAsync());
            await (receipts.Count > 1 ? route.FulfillAsync(new() { Response = answer }) : route.FulfillAsync(new() { Status = status, Body = body }));
        });
        await page.ClickAsync("#send");
        await Expect(page.Locator("#send-state")).ToContainTextAsync("评议票可能已经计入，也可能没有");
        await Expect(page.Locator("#vote-receipt")).ToBeVisibleAsync();
        Assert.Equal(2, receipts.Count);
        Assert.Equal(receipts[0], receipts[1]);
    }

    [BrowserFact]
    public async Task A_fault_of_the_system_says_that_the_ballot_may_have_been_counted()
    {
        var (round, credential) = await Papers.OpenAsync(fixture, 3);
        await using var voter = await fixture.VisitAsync(Screen.Desktop);
        var page = voter.Page;
        await voter.OpenPaperAsync(round.Id, credential);
        await page.RateAsync(0, 0, 0, 0, 0);
        await page.RouteAsync("**/ballot", route => route.FulfillAsync(new() { Status = 500, ContentType = "application/problem+json", Body = """{"code":"fault"}""" }));
        await page.ClickAsync("#send");
        await Expect(page.Locator("#send-state")).ToContainTextAsync("评议票可能已经计入，也可能没有");
        await Expect(page.Locator("#send")).ToHaveTextAsync("提交 1 个单位");
    }
}
