namespace Evaluation.Browser.Tests.Manage;

/// <summary>A long text in a field with a maximum: nothing is cut, the page counts, and the server says the maximum at the field.</summary>
[Collection(OneFixture.Name)]
public sealed class TextCounterTests(BrowserFixture fixture)
{
    [BrowserFact]
    public async Task A_pasted_text_is_not_cut_and_its_counter_says_how_much_is_too_much()
    {
        var round = await fixture.Server.DraftAsync();
        foreach (var screen in new[] { Screen.Phone, Screen.Desktop })
        {
            await using var administrator = await fixture.VisitAsync(screen);
            var page = administrator.Page;
            await administrator.SignInAsync("admin", Site.AdministratorKey);
            await page.GotoAsync($"/manage/rounds/{round.Id}/acts/open");
            var (field, counter, status) = (page.Locator("#reason"), page.Locator("#reason-left"), page.Locator("p.visually-hidden[role=status]"));
            await Expect(counter).ToHaveCountAsync(0);

            await field.FocusAsync();
            await Expect(counter).ToHaveTextAsync("还可输入 1,000 字");
            Assert.Contains("reason-left", await field.GetAttributeAsync("aria-describedby"), StringComparison.Ordinal);
            await page.Keyboard.InsertTextAsync(new string('长', 500));
            await Expect(counter).ToHaveTextAsync("还可输入 500 字");
            await administrator.KeepAsync($"counter-room-{screen.Name}");
            await page.Keyboard.InsertTextAsync(string.Concat(Enumerable.Repeat("𠮷", 490)));
            await Expect(counter).ToHaveTextAsync("还可输入 10 字");
            await Expect(status).ToHaveTextAsync("还可输入 10 字");
            Assert.Null(await field.GetAttributeAsync("aria-invalid"));

            await page.Keyboard.InsertTextAsync(new string('长', 22));
            await Expect(counter).ToHaveTextAsync("已超出 12 字，请删减");
            await Expect(status).ToHaveTextAsync("已超出 12 字，请删减");
            Assert.Equal("true", await field.GetAttributeAsync("aria-invalid"));
            Assert.True(await administrator.FitsAsync());
            await administrator.KeepAsync($"counter-over-{screen.Name}");

            await page.CheckAsync("input[name=sure]");
            await page.ClickAsync(".actions button");
            await Expect(page.Locator("#reason-fault")).ToHaveTextAsync("有 1012 个字符，最多 1000 个");
            Assert.Equal(1012 + 490, (await field.InputValueAsync()).Length);
            await Expect(counter).ToHaveTextAsync("已超出 12 字，请删减");
            await administrator.KeepAsync($"counter-refused-{screen.Name}");
        }
    }
}
