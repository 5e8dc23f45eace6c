using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Evaluation.Browser.Tests.Results;

/// <summary>Anybody recounts a published result in a browser: by its address, and from saved files without a network.</summary>
[Collection(OneFixture.Name)]
public sealed partial class RecountPageTests(BrowserFixture fixture)
{
    [BrowserFact]
    public async Task A_published_result_is_recounted_from_its_page()
    {
        var round = await PublishedAsync();
        foreach (var screen in new[] { Screen.Phone, Screen.Desktop.English.Dark })
        {
            await using var reader = await fixture.VisitAsync(screen);
            var page = reader.Page;
            var isChinese = screen == Screen.Phone;
            await page.GotoAsync($"/rounds/{round.Id}/announcement");
            await Expect(page.Locator(".text")).ToContainTextAsync($"/recount/?round={round.Id}&version=1");
            await page.GotoAsync($"/rounds/{round.Id}/results");
            await page.ClickAsync(".version-note a[href^='/recount/']");
            await Expect(page.Locator("#outcome")).ToHaveTextAsync(isChinese ? "没有不一致的数" : "No figure differs");
            Assert.True(CountOf(await page.Locator("#report p").First.InnerTextAsync()) > 20);
            await Expect(page.Locator("h1")).ToHaveTextAsync(isChinese ? "结果复核" : "Recount of a result", new() { UseInnerText = true });
            Assert.True(await reader.FitsAsync());
            await reader.KeepAsync($"recount-{screen.Name}");

            await page.ClickAsync("#language");
            await Expect(page.Locator("#outcome")).ToHaveTextAsync(isChinese ? "No figure differs" : "没有不一致的数");
            await page.FillAsync("#round", "nobody");
            await page.ClickAsync("#address-form button");
            await Expect(page.Locator("#outcome")).ToHaveAttributeAsync("data-outcome", "unread");
        }
    }

    [BrowserFact]
    public async Task Saved_files_are_recounted_from_a_folder_and_each_changed_figure_is_printed()
    {
        var round = await PublishedAsync();
        var folder = Directory.CreateTempSubdirectory("recount-page-");
        try
        {
            foreach (var name in (string[])["index.html", "recount.mjs", "recount.css"])
                File.Copy(Path.Combine(Repository.Root, "recount", name), Path.Combine(folder.FullName, name));
            var result = (await fixture.Server.Anybody.GetAsync($"{round.Path}/results")).Text;
            var tallies = (await fixture.Server.Anybody.GetAsync($"{round.Path}/results/tallies")).Text;
            var (fair, changed) = (Save("fair.json", tallies), Save("changed.json", Changed(tallies)));
            var published = Save("result.json", result);
            foreach (var screen in new[] { Screen.Phone, Screen.Phone.English.Dark })
            {
                await using var reader = await fixture.VisitAsync(screen);
                await reader.Context.SetOfflineAsync(true);
                var page = reader.Page;
                await page.GotoAsync(new Uri(Path.Combine(folder.FullName, "index.html")).ToString());
                await Expect(page.Locator("#address-form")).ToBeHiddenAsync();
                await page.SetInputFilesAsync("#files", [published, fair]);
                await Expect(page.Locator("#outcome")).ToHaveAttributeAsync("data-outcome", "same");
                Assert.True(CountOf(await page.Locator("#report p").First.InnerTextAsync()) > 20);

                await page.SetInputFilesAsync("#files", [published, changed]);
                await Expect(page.Locator("#outcome")).ToHaveTextAsync(screen == Screen.Phone ? "有不一致的数" : "Figures differ");
                var differences = await page.Locator(".differences li").AllInnerTextsAsync();
                Assert.Contains(differences, line => line.Contains(screen == Screen.Phone ? "计票数据的哈希与公布的结果中写明的不一致" : "the hash of the tallies is not the one", StringComparison.Ordinal));
                // One slip of a unit has another answer: its score, its vote and its total follow.
                foreach (var figure in (string[])["/vote", "/total"])
                    Assert.Contains(differences, line => line.Contains($" {figure} ", StringComparison.Ordinal));
                if (screen == Screen.Phone)
                    Assert.DoesNotContain(differences, line => EnglishWord().IsMatch(line));
                Assert.True(await reader.FitsAsync());
                await reader.KeepAsync($"recount-changed-{screen.Name}");

                await page.SetInputFilesAsync("#files", [published]);
                await Expect(page.Locator("#outcome")).ToHaveAttributeAsync("data-outcome", "unread");
                await Expect(page.Locator("#report")).ToContainTextAsync("result.json");
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        string Save(string name, string content)
        {
            var path = Path.Combine(folder.FullName, name);
            File.WriteAllText(path, content, new UTF8Encoding(false));
            return path;
        }
    }

    /// <summary>The tallies with one slip of a group for a unit moved from an answer that has some to another one.</summary>
    private static string Changed(string tallies)
    {
        var all = JsonNode.Parse(tallies)!;
        var counts = Groups(all).Select(group => group["counts"]![0]!.AsArray()).First();
        var from = Enumerable.Range(0, counts.Count).Last(option => (int)counts[option]! > 1);
        var to = from == 0 ? 1 : 0;
        (counts[from], counts[to]) = ((int)counts[from]! - 1, (int)counts[to]! + 1);
        return all.ToJsonString();
    }

    private static IEnumerable<JsonNode> Groups(JsonNode? node) => node switch
    {
        JsonObject whole when whole.ContainsKey("group") && whole["counts"] is JsonArray => [whole],
        JsonObject whole => whole.SelectMany(member => Groups(member.Value)),
        JsonArray items => items.SelectMany(Groups),
        _ => [],
    };

    private async Task<TestRound> PublishedAsync()
    {
        var (round, _) = await Papers.OpenAsync(fixture, 3, definition => definition["policies"] = JsonNode.Parse("""{"groupMin": 2}"""));
        foreach (var group in (string[])["users", "npc"])
        {
            foreach (var (index, voter) in (await round.IssueAsync(group, 12)).Index())
            {
                var slips = Enumerable.Range(1, 3).Select(unit => $$"""{"unit":"u{{unit}}","marks":[{{(unit + index) % 3}},{{index % 3}},{{(unit + index) % 2}},{{index % 2}},{{(unit * index) % 3}}]}""");
                (await fixture.Server.Voter(voter).PutAsync($"{round.Path}/ballot", $$"""{"slips":[{{string.Join(',', slips)}}]}""")).Answers();
            }
        }
        await round.MoveAsync("sealed", "provisional", "published");
        return round;
    }

    private static int CountOf(string counts) => int.Parse(Number().Match(counts).Value, System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();

    /// <summary>A word of a sentence: it does not belong to a pointer or a code.</summary>
    [GeneratedRegex(@"(?<![/\w-])(is|the|of|differs|counted|published)(?![/\w-])")]
    private static partial Regex EnglishWord();
}
