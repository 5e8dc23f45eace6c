namespace Evaluation.Browser.Tests;

/// <summary>Sixty units with the keyboard, and a thousand units with the search.</summary>
[Collection(OneFixture.Name)]
public sealed class LongPaperTests(BrowserFixture fixture)
{
    private const int Units = 60;

    [BrowserFact]
    public async Task Sixty_units_are_rated_and_sent_with_the_keyboard_only()
    {
        var (round, credential) = await Papers.OpenAsync(fixture, Units);
        await using var voter = await fixture.VisitAsync(Screen.Desktop);
        var page = voter.Page;
        await voter.OpenPaperAsync(round.Id, credential);
        for (var unit = 0; unit < Units; unit++)
        {
            await TabToAsync(page, "#sheet-marks input[name='mark-0']");
            for (var criterion = 0; criterion < Papers.Criteria.Length; criterion++)
            {
                if (criterion > 0)
                    await page.Keyboard.PressAsync("Tab");
                // Space marks the focused option; the arrow key moves to the next.
                await page.Keyboard.PressAsync("Space");
                if (criterion == unit % Papers.Criteria.Length)
                    await page.Keyboard.PressAsync("ArrowRight");
            }
            if (unit == Units - 1)
                break;
            await TabToAsync(page, "#go-on");
            await page.Keyboard.PressAsync("Enter");
            await Expect(page.Locator("#sheet-place")).ToContainTextAsync($"{unit + 2} / {Units}");
        }
        await Expect(page.Locator("#progress-text")).ToHaveTextAsync($"已评 {Units} / {Units}");
        await TabToAsync(page, "#send");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#receipt-rated")).ToHaveTextAsync($"{Units}");
        Assert.Equal(Units, (await fixture.Server.Voter(credential).GetAsync($"{round.Path}/ballot")).Answers().GetProperty("rated").GetArrayLength());
    }

    [BrowserFact]
    public async Task A_skip_link_moves_the_focus_and_changes_no_view()
    {
        foreach (var screen in new[] { Screen.Desktop, Screen.Phone })
        {
            var (round, credential) = await Papers.OpenAsync(fixture, Units);
            await using var voter = await fixture.VisitAsync(screen);
            var page = voter.Page;
            await voter.OpenPaperAsync(round.Id, credential);
            await page.EvaluateAsync("() => window.isTheSame = true");
            await SkipAsync(page, "paper-list");
            await page.ChooseAsync("单位7");
            foreach (var place in new[] { "content", "paper-sheet", "paper-bar" })
            {
                await SkipAsync(page, place);
                await Expect(page.Locator("#sheet-name")).ToHaveTextAsync("单位7");
                await Expect(page.Locator("#sheet-name")).ToBeVisibleAsync();
            }
            if (screen == Screen.Phone)
            {
                await page.ClickAsync("#sheet-back");
                await Expect(page.Locator("#sheet-name")).ToBeHiddenAsync();
            }
            // A fragment of a skip link in the address, as after a tap before the module was loaded, is not a credential.
            await page.EvaluateAsync("() => { location.hash = 'paper-bar'; }");
            await Expect(page.Locator("#vote-paper")).ToBeVisibleAsync();
            Assert.True(await page.EvaluateAsync<bool>("() => window.isTheSame"));
            await page.ReloadAsync();
            await Expect(page.Locator("#vote-paper")).ToBeVisibleAsync();
        }
    }

    private static async Task SkipAsync(IPage page, string place)
    {
        await page.Locator($"a.skip[href='#{place}']").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator($"#{place}")).ToBeFocusedAsync();
    }

    [BrowserFact]
    public async Task Every_cell_has_unit_criterion_and_option_in_its_accessible_name()
    {
        var (round, credential) = await Papers.OpenAsync(fixture, Units);
        await using var voter = await fixture.VisitAsync(Screen.Desktop.English);
        await voter.OpenPaperAsync(round.Id, credential);
        await voter.Page.ChooseAsync("Unit 7");
        var radios = voter.Page.GetByRole(AriaRole.Radio);
        await Expect(radios).ToHaveCountAsync(5 * 4);
        await Expect(voter.Page.GetByRole(AriaRole.Radio, new() { Name = "Unit 7, Criterion 3, Don't know", Exact = true })).ToHaveCountAsync(1);
        await Expect(voter.Page.GetByRole(AriaRole.Group, new() { Name = "Criterion 3", Exact = true })).ToHaveCountAsync(1);
    }

    [BrowserFact]
    public async Task A_thousand_units_are_searched_and_filtered_and_only_one_unit_form_is_built()
    {
        var (round, credential) = await Papers.OpenAsync(fixture, 1_000);
        await using var voter = await fixture.VisitAsync(Screen.Phone);
        var page = voter.Page;
        await voter.OpenPaperAsync(round.Id, credential);
        await Expect(page.Locator(".unit-row")).ToHaveCountAsync(1_000);
        await page.FillAsync("#unit-search", "单位99");
        await Expect(page.Locator("#unit-found")).ToHaveTextAsync("找到 11 个单位");
        await page.SelectOptionAsync("#unit-class", "k0");
        await Expect(page.Locator("#unit-list li:visible")).ToHaveCountAsync(5);
        await page.ChooseAsync("单位990");
        await Expect(page.Locator("fieldset.mark")).ToHaveCountAsync(5);
        await page.RateAsync(0, 0, 0, 0, 0);
        await page.ClickAsync("#send");
        await Expect(page.Locator("#receipt-remaining")).ToHaveTextAsync("999");
    }

    /// <summary>Presses Tab until the element has the focus.</summary>
    private static async Task TabToAsync(IPage page, string selector)
    {
        const int patience = 80;
        for (var presses = 0; presses < patience; presses++)
        {
            if (await page.EvaluateAsync<bool>("selector => document.activeElement?.matches(selector) ?? false", selector))
                return;
            await page.Keyboard.PressAsync("Tab");
        }
        Assert.Fail($"Tab never reached {selector}.");
    }
}
