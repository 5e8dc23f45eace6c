namespace Evaluation.Browser.Tests.Voter;

/// <summary>
/// Voting links that messengers and mail programs have changed. {0} is the credential, {1} its first 13 letters, {2} the others.
/// </summary>
[Collection(OneFixture.Name)]
public sealed class DamagedLinkTests(BrowserFixture fixture)
{
    [BrowserTheory]
    [InlineData("#{0}.")]
    [InlineData("#{0}。")]
    [InlineData("#{0}，")]
    [InlineData("#{0})")]
    [InlineData("#{0}%3E")]
    [InlineData("#{0}%E2%80%8B")]
    [InlineData("#{1}=%0D%0A{2}")]
    [InlineData("#{0}&from=singlemessage")]
    [InlineData("#{0}#wechat_redirect")]
    [InlineData("%23{0}")]
    [InlineData("%23{0}%E3%80%82")]
    [InlineData("?from=singlemessage#{0}")]
    public async Task A_changed_link_opens_the_paper_and_leaves_no_credential_in_the_address(string damaged)
    {
        var (round, credential) = await Papers.OpenAsync(fixture, 3);
        await using var voter = await fixture.VisitAsync(Screen.Phone);
        await voter.Page.GotoAsync($"/vote/{round.Id}{Fill(damaged, credential)}");
        await Expect(voter.Page.Locator("#vote-paper")).ToBeVisibleAsync();
        Assert.DoesNotContain(credential, voter.Page.Url, StringComparison.Ordinal);
        // The tab keeps the credential.
        await voter.Page.ReloadAsync();
        await Expect(voter.Page.Locator("#vote-paper")).ToBeVisibleAsync();
    }

    [BrowserTheory]
    [InlineData("#{1}", "评议码不完整：应为 26 位，这里只有 13 位", "{1}")]
    [InlineData("#{1}%E2%80%A6", "评议码不完整：应为 26 位，这里只有 13 位", "{1}…")]
    [InlineData("#{0}{1}", "这里没有找到评议码", "{0}{1}")]
    public async Task A_link_that_was_cut_off_is_explained_and_its_text_stays_in_the_field(string damaged, string fault, string field)
    {
        var (round, credential) = await Papers.OpenAsync(fixture, 3);
        await using var voter = await fixture.VisitAsync(Screen.Phone);
        var page = voter.Page;
        await page.GotoAsync($"/vote/{round.Id}{Fill(damaged, credential)}");
        // The second visit is a reload: the address has been erased, the text has not.
        for (var visit = 1; visit <= 2; visit++)
        {
            await Expect(page.Locator("#credential-fault")).ToContainTextAsync(fault);
            await Expect(page.Locator("#credential")).ToHaveValueAsync(Fill(field, credential));
            Assert.Equal($"{fixture.Server.Address}vote/{round.Id}", page.Url);
            await page.ReloadAsync();
        }
        await voter.KeepAsync("vote-incomplete-phone");
        await page.FillAsync("#credential", credential);
        await page.PressAsync("#credential", "Enter");
        await Expect(page.Locator("#vote-paper")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task A_damaged_link_in_an_open_tab_does_not_open_the_paper_of_another_voter()
    {
        var (round, credential) = await Papers.OpenAsync(fixture, 3);
        await using var voter = await fixture.VisitAsync(Screen.Phone);
        var page = voter.Page;
        await voter.OpenPaperAsync(round.Id, credential);
        await page.EvaluateAsync("() => { location.hash = 'abcdefgh'; }");
        await Expect(page.Locator("#credential-fault")).ToContainTextAsync("评议码不完整");
        await Expect(page.Locator("#vote-paper")).ToBeHiddenAsync();
    }

    [BrowserFact]
    public async Task The_mark_of_a_messenger_alone_keeps_the_credential_of_the_tab()
    {
        var (round, credential) = await Papers.OpenAsync(fixture, 3);
        await using var voter = await fixture.VisitAsync(Screen.Phone);
        await voter.OpenPaperAsync(round.Id, credential);
        await voter.Page.GotoAsync($"/vote/{round.Id}?from=timeline#wechat_redirect");
        await Expect(voter.Page.Locator("#vote-paper")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task The_field_takes_a_whole_link_full_width_characters_and_spaces()
    {
        var (round, credential) = await Papers.OpenAsync(fixture, 3);
        var wide = string.Concat(credential.Select(letter => (char)(letter + 0xFEE0)));
        foreach (var typed in new[] { $"请打开 {fixture.Server.Address}vote/{round.Id}#{credential}。谢谢！", wide, string.Join(' ', credential.Chunk(4).Select(part => new string(part))) })
        {
            await using var voter = await fixture.VisitAsync(Screen.Phone);
            await voter.Page.GotoAsync($"/vote/{round.Id}");
            await voter.Page.FillAsync("#credential", typed);
            await voter.Page.PressAsync("#credential", "Enter");
            await Expect(voter.Page.Locator("#vote-paper")).ToBeVisibleAsync();
        }
    }

    [BrowserFact]
    public async Task A_pasted_link_of_another_round_leads_there()
    {
        var (round, credential) = await Papers.OpenAsync(fixture, 3);
        var (other, _) = await Papers.OpenAsync(fixture, 3);
        await using var voter = await fixture.VisitAsync(Screen.Phone);
        var page = voter.Page;
        await page.GotoAsync($"/vote/{other.Id}");
        await page.FillAsync("#credential", $"{fixture.Server.Address}vote/{round.Id}#{credential}");
        await page.PressAsync("#credential", "Enter");
        await Expect(page.Locator("#vote-paper")).ToBeVisibleAsync();
        Assert.Equal($"{fixture.Server.Address}vote/{round.Id}", page.Url);
    }

    [BrowserFact]
    public async Task An_unknown_credential_stays_in_the_field_to_be_corrected()
    {
        var (round, credential) = await Papers.OpenAsync(fixture, 3);
        await using var voter = await fixture.VisitAsync(Screen.Phone);
        var wrong = credential[..25] + (credential[25] == '7' ? '8' : '7');
        await voter.Page.GotoAsync($"/vote/{round.Id}#{wrong}");
        await Expect(voter.Page.Locator("#credential-fault")).ToContainTextAsync("没有这个评议码");
        await Expect(voter.Page.Locator("#credential")).ToHaveValueAsync(wrong);
    }

    private static string Fill(string text, string credential) => string.Format(System.Globalization.CultureInfo.InvariantCulture, text, credential, credential[..13], credential[13..]);
}
