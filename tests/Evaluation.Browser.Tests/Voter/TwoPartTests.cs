namespace Evaluation.Browser.Tests.Voter;

/// <summary>Credentials in two parts: the first one from the link or typed, the second one typed.</summary>
[Collection(OneFixture.Name)]
public sealed class TwoPartTests(BrowserFixture fixture)
{
    [BrowserFact]
    public async Task A_link_and_the_typed_second_part_open_the_paper_and_a_reload_keeps_both()
    {
        var (round, first, second) = await OpenAsync();
        await using var voter = await fixture.VisitAsync(Screen.Phone);
        var page = voter.Page;
        await page.GotoAsync($"/vote/{round.Id}#{first[0]}");
        await Expect(page.Locator("#second-part")).ToBeFocusedAsync();
        await Expect(page.Locator("#credential")).ToHaveValueAsync(first[0]);
        await Expect(page.Locator("#second-fault")).ToBeHiddenAsync();
        Assert.DoesNotContain(first[0], page.Url, StringComparison.Ordinal);
        await voter.KeepAsync("vote-second-part-phone");
        await page.FillAsync("#second-part", $" {second[0][..4].ToUpperInvariant()}-{second[0][4..8]} {second[0][8..]}");
        await page.ClickAsync("#credential-form button");
        await Expect(page.Locator("#vote-paper")).ToBeVisibleAsync();
        await page.ClickAsync("#go-on");
        await page.RateAsync(0, 0, 0, 0, 0);
        await page.ClickAsync("#send");
        await Expect(page.Locator("#vote-receipt")).ToBeVisibleAsync();

        await page.ReloadAsync();
        await Expect(page.Locator("#vote-paper")).ToBeVisibleAsync();
        // The link again, in the same tab: nothing is typed twice.
        await page.GotoAsync($"/vote/{round.Id}?again#{first[0]}");
        await Expect(page.Locator("#vote-paper")).ToBeVisibleAsync();
        // Another link is another voter.
        await page.GotoAsync($"/vote/{round.Id}?other#{first[1]}");
        await Expect(page.Locator("#second-part")).ToHaveValueAsync("");
        await Expect(page.Locator("#credential")).ToHaveValueAsync(first[1]);
    }

    [BrowserFact]
    public async Task Parts_of_different_slips_are_found_before_anything_is_sent()
    {
        var (round, first, second) = await OpenAsync();
        await using var voter = await fixture.VisitAsync(Screen.Phone);
        var page = voter.Page;
        List<string> sent = [];
        page.Request += (_, request) =>
        {
            if (request.Url.Contains("/api/", StringComparison.Ordinal))
                sent.Add(request.Url);
        };
        await page.GotoAsync($"/vote/{round.Id}#{first[0]}");
        await page.FillAsync("#second-part", second[1]);
        await page.ClickAsync("#credential-form button");
        await Expect(page.Locator("#second-fault")).ToContainTextAsync($"这两部分不是一套：第一部分的末两位是“{first[0][^2..]}”，第二部分的末两位是“{second[1][^2..]}”");
        await voter.KeepAsync("vote-mixed-parts-phone");
        await page.FillAsync("#second-part", second[0][..7]);
        await page.ClickAsync("#credential-form button");
        await Expect(page.Locator("#second-fault")).ToContainTextAsync("应为 10 位，这里只有 7 位");
        await page.FillAsync("#second-part", "");
        await page.PressAsync("#second-part", "Enter");
        await Expect(page.Locator("#second-fault")).ToContainTextAsync("请输入第二张票条上的第二部分");
        Assert.Empty(sent);
    }

    [BrowserFact]
    public async Task Both_parts_are_typed_without_a_link_and_an_unknown_pair_stays_in_the_fields()
    {
        var (round, first, second) = await OpenAsync();
        await using var voter = await fixture.VisitAsync(Screen.Desktop);
        var page = voter.Page;
        await page.GotoAsync($"/vote/{round.Id}");
        await Expect(page.Locator("#credential")).ToBeFocusedAsync();
        await page.FillAsync("#second-part", second[0]);
        await page.ClickAsync("#credential-form button");
        await Expect(page.Locator("#credential-fault")).ToBeVisibleAsync();
        var wrong = $"00000000{second[0][^2..]}";
        await page.FillAsync("#credential", string.Join(' ', first[0].Chunk(4).Select(group => new string(group))));
        await page.FillAsync("#second-part", wrong);
        await page.ClickAsync("#credential-form button");
        await Expect(page.Locator("#second-fault")).ToContainTextAsync("本轮次中没有由这两部分组成的评议码，请分别与两张票条核对。已报遗失的票条不能再评议");
        await Expect(page.Locator("#credential-fault")).ToBeHiddenAsync();
        await Expect(page.Locator("#credential")).ToHaveValueAsync(first[0]);
        await Expect(page.Locator("#second-part")).ToHaveValueAsync(wrong);
        await voter.KeepAsync("vote-unknown-pair-desktop");
        await page.FillAsync("#second-part", second[0]);
        await page.ClickAsync("#credential-form button");
        await Expect(page.Locator("#vote-paper")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task In_a_pause_after_wrong_parts_the_form_stays_and_the_part_is_corrected_before_it_is_sent_again()
    {
        var (round, first, second) = await OpenAsync();
        await using var voter = await fixture.VisitAsync(Screen.Phone);
        var (page, fault) = (voter.Page, voter.Page.Locator("#second-fault"));
        await page.GotoAsync($"/vote/{round.Id}#{first[0]}");
        for (var attempt = 0; attempt <= Limits.UnknownPartsAtOnce; attempt++)
        {
            var isPause = attempt == Limits.UnknownPartsAtOnce;
            await page.FillAsync("#second-part", $"0000000{attempt}{second[0][^2..]}");
            await page.ClickAsync("#credential-form button");
            await Expect(fault).ToContainTextAsync(isPause ? "秒后可以再次提交" : "本轮次中没有由这两部分组成的评议码");
            await Expect(page.Locator("#second-part")).ToHaveValueAsync($"0000000{attempt}{second[0][^2..]}");
        }
        await voter.KeepAsync("vote-pause-phone");
        // The right pair has the same answer while the first part waits, and stays in the fields as well.
        await page.FillAsync("#second-part", second[0]);
        await page.RunAndWaitForResponseAsync(() => page.ClickAsync("#credential-form button"), answer => answer.Status == 429);
        await Expect(fault).ToBeVisibleAsync();
        await Expect(fault).ToContainTextAsync("秒后可以再次提交");
        await Expect(page.Locator("#second-part")).ToHaveValueAsync(second[0]);
        await Expect(page.Locator("#credential")).ToHaveValueAsync(first[0]);
        // A reload sends nothing by itself: it would use up the next try.
        await page.ReloadAsync();
        await Expect(page.Locator("#credential")).ToHaveValueAsync(first[0]);
        await Expect(fault).ToBeHiddenAsync();
        await Expect(page.Locator("#vote-start")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task What_a_code_was_used_for_is_looked_up_with_both_parts()
    {
        var (round, first, second) = await OpenAsync();
        var (whole, credential) = await Papers.OpenAsync(fixture, 3);
        (await round.CastAsync(first[0] + second[0], "u1:0,0,0,0,0")).Answers();
        await using var voter = await fixture.VisitAsync(Screen.Phone);
        var page = voter.Page;
        await page.GotoAsync($"/receipt?round={round.Id}");
        await Expect(page.Locator("#second-part")).ToBeVisibleAsync();
        await page.FillAsync("#code", first[0]);
        await page.ClickAsync("#code-form button");
        await Expect(page.Locator("#second-fault")).ToContainTextAsync("请输入第二张票条上的第二部分");
        await page.FillAsync("#second-part", second[1]);
        await page.ClickAsync("#code-form button");
        await Expect(page.Locator("#second-fault")).ToContainTextAsync("这两部分不是一套");
        await page.FillAsync("#second-part", second[0].ToUpperInvariant());
        await page.ClickAsync("#code-form button");
        await Expect(page.Locator("#code-said")).ToContainTextAsync("本评议码已提交评议票 1 份");
        await Expect(page.Locator("#second-fault")).ToBeHiddenAsync();
        await voter.KeepAsync("code-use-two-parts-phone");
        // A round with whole credentials asks for one field, and nothing of the other round stays.
        await page.SelectOptionAsync("#round", whole.Id);
        await Expect(page.Locator("#second-part")).ToBeHiddenAsync();
        await Expect(page.Locator("#code-result")).ToBeHiddenAsync();
        await page.FillAsync("#code", credential);
        await page.ClickAsync("#code-form button");
        await Expect(page.Locator("#code-said")).ToContainTextAsync("尚未提交评议票");
    }

    [BrowserFact]
    public async Task Two_administrators_print_slips_whose_last_characters_agree()
    {
        var round = await fixture.Server.OpenAsync(definition =>
        {
            Papers.Of(9)(definition);
            TwoPartRound.Describe(definition);
        });
        // The closing time takes a part of the slip.
        (await round.ScheduleAsync("""{"closesAt":"2099-01-31T18:00:00+08:00","reason":"as announced"}""")).Answers();
        await using var issuer = await fixture.VisitAsync(Screen.Desktop);
        await issuer.SignInAsync("admin", Site.AdministratorKey);
        await issuer.Page.GotoAsync($"/manage/rounds/{round.Id}/credentials");
        await Expect(issuer.Page.Locator(".notice").Filter(new() { HasText = "本轮次的评议码分两部分" })).ToBeVisibleAsync();
        await issuer.Page.FillAsync("#count", "12");
        await issuer.Page.CheckAsync("input[value=slips]");
        await issuer.Page.ClickAsync("main form button[type=submit]");
        await Expect(issuer.Page.Locator(".slip .qr")).ToHaveCountAsync(12);
        await issuer.KeepAsync("manage-first-slips-desktop");
        var first = await issuer.Page.Locator(".slip-code").AllTextContentsAsync();
        await AssertFitsAsync(issuer);

        await issuer.Page.GotoAsync($"/manage/rounds/{round.Id}/credentials");
        await issuer.Page.ClickAsync("[data-batch] a");
        await Expect(issuer.Page.Locator("section[aria-labelledby=second-parts] .notice")).ToContainTextAsync("第一部分是您发放的");
        await Expect(issuer.Page.Locator("#second-form")).ToHaveCountAsync(0);
        await issuer.KeepAsync("manage-second-parts-issuer-desktop");

        var name = TestServer.NewId("staff");
        var key = (await fixture.Server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{name}}","roles":[{"role":"administrator"}]}""")).Answers(201).GetProperty("key").GetString()!;
        await using var other = await fixture.VisitAsync(Screen.Phone);
        await other.SignInAsync(name, key);
        await other.Page.GotoAsync($"/manage/rounds/{round.Id}/credentials");
        await Expect(other.Page.Locator("[data-batch]")).ToContainTextAsync("待领取");
        await other.Page.ClickAsync("[data-batch] a");
        await other.KeepAsync("manage-second-parts-phone");
        await other.Page.ClickAsync("#second-form button");
        await Expect(other.Page.Locator(".slip")).ToHaveCountAsync(12);
        await Expect(other.Page.Locator(".qr")).ToHaveCountAsync(0);
        await other.KeepAsync("manage-second-slips-phone");
        var second = await other.Page.Locator(".slip-code").AllTextContentsAsync();
        Assert.Equal(first.Select(code => code[^2..]), second.Select(code => code[^2..]));
        await AssertFitsAsync(other);
        (await round.CastAsync(first[11] + second[11], "u1:0,0,0,0,0")).Answers();

        await other.Page.GotoAsync($"/manage/rounds/{round.Id}/credentials");
        await Expect(other.Page.Locator("[data-batch]")).ToContainTextAsync($"{name} 已领取");
        await other.KeepAsync("manage-credentials-parts-phone");
        // No column is cut, in the language with the longer words.
        await using var english = await fixture.VisitAsync(Screen.Desktop.English);
        await english.SignInAsync("admin", Site.AdministratorKey);
        await english.Page.GotoAsync($"/manage/rounds/{round.Id}/credentials");
        Assert.Equal(0, await english.Page.EvaluateAsync<int>("() => [...document.querySelectorAll('.table-wrap')].filter(box => box.scrollWidth > box.clientWidth).length"));
    }

    /// <summary>All text of a printed slip is inside its cutting lines.</summary>
    private static async Task AssertFitsAsync(Visitor visitor)
    {
        await visitor.Page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.Equal("", await visitor.Page.EvaluateAsync<string>("""
            () => [...document.querySelectorAll(".slip")].filter(slip => slip.scrollHeight > slip.clientHeight + 1 || slip.scrollWidth > slip.clientWidth + 1)
              .map(slip => `${slip.scrollWidth} × ${slip.scrollHeight} in ${slip.clientWidth} × ${slip.clientHeight}`).join("; ")
            """));
        await visitor.Page.EmulateMediaAsync(new() { Media = Media.Screen });
    }

    private async Task<(TestRound Round, string[] First, string[] Second)> OpenAsync()
    {
        var round = await fixture.Server.OpenAsync(definition =>
        {
            Papers.Of(3)(definition);
            TwoPartRound.Describe(definition);
        });
        var (batch, first) = await round.IssueFirstAsync("npc", 2);
        return (round, first, await round.FetchSecondAsync(await fixture.Server.StaffWithAsync("""{"role":"administrator"}"""), batch));
    }
}
