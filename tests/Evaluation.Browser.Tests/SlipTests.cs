using System.Text.Json.Nodes;
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
        await AssertUncutAsync(page);
    }

    /// <summary>Title, group and address of a slip in characters; 0 stands for the names of the other tests.</summary>
    [BrowserTheory]
    [InlineData(0, 0, 0, false, 10)]
    [InlineData(20, 10, 20, true, 10)]
    [InlineData(44, 40, 20, false, 8)]
    [InlineData(44, 40, 20, true, 8)]
    [InlineData(Limits.TitleCharacters, Limits.LabelCharacters, 100, false, 6)]
    [InlineData(Limits.TitleCharacters, Limits.LabelCharacters, 100, true, 6)]
    public async Task All_texts_of_a_slip_are_inside_its_cutting_lines(int title, int group, int host, bool twoParts, int perSheet)
    {
        string[] settings = host == 0 ? [] : ["--EVALUATION_PUBLIC_URL", $"http://{string.Join('.', Enumerable.Repeat("evaluation", host / 10))}.example"];
        var server = TestServer.With(_ => { }, settings);
        await server.InitializeAsync();
        var round = await server.OpenAsync(definition =>
        {
            Papers.Of(3)(definition);
            if (title > 0)
                definition["title"] = Of('评', title);
            if (group > 0)
                definition["groups"]![0]!["label"] = Of('组', group);
            if (twoParts)
                TwoPartRound.Describe(definition);
        });
        (await round.ScheduleAsync("""{"closesAt":"2099-12-07T00:00:00+08:00","reason":"as announced"}""")).Answers();
        var other = (await server.Administrator.PostAsync("/api/staff", """{"name":"other","roles":[{"role":"administrator"}]}""")).Answers(201).GetProperty("key").GetString()!;
        await using var administrator = await fixture.VisitAsync(Screen.Desktop, server.Address);
        var page = administrator.Page;
        await administrator.SignInAsync("admin", Site.AdministratorKey);
        await page.GotoAsync($"/manage/rounds/{round.Id}/credentials");
        await page.FillAsync("#count", "9");
        await page.FillAsync("#spares", "2");
        await page.CheckAsync("input[value=slips]");
        await page.ClickAsync("main form button[type=submit]");
        await CheckAsync(page, $"manage-slips-{title}-{(twoParts ? "two" : "one")}", perSheet);
        if (twoParts)
        {
            var batch = (await server.Administrator.GetAsync($"{round.Path}/credentials/batches")).Answers().GetProperty("items")[0].GetProperty("id").GetString();
            await using var second = await fixture.VisitAsync(Screen.Desktop, server.Address);
            await second.SignInAsync("other", other);
            await second.Page.GotoAsync($"/manage/rounds/{round.Id}/credentials/batches/{batch}");
            await second.Page.ClickAsync("#second-form button");
            await CheckAsync(second.Page, $"manage-slips-{title}-second", 10);
        }
        await server.DisposeAsync();
    }

    private static async Task CheckAsync(IPage page, string name, int perSheet)
    {
        await Expect(page.Locator(".slip")).ToHaveCountAsync(11);
        await Expect(page.Locator(".slip-sheet").First.Locator(".slip")).ToHaveCountAsync(perSheet);
        foreach (var media in new[] { Media.Screen, Media.Print })
        {
            await page.EmulateMediaAsync(new() { Media = media });
            await AssertUncutAsync(page);
        }
        await page.SetViewportSizeAsync(390, 844);
        await page.EmulateMediaAsync(new() { Media = Media.Screen });
        await AssertUncutAsync(page);
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        var printed = System.Text.Encoding.Latin1.GetString(await page.PdfAsync(new() { PreferCSSPageSize = true, PrintBackground = true, Path = Path.Combine(Chromium.Screenshots, $"{name}.pdf") }));
        Assert.Equal((11 + perSheet - 1) / perSheet, SheetOfPaper().Count(printed));
    }

    /// <summary>On a busy machine the layout of another window or medium sometimes comes a moment later.</summary>
    private static async Task AssertUncutAsync(IPage page) => await Eventually.IsAsync(() => CutAsync(page), cut => cut.Length == 0, "no text passes a cutting line");

    /// <summary>The slips whose text or QR code passes a cutting line, and the lines of codes that are broken.</summary>
    private static Task<string> CutAsync(IPage page) => page.EvaluateAsync<string>("""
        () => [...document.querySelectorAll(".slip")].flatMap(slip => {
          const box = slip.getBoundingClientRect();
          return [...slip.querySelectorAll("p, svg")].map(part => [part, part.getBoundingClientRect()])
            .filter(([part, own]) => own.top < box.top || own.bottom > box.bottom || own.left < box.left || own.right > box.right || part.scrollWidth > part.clientWidth + 1)
            .map(([part, own]) => `${part.className} ${part.textContent.trim().slice(0, 20)}: ${Math.round(own.top - box.top)} to ${Math.round(own.bottom - box.top)} of ${Math.round(box.height)}`);
        }).join("; ")
        """);

    private static JsonObject Of(char letter, int count) => new JsonObject { ["zh"] = new string(letter, count), ["en"] = "Long" };

    [GeneratedRegex(@"/Type\s*/Page\b(?!s)")]
    private static partial Regex SheetOfPaper();
}
