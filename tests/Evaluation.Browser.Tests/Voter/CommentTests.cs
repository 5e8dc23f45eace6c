using System.Text.Json.Nodes;

namespace Evaluation.Browser.Tests.Voter;

/// <summary>Comments: pasted from other programs, refused by the system, and replaced by a second vote.</summary>
[Collection(OneFixture.Name)]
public sealed class CommentTests(BrowserFixture fixture)
{
    private const string Paste = "json => { const field = document.getElementById('comment'); field.value = JSON.parse(json); field.dispatchEvent(new Event('input')); }";

    [BrowserFact]
    public async Task A_pasted_control_character_is_removed_and_the_ballot_is_counted()
    {
        var (round, credential) = await OpenAsync();
        await using var voter = await fixture.VisitAsync(Screen.Desktop);
        var page = voter.Page;
        await voter.OpenPaperAsync(round.Id, credential);
        await page.RateAsync(0, 0, 0, 0, 0);
        await page.ClickAsync("details:has(> .field > #comment) > summary");
        await page.EvaluateAsync(Paste, """
            "第一点\u000b第二点\u0007\ud83d"
            """);
        await Expect(page.Locator("#comment-note")).ToContainTextAsync("已去掉不能保存的字符");
        await Expect(page.Locator("#comment")).ToHaveValueAsync("第一点\n第二点");
        await page.ClickAsync("#send");
        await Expect(page.Locator("#vote-receipt")).ToBeVisibleAsync();
        Assert.Equal(["第一点\n第二点"], await CommentsAsync(round));
    }

    [BrowserFact]
    public async Task A_comment_is_cut_at_500_characters_and_the_page_says_how_many_were_left_out()
    {
        var (round, credential) = await OpenAsync();
        await using var voter = await fixture.VisitAsync(Screen.Desktop);
        var page = voter.Page;
        await voter.OpenPaperAsync(round.Id, credential);
        await page.ClickAsync("details:has(> .field > #comment) > summary");
        await page.EvaluateAsync(Paste, $"\"{string.Concat(Enumerable.Repeat("𠮷", 512))}\"");
        await Expect(page.Locator("#comment-note")).ToContainTextAsync("最后 12 字没有放入");
        await Expect(page.Locator("#comment-left")).ToContainTextAsync("还可输入 0 字");
    }

    [BrowserFact]
    public async Task A_control_character_in_a_draft_of_an_earlier_version_does_not_block_the_ballot()
    {
        var (round, credential) = await OpenAsync();
        await using var voter = await fixture.VisitAsync(Screen.Desktop);
        var page = voter.Page;
        await voter.OpenPaperAsync(round.Id, credential);
        await page.RateAsync(0, 0, 0, 0, 0);
        await page.EvaluateAsync("""
            () => {
              const key = Object.keys(localStorage).find(key => key.startsWith("ballot:"));
              const draft = JSON.parse(localStorage.getItem(key));
              Object.values(draft.slips)[0].comment = "a\vb";
              localStorage.setItem(key, JSON.stringify(draft));
            }
            """);
        await page.ReloadAsync();
        await Expect(page.Locator("#send")).ToHaveTextAsync("提交 1 个单位");
        await page.ClickAsync("#send");
        await Expect(page.Locator("#vote-receipt")).ToBeVisibleAsync();
        Assert.Equal(["a\nb"], await CommentsAsync(round));
    }

    [BrowserFact]
    public async Task A_refused_comment_is_named_with_its_unit_and_nothing_is_lost()
    {
        var (round, credential) = await OpenAsync();
        await using var voter = await fixture.VisitAsync(Screen.Desktop);
        var page = voter.Page;
        await voter.OpenPaperAsync(round.Id, credential);
        foreach (var unit in new[] { "单位3", "单位1" })
        {
            await page.ChooseAsync(unit);
            await page.RateAsync(0, 0, 0, 0, 0);
        }
        await page.ClickAsync("details:has(> .field > #comment) > summary");
        await page.FillAsync("#comment", "意见");
        await page.ChooseAsync("单位3");
        // The page cleans comments, so the ballot is spoilt on the way: the server's own refusal is shown.
        await page.RouteAsync("**/ballot", route => route.Request.Method == "PUT"
            ? route.ContinueAsync(new() { PostData = System.Text.Encoding.UTF8.GetBytes(route.Request.PostData!.Replace("意见", "意\\u000b见", StringComparison.Ordinal)) })
            : route.ContinueAsync());
        await page.ClickAsync("#send");
        await Expect(page.Locator("#send-state")).ToContainTextAsync("对“单位1”的意见");
        await Expect(page.Locator("#sheet-name")).ToHaveTextAsync("单位1");
        await Expect(page.Locator("#comment")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(page.Locator("#comment")).ToHaveValueAsync("意见");
        await Expect(page.Locator("#send")).ToHaveTextAsync("提交 2 个单位");
        await voter.KeepAsync("vote-comment-refused-desktop");
    }

    [BrowserFact]
    public async Task A_second_vote_says_that_it_deletes_the_earlier_comment()
    {
        var (round, credential) = await OpenAsync();
        (await round.CastAsync(credential, "u3:0,0,0,0,0")).Answers();
        await using var voter = await fixture.VisitAsync(Screen.Desktop);
        await voter.OpenPaperAsync(round.Id, credential);
        await voter.Page.ChooseAsync("单位3");
        await Expect(voter.Page.Locator("#sheet-notice")).ToContainTextAsync("会替换之前的评议，包括之前的意见");
        await Expect(voter.Page.Locator("#kept-text")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task Without_consent_the_device_keeps_no_comment_after_sending()
    {
        var (round, credential) = await OpenAsync();
        await using var voter = await fixture.VisitAsync(Screen.Desktop);
        await voter.OpenPaperAsync(round.Id, credential);
        await SendWithCommentAsync(voter.Page, keeps: false);
        Assert.Equal("{}", await voter.Page.KeptAsync());
    }

    [BrowserFact]
    public async Task Keeping_a_comment_is_offered_only_where_a_second_vote_is_allowed()
    {
        foreach (var allowRevote in new[] { true, false })
        {
            var (round, credential) = await Papers.OpenAsync(fixture, 3, definition => definition["allowRevote"] = allowRevote);
            await using var voter = await fixture.VisitAsync(Screen.Desktop);
            await voter.OpenPaperAsync(round.Id, credential);
            await voter.Page.ClickAsync("details:has(> .field > #comment) > summary");
            await Expect(voter.Page.Locator("#comment-keep")).ToHaveCountAsync(allowRevote ? 1 : 0);
        }
    }

    [BrowserFact]
    public async Task A_comment_that_the_voter_keeps_is_offered_for_the_second_vote_and_holds_no_marks()
    {
        var (round, credential) = await OpenAsync();
        await using var voter = await fixture.VisitAsync(Screen.Desktop);
        var page = voter.Page;
        await voter.OpenPaperAsync(round.Id, credential);
        await SendWithCommentAsync(page, keeps: true);
        var kept = JsonNode.Parse(await page.KeptAsync())!.AsObject();
        var (key, content) = Assert.Single(kept);
        Assert.StartsWith("comments:", key, StringComparison.Ordinal);
        Assert.Equal("""{"u3":"停车难"}""", JsonNode.Parse((string)content!)!["texts"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        Assert.DoesNotContain(credential, await page.KeptAsync(), StringComparison.Ordinal);

        await page.ReloadAsync();
        await page.ChooseAsync("单位3");
        await Expect(page.Locator("#kept-text")).ToHaveTextAsync("停车难");
        await voter.KeepAsync("vote-kept-comment-desktop");
        await page.RateAsync(1, 1, 1, 1, 1);
        await page.ClickAsync("#kept-use");
        await Expect(page.Locator("#comment")).ToHaveValueAsync("停车难");
        await page.ClickAsync("#send");
        await Expect(page.Locator("#vote-receipt")).ToBeVisibleAsync();
        Assert.Equal(["停车难"], await CommentsAsync(round));
    }

    [BrowserFact]
    public async Task A_kept_comment_is_deleted_by_its_button_and_by_clearing_the_device()
    {
        var (round, credential) = await OpenAsync();
        await using var voter = await fixture.VisitAsync(Screen.Desktop);
        var page = voter.Page;
        await voter.OpenPaperAsync(round.Id, credential);
        await SendWithCommentAsync(page, keeps: true);
        await page.ClickAsync("#receipt-back");
        await page.ChooseAsync("单位3");
        await page.ClickAsync("#kept-remove");
        Assert.Equal("{}", await page.KeptAsync());
        await SendWithCommentAsync(page, keeps: true);
        Assert.NotEqual("{}", await page.KeptAsync());
        await page.Locator("#vote-receipt .fold summary").ClickAsync();
        await page.ClickAsync("#leave-receipt");
        await page.WaitForURLAsync(fixture.Server.Address.ToString());
        Assert.Equal("{}", await page.KeptAsync());
    }

    private static async Task SendWithCommentAsync(IPage page, bool keeps)
    {
        await page.ChooseAsync("单位3");
        await page.RateAsync(0, 0, 0, 0, 0);
        await page.ClickAsync("details:has(> .field > #comment) > summary");
        await page.FillAsync("#comment", "停车难");
        if (keeps)
            await page.CheckAsync("#comment-keep");
        await page.ClickAsync("#send");
        await Expect(page.Locator("#vote-receipt")).ToBeVisibleAsync();
    }

    private Task<(TestRound Round, string Credential)> OpenAsync() =>
        Papers.OpenAsync(fixture, 3, definition => definition["policies"] = JsonNode.Parse("""{"groupMin": 1, "commentMin": 1}"""));

    /// <summary>The comments that the system has, read after sealing.</summary>
    private async Task<string[]> CommentsAsync(TestRound round)
    {
        await round.MoveAsync("sealed");
        var comments = (await fixture.Server.Administrator.GetAsync($"{round.Path}/comments")).Answers().GetProperty("comments");
        return [.. comments.EnumerateArray().Select(comment => comment.GetProperty("text").GetString()!)];
    }
}
