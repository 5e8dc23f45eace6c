using System.Text.RegularExpressions;

namespace Evaluation.Browser.Tests.Manage;

/// <summary>A share of a round's key on paper.</summary>
[Collection(OneFixture.Name)]
public sealed partial class KeyShareTests(BrowserFixture fixture)
{
    [BrowserFact]
    public async Task A_share_is_one_sheet_of_A4_without_anything_else()
    {
        foreach (var screen in new[] { Screen.Desktop, Screen.Desktop.English.Dark, Screen.Phone, Screen.Phone.English.Dark })
        {
            var (round, _) = await Papers.OpenAsync(fixture, 3);
            await using var administrator = await fixture.VisitAsync(screen);
            var page = administrator.Page;
            await administrator.SignInAsync("admin", Site.AdministratorKey);
            await page.GotoAsync($"/manage/rounds/{round.Id}/key");
            await administrator.KeepAsync($"manage-key-{screen.Name}");
            await page.ClickAsync("form[action$='/key/share'] button");
            await Expect(page.Locator(".share-lines code")).ToHaveCountAsync(12);
            Assert.True(await administrator.FitsAsync());
            await administrator.KeepAsync($"manage-share-{screen.Name}");

            await page.EmulateMediaAsync(new() { Media = Media.Print });
            await Expect(page.Locator("header:not(.share-sheet > header), footer, form, button").Filter(new() { Visible = true })).ToHaveCountAsync(0);
            var printed = await page.PdfAsync(new() { PreferCSSPageSize = true, PrintBackground = true, Path = Path.Combine(Chromium.Screenshots, $"manage-share-{screen.Name}.pdf") });
            Assert.Equal(1, SheetOfPaper().Count(System.Text.Encoding.Latin1.GetString(printed)));
        }
    }

    [GeneratedRegex(@"/Type\s*/Page\b(?!s)")]
    private static partial Regex SheetOfPaper();
}
