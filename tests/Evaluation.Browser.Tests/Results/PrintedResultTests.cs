namespace Evaluation.Browser.Tests.Results;

/// <summary>A published result on paper.</summary>
[Collection(OneFixture.Name)]
public sealed class PrintedResultTests(BrowserFixture fixture)
{
    /// <summary>Controls. The heading of a step of a derivation is a control too, but it names the step and its figure.</summary>
    private const string ForHands = "nav, .site-tools, .site-footer, .tabs, .actions, form, button, summary:not(.step > summary)";

    /// <summary>What each page prints: rows of its table or its steps, and how many there are at least.</summary>
    private static readonly (string Name, string Address, string Rows, int Least)[] Printed =
    [
        ("results", "results", "main tr.unit-row", 60), ("unit", "results/u7", "main tbody tr", 5), ("derivation", "results/u7/derivation", ".step", 3), ("versions", "versions", "main h1", 1), ("objections", "objections", "main h1", 1),
    ];

    [BrowserFact]
    public async Task A_result_of_sixty_units_prints_as_a_bulletin_on_A4()
    {
        var (round, _) = await Papers.OpenAsync(fixture, 60, definition => definition["policies"] = System.Text.Json.Nodes.JsonNode.Parse("""{"groupMin": 2}"""));
        foreach (var (index, voter) in (await round.IssueAsync("users", 3)).Concat(await round.IssueAsync("npc", 3)).Index())
        {
            var slips = Enumerable.Range(1, 60).Select(unit => $$"""{"unit":"u{{unit}}","marks":[0,{{(unit + index) % 3}},{{unit % 2}},0,{{index % 2}}]}""");
            (await fixture.Server.Voter(voter).PutAsync($"{round.Path}/ballot", $$"""{"slips":[{{string.Join(',', slips)}}]}""")).Answers();
        }
        await round.MoveAsync("sealed", "provisional", "published");
        foreach (var screen in new[] { Screen.Desktop, Screen.Phone.English.Dark })
        {
            await using var reader = await fixture.VisitAsync(screen);
            var page = reader.Page;
            foreach (var (name, address, rows, least) in Printed)
            {
                await page.GotoAsync($"/rounds/{round.Id}/{address}");
                await page.EmulateMediaAsync(new() { Media = Media.Print });
                Assert.Equal("", string.Join('\n', await page.Locator(ForHands).Locator("visible=true").AllInnerTextsAsync()));
                Assert.InRange(await page.Locator(rows).Locator("visible=true").CountAsync(), least, int.MaxValue);
                Assert.Equal(0, await page.Locator("main table tbody tr:not(.screen-only, .screen-only *, details:not([open]) *)").Locator("visible=false").CountAsync());
                Assert.Equal("rgb(0, 0, 0)", await page.EvaluateAsync<string>("() => getComputedStyle(document.querySelector('h1')).color"));
                // 182 mm between the margins of the page, at 96 dots an inch.
                await page.SetViewportSizeAsync(687, 1_000);
                await page.PdfAsync(new() { PreferCSSPageSize = true, PrintBackground = true, Path = Path.Combine(Chromium.Screenshots, $"bulletin-{name}-{screen.Name}.pdf") });
                Assert.True(await reader.FitsAsync(), $"{name} is wider than its sheet");
                await page.EmulateMediaAsync(new() { Media = Media.Screen });
                await page.SetViewportSizeAsync(screen.Size.Width, screen.Size.Height);
            }
        }
    }
}
