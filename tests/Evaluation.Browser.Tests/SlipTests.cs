using System.Text.RegularExpressions;

namespace Evaluation.Browser.Tests;

/// <summary>Printed credentials.</summary>
[Collection(OneFixture.Name)]
public sealed partial class SlipTests(BrowserFixture fixture)
{
    [BrowserFact]
    public async Task Ten_credential_slips_are_printed_on_an_A4_page_without_anything_else()
    {
        var round = await fixture.Server.OpenAsync(Papers.Of(9));
        await using var administrator = await fixture.VisitAsync(Screen.Desktop);
        var page = administrator.Page;
        await administrator.SignInAsync("admin", Site.AdministratorKey);
        await page.GotoAsync($"/manage/rounds/{round.Id}/credentials");
        await page.FillAsync("#count", "12");
        await page.CheckAsync("input[value=slips]");
        await page.ClickAsync("main form button[type=submit]");
        await Expect(page.Locator(".slip")).ToHaveCountAsync(12);
        await administrator.KeepAsync("manage-slips-desktop");

        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await Expect(page.Locator("h1")).ToBeHiddenAsync();
        await Expect(page.Locator("header, footer").Filter(new() { Visible = true })).ToHaveCountAsync(0);
        var printed = System.Text.Encoding.Latin1.GetString(await page.PdfAsync(new() { PreferCSSPageSize = true, PrintBackground = true, Path = Path.Combine(Chromium.Screenshots, "manage-slips.pdf") }));
        Assert.Equal(2, SheetOfPaper().Count(printed));
        // All text of a slip is inside its cutting lines.
        Assert.Equal("", await page.EvaluateAsync<string>("""
            () => [...document.querySelectorAll(".slip")].filter(slip => slip.scrollHeight > slip.clientHeight + 1 || slip.scrollWidth > slip.clientWidth + 1)
              .map(slip => `${slip.scrollWidth} × ${slip.scrollHeight} in ${slip.clientWidth} × ${slip.clientHeight}`).join("; ")
            """));
    }

    [GeneratedRegex(@"/Type\s*/Page\b(?!s)")]
    private static partial Regex SheetOfPaper();
}
