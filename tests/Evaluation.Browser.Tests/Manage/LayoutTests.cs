using System.Text.Json.Nodes;

namespace Evaluation.Browser.Tests.Manage;

/// <summary>Where titles break, where forms begin, and how wide choices are.</summary>
[Collection(OneFixture.Name)]
public sealed class LayoutTests(BrowserFixture fixture)
{
    [BrowserFact]
    public async Task No_line_of_a_title_ends_inside_a_known_word()
    {
        var (round, credential) = await Papers.OpenAsync(fixture, 3, Named);
        foreach (var text in new[] { "usual", "large" })
        {
            await using var visitor = await fixture.VisitAsync(Screen.Phone);
            var page = visitor.Page;
            await page.GotoAsync($"/preferences?text={text}");
            foreach (var (address, title) in new[] { ($"/rounds/{round.Id}", "h1"), ($"/vote/{round.Id}#{credential}", ".vote-round") })
            {
                await page.GotoAsync(address);
                Assert.Equal("2026年度街道和公共服务单位第三方满意度评价", (await page.TextContentAsync(title))!.Trim());
                Assert.Equal<int[]>([1], await page.EvaluateAsync<int[]>("title => [...new Set([...document.querySelector(title).querySelectorAll('.word')].map(word => word.getClientRects().length))]", title));
                // Rules of the page for spans must not push the words of a title apart.
                Assert.Equal<string[]>(["0px 0px"], await page.EvaluateAsync<string[]>(
                    "title => [...new Set([...document.querySelector(title).querySelectorAll('.word')].map(word => getComputedStyle(word)).map(style => `${style.marginLeft} ${style.marginRight}`))]", title));
                Assert.True(await visitor.FitsAsync());
            }
            await page.GotoAsync($"/rounds/{round.Id}");
            await visitor.KeepAsync($"title-phone-{text}");
        }
    }

    [BrowserFact]
    public async Task Forms_of_a_round_begin_where_its_head_begins()
    {
        var (round, _) = await Papers.OpenAsync(fixture, 3, Named);
        var batch = (await fixture.Server.Administrator.GetAsync($"{round.Path}/credentials/batches")).Answers().GetProperty("items")[0].GetProperty("id").GetString();
        await using var visitor = await fixture.VisitAsync(Screen.Desktop);
        await visitor.SignInAsync("admin", Site.AdministratorKey);
        foreach (var part in new[] { "key", $"credentials/batches/{batch}", "acts/pause" })
        {
            await visitor.Page.GotoAsync($"/manage/rounds/{round.Id}/{part}");
            var edges = await visitor.Page.EvaluateAsync<float[]>("() => ['.round-head', '.form-page'].map(part => document.querySelector(part).getBoundingClientRect().left)");
            Assert.True(edges[0] == edges[1], $"{part}: {edges[0]}, {edges[1]}");
            await visitor.KeepAsync($"manage-left-{part.Split('/')[0]}-desktop");
        }
    }

    [BrowserFact]
    public async Task Every_choice_of_the_rules_is_as_wide_as_its_longest_option()
    {
        var round = await fixture.Server.DraftAsync(definition =>
        {
            definition["grades"] = JsonNode.Parse("""[{"code": "good", "label": {"zh": "良好", "en": "Good"}, "min": 80}]""");
            definition["vetoes"] = JsonNode.Parse("""[{"code": "failed", "label": {"zh": "抽查不合格", "en": "Failed"}, "when": {"failedSpotChecks": 2}, "effect": "ineligible"}]""");
        });
        foreach (var screen in new[] { Screen.Desktop, Screen.Desktop.English })
        {
            await using var visitor = await fixture.VisitAsync(screen);
            await visitor.SignInAsync("admin", Site.AdministratorKey);
            await visitor.Page.GotoAsync($"/manage/rounds/{round.Id}/rules");
            var cut = await visitor.Page.EvaluateAsync<string[]>("""
                () => {
                  document.querySelectorAll("details").forEach(fold => { fold.open = true; });
                  return [...document.querySelectorAll("main select")].filter(choice => {
                    const free = choice.cloneNode(true);
                    free.style.minWidth = "0";
                    free.style.width = "max-content";
                    document.body.append(free);
                    const needed = free.offsetWidth;
                    free.remove();
                    return choice.offsetWidth + 1 < needed;
                  }).map(choice => `${choice.name} ${choice.offsetWidth}`);
                }
                """);
            Assert.True(cut.Length == 0, string.Join(", ", cut));
            Assert.True(await visitor.FitsAsync());
            await visitor.KeepAsync($"manage-rules-choices-{screen.Name}");
        }
    }

    private static void Named(JsonObject definition) =>
        definition["title"] = JsonNode.Parse("""{"zh": "2026年度街道和公共服务单位第三方满意度评价", "en": "Third-party satisfaction survey of subdistricts and public service units 2026"}""");
}
