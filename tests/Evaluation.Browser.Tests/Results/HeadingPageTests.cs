using System.Text.Json.Nodes;
using Evaluation.Gateway.Rounds.Templates;

namespace Evaluation.Browser.Tests.Results;

/// <summary>The template of civilised units, whose criteria stand under headings, on pages of every size and language.</summary>
[Collection(OneFixture.Name)]
public sealed class HeadingPageTests(BrowserFixture fixture)
{
    private const string Wider = "() => [...document.querySelectorAll('main .table-wrap:has(.heading-row)')].filter(box => box.scrollWidth > box.clientWidth).length";

    [BrowserFact]
    public async Task Subtotals_of_headings_are_readable_on_every_page()
    {
        var round = await PublishAsync();
        var draft = await fixture.Server.DraftAsync(Civilised);
        foreach (var screen in new[] { Screen.Phone, Screen.Phone.English.Dark, Screen.Desktop with { Size = new() { Width = 1280, Height = 900 } }, Screen.Desktop.English })
        {
            await using var visitor = await fixture.VisitAsync(screen);
            var page = visitor.Page;
            foreach (var (name, address) in new[] { ("rules", ""), ("results", "/results"), ("unit", "/results/office-01"), ("derivation", "/results/office-01/derivation") })
            {
                await page.GotoAsync($"/rounds/{round.Id}{address}");
                Assert.True(await visitor.FitsAsync(), $"{name} is wider than the window");
                await visitor.KeepAsync($"headings-{name}-{screen.Name}");
            }
            await page.GotoAsync($"/rounds/{round.Id}/results/office-01");
            var rows = page.Locator(".heading-row");
            // The vote has one heading; the assessed criteria have two with two below each.
            await Expect(rows).ToHaveCountAsync(7);
            var (outer, inner, below) = (await IndentAsync(rows.Nth(1)), await IndentAsync(rows.Nth(2)), await IndentAsync(page.Locator(".below-2").First));
            Assert.True(outer < inner && inner < below, $"{outer}, {inner} and {below} pixels");
            Assert.Equal(0, await page.EvaluateAsync<int>(Wider));

            await visitor.SignInAsync("admin", Site.AdministratorKey);
            await page.GotoAsync($"/manage/rounds/{draft.Id}/rules");
            await Expect(page.Locator("[id='f-criteria-2-path']")).ToHaveValueAsync("Ⅰ 创建工作|I Work of the unit > Ⅰ-1 组织领导|I-1 Leadership");
            await page.Locator("[id='f-criteria-2-path']").FillAsync("Ⅰ 创建工作|I Work of the unit > 别的");
            await page.Locator("button[name=act][value=save]").First.ClickAsync();
            await Expect(page.Locator("[id='f-criteria-2-path']")).ToBeVisibleAsync();
            await visitor.KeepAsync($"headings-form-{screen.Name}");
            await page.Locator("[id='f-criteria-2-path']").FillAsync("Ⅰ 创建工作|I Work of the unit > Ⅰ-1 组织领导|I-1 Leadership");
            await page.Locator("button[name=act][value=save]").First.ClickAsync();
            await page.WaitForURLAsync("**/rules?saved=1");
        }
    }

    private static Task<double> IndentAsync(ILocator row) => row.Locator("th").EvaluateAsync<double>("cell => parseFloat(getComputedStyle(cell).paddingLeft)");

    private static void Civilised(JsonObject definition)
    {
        using var template = RoundTemplates.Open("civilised-unit")!;
        foreach (var (name, value) in JsonNode.Parse(template)!.AsObject().Where(member => member.Key != "id"))
            definition[name] = value?.DeepClone();
        definition["components"] = JsonNode.Parse("""{"vote":30,"inspection":60,"self":10,"bonusCap":2}""");
    }

    /// <summary>The template with votes and sheets for every unit, and a self-assessment of the first.</summary>
    private async Task<TestRound> PublishAsync()
    {
        var server = fixture.Server;
        var round = await server.DraftAsync(Civilised);
        var (inspector, units) = (TestServer.NewId("inspector"), Enumerable.Range(1, 6).SelectMany(number => new[] { $"office-0{number}", $"public-0{number}" }).ToArray());
        var key = (await server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{inspector}}","roles":[{"role":"inspector"}]}""")).Answers(201).GetProperty("key").GetString()!;
        (await server.Administrator.PutAsync($"{round.Path}/panels/one", $$"""{"label":"一组","inspectors":["{{inspector}}"],"units":[{{string.Join(',', units.Select(unit => $"\"{unit}\""))}}]}""")).Answers();
        await round.MoveAsync("assessing");
        foreach (var (index, unit) in units.Index())
        {
            var points = $$"""{"organisation":{{9 - (index % 3)}},"plan":{{(index == 0 ? "\"na\"" : "8.5")}},"learning":9,"volunteers":{{10 + (index % 5)}},"honesty":14,"service":{{15 + (index % 6)}},"place":18}""";
            (await server.Staff(key).PutAsync($"{round.Path}/units/{unit}/inspections/{inspector}", $$"""{"points":{{points}},"file":true}""")).Answers();
        }
        var (own, reviewer) = (await server.StaffWithAsync($$"""{"role":"unit","round":"{{round.Id}}","unit":"office-01"}"""), await server.StaffWithAsync("""{"role":"reviewer"}"""));
        string[] codes = ["organisation", "plan", "learning", "volunteers", "honesty", "service", "place"];
        int[] claimed = [10, 10, 10, 15, 15, 20, 20];
        var items = codes.Zip(claimed, (code, points) => $$"""{"criterion":"{{code}}","claimed":{{points}}}""");
        (await own.PutAsync($"{round.Path}/units/office-01/self-assessment", $$"""{"items":[{{string.Join(',', items)}}]}""")).Answers();
        (await own.PostAsync($"{round.Path}/units/office-01/self-assessment/filing", """{"version":1}""")).Answers();
        foreach (var (code, points) in codes.Zip(claimed))
            (await reviewer.PutAsync($"{round.Path}/units/office-01/claims/{code}", $$"""{"accepted":{{points - 1}},"reason":"核实"}""")).Answers();
        await round.MoveAsync("voting");
        foreach (var (index, credential) in (await round.IssueAsync("clients", 6)).Index())
            (await round.CastAsync(credential, [.. units.Select((unit, place) => $"{unit}:{(place + index) % 3},{place % 2}")])).Answers();
        await round.MoveAsync("sealed");
        (await round.ComputeIncompleteAsync()).Answers();
        await round.MoveAsync("published");
        return round;
    }
}
