namespace Evaluation.Browser.Tests;

/// <summary>The acts of an administrator on a running round.</summary>
internal static class RoundActs
{
    /// <summary>The voting links of a page that shows them once; each line has the number of the slip too.</summary>
    public static async Task<string[]> LinksAsync(this IPage page) => [.. (await page.InputValueAsync("#links")).Split('\n').Select(line => line.Split('\t')[0])];

    /// <summary>Executes an act on the round's page, with a reason and a confirmation.</summary>
    /// <param name="closesAt">The new close in the round's time zone, if the act has one: <c>2099-12-08T20:00</c>.</param>
    public static async Task ActAsync(this IPage page, string round, string act, string? closesAt = null)
    {
        // The result is published from the page that shows it.
        await page.GotoAsync($"/manage/rounds/{round}{(act == "publish" ? "/publication" : "")}");
        if (await page.Locator($".danger a[href$='/acts/{act}']").CountAsync() > 0)
            await page.ClickAsync(".danger > summary");
        await page.ClickAsync($"main a[href$='/acts/{act}']");
        if (closesAt is not null)
            await page.FillAsync("#closesAt", closesAt);
        await page.FillAsync("#reason", "按计划");
        await page.CheckAsync("input[name=sure]");
        await page.ClickAsync("main form button[type=submit]");
        await Expect(page.Locator(".notice-good")).ToBeVisibleAsync();
    }
}
