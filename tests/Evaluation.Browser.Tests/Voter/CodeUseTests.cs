using System.Text.RegularExpressions;

namespace Evaluation.Browser.Tests.Voter;

/// <summary>A voter looks up by the code whether anybody else used it.</summary>
[Collection(OneFixture.Name)]
public sealed partial class CodeUseTests(BrowserFixture fixture)
{
    [BrowserFact]
    public async Task The_page_of_receipts_says_what_a_code_was_used_for_and_sends_it_in_a_header_only()
    {
        foreach (var screen in new[] { Screen.Phone, Screen.Desktop.English.Dark })
        {
            var (round, credential) = await Papers.OpenAsync(fixture, 3);
            await using var voter = await fixture.VisitAsync(screen);
            var page = voter.Page;
            List<(string Address, string? Header, string? Body)> sent = [];
            page.Request += (_, request) => sent.Add((request.Url, request.Headers.GetValueOrDefault("authorization"), request.PostData));
            await page.GotoAsync($"/receipt?round={round.Id}");
            await LookUpAsync(page, credential);
            await Expect(page.Locator("#code-said")).ToHaveTextAsync(screen == Screen.Phone ? "本评议码尚未提交评议票。" : "This code has cast no ballot yet.");

            foreach (var option in (string[])["0", "1"])
                (await fixture.Server.Voter(credential).PutAsync($"{round.Path}/ballot", $$"""{"slips":[{"unit":"u1","marks":[{{option}},0,0,0,0]}]}""")).Answers();
            await LookUpAsync(page, credential.ToUpperInvariant().Insert(5, " "));
            await Expect(page.Locator("#code-said")).ToHaveTextAsync(screen == Screen.Phone ? TwoInChinese() : TwoInEnglish());
            await voter.KeepAsync($"code-use-{screen.Name}");
            Assert.True(await voter.FitsAsync());
            Assert.Equal(2, sent.Count(request => request.Header == $"Ballot {credential}"));
            Assert.DoesNotContain(sent, request => $"{request.Address} {request.Body}".Contains(credential, StringComparison.OrdinalIgnoreCase));

            await LookUpAsync(page, "x");
            await Expect(page.Locator("#code-fault")).ToBeVisibleAsync();
            await Expect(page.Locator("#code-result")).ToBeHiddenAsync();
            await LookUpAsync(page, "00000000000000000000000000");
            await Expect(page.Locator("#code-fault")).ToContainTextAsync(screen == Screen.Phone ? "没有这个评议码" : "not valid for this round");
        }
    }

    [BrowserFact]
    public async Task The_paper_says_what_the_code_was_used_for_until_the_voter_sends_something()
    {
        var (round, credential) = await Papers.OpenAsync(fixture, 3);
        (await fixture.Server.Voter(credential).PutAsync($"{round.Path}/ballot", """{"slips":[{"unit":"u1","marks":[0,0,0,0,0]}]}""")).Answers();
        await using var voter = await fixture.VisitAsync(Screen.Phone);
        var page = voter.Page;
        await voter.OpenPaperAsync(round.Id, credential);
        await Expect(page.Locator("#code-used")).ToContainTextAsync("本评议码已提交评议票 1 份");
        await voter.KeepAsync("vote-code-used-phone");
        await page.ClickAsync("#go-on");
        await page.RateAsync(0, 1, 2, 3, 0);
        await page.ClickAsync("#send");
        await Expect(page.Locator("#vote-receipt")).ToBeVisibleAsync();
        await Expect(page.Locator("#vote-receipt")).ToContainTextAsync("本轮次密钥销毁以前，您可以凭评议码查看是否有他人使用过它");
        await voter.KeepAsync("vote-receipt-use-phone");
        await page.ClickAsync("#receipt-back");
        await Expect(page.Locator("#code-used")).ToBeHiddenAsync();
        await round.MoveAsync("sealed");
        await page.ReloadAsync();
        await Expect(page.Locator("#message-used")).ToContainTextAsync("本评议码已提交评议票 2 份");
    }

    private static async Task LookUpAsync(IPage page, string code)
    {
        await page.FillAsync("#code", code);
        await page.ClickAsync("#code-form button");
    }

    [GeneratedRegex(@"^本评议码已提交评议票 2 份，最近一份在\d{4}年\d+月\d+日；已评 1 个单位。$")]
    private static partial Regex TwoInChinese();

    [GeneratedRegex(@"^This code has cast 2 ballots, the last on \d+ \w+ \d{4}; 1 unit rated\.$")]
    private static partial Regex TwoInEnglish();
}
