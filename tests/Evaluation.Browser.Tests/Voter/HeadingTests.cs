using System.Text.Json.Nodes;

namespace Evaluation.Browser.Tests.Voter;

/// <summary>Headings above criteria, on the voter's paper.</summary>
[Collection(OneFixture.Name)]
public sealed class HeadingTests(BrowserFixture fixture)
{
    private static readonly string?[] Paths =
    [
        """[{"zh":"作风建设","en":"Conduct"},{"zh":"履职","en":"Duties"}]""", """[{"zh":"作风建设","en":"Conduct"},{"zh":"履职","en":"Duties"}]""",
        """[{"zh":"作风建设","en":"Conduct"},{"zh":"公开","en":"Openness"}]""", """["工作成效"]""", null,
    ];

    [BrowserTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Criteria_stand_in_named_groups_below_their_headings(bool english)
    {
        foreach (var screen in english ? new[] { Screen.Phone.English, Screen.Desktop.English } : [Screen.Phone, Screen.Desktop])
        {
            var (round, credential) = await Papers.OpenAsync(fixture, 3, definition =>
            {
                foreach (var (index, path) in Paths.Index().Where(path => path.Item is not null))
                    definition["criteria"]![index]!["path"] = JsonNode.Parse(path!);
            });
            await using var voter = await fixture.VisitAsync(screen);
            await voter.OpenPaperAsync(round.Id, credential);
            var page = voter.Page;
            await page.ClickAsync("#go-on");

            var name = english ? "Conduct" : "作风建设";
            var outer = page.GetByRole(AriaRole.Group, new() { Name = name, Exact = true });
            await Expect(outer).ToHaveCountAsync(1);
            await Expect(page.GetByRole(AriaRole.Heading, new() { Name = name, Exact = true, Level = 3 })).ToBeVisibleAsync();
            await Expect(outer.GetByRole(AriaRole.Group, new() { Name = english ? "Duties" : "履职", Exact = true }).Locator("fieldset.mark")).ToHaveCountAsync(2);
            await Expect(outer.GetByRole(AriaRole.Heading, new() { Name = english ? "Openness" : "公开", Exact = true, Level = 4 })).ToBeVisibleAsync();
            await Expect(outer.Locator("fieldset.mark")).ToHaveCountAsync(3);
            await Expect(page.Locator("#sheet-marks > fieldset.mark")).ToHaveCountAsync(1);

            // Marks keep the order of the paper.
            await page.RateAsync(0, 1, 2, 3, 0);
            Assert.Equal(["0 0", "1 1", "2 2", "3 3", "4 0"], await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('#sheet-marks input:checked')].map(input => `${input.dataset.criterion} ${input.value}`)"));
            Assert.True(await voter.FitsAsync());
            await voter.KeepAsync($"headings-paper-{screen.Name}");
            await page.ClickAsync("#send");
            await Expect(page.Locator("#vote-receipt")).ToBeVisibleAsync();
        }
    }
}
