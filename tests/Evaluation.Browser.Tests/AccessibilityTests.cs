using System.Text.Json;
using Evaluation.Browser.Tests.Assessment;

namespace Evaluation.Browser.Tests;

/// <summary>
/// No page has a serious accessibility fault, in either language, on phone or desktop, light or dark. Each page leaves a screenshot.
/// </summary>
[Collection(OneFixture.Name)]
public sealed partial class AccessibilityTests(BrowserFixture fixture)
{
    private const string TypeSize = "() => parseFloat(getComputedStyle(document.body).fontSize)";

    /// <summary>Every pair of size, language and colours occurs once.</summary>
    private static readonly Screen[] Screens = [Screen.Phone, Screen.Phone.English.Dark, Screen.Desktop.Dark, Screen.Desktop.English];

    [AxeFact]
    public async Task Public_pages_are_accessible()
    {
        var (round, _) = await Papers.OpenAsync(fixture, 9);
        foreach (var screen in Screens)
        {
            await using var anybody = await fixture.VisitAsync(screen);
            foreach (var (name, address) in new[] { ("front", "/"), ("rules", $"/rounds/{round.Id}"), ("turnout", $"/rounds/{round.Id}/turnout"), ("privacy", "/privacy"), ("help", "/help"), ("honours", "/honours"), ("complaints", "/complaints"), ("complaint-progress", "/complaints/progress"), ("progress", $"/rounds/{round.Id}/progress"), ("sign-in", "/sign-in"), ("nothing", "/nothing") })
            {
                await anybody.Page.GotoAsync(address);
                await CheckAsync(anybody, $"{name}-{screen.Name}");
            }
        }
    }

    [AxeFact]
    public async Task The_pages_of_the_identity_provider_are_accessible()
    {
        await using var provider = await IdentityProvider.StartAsync("localhost");
        var server = TestServer.With(_ => { }, provider.Settings);
        await server.InitializeAsync();
        foreach (var screen in Screens)
        {
            await using var anybody = await fixture.VisitAsync(screen, server.Address);
            foreach (var (name, address) in new[] { ("sign-in-provider", "/sign-in"), ("no-account", "/sign-in/provider?back=/manage"), ("signed-out", "/signed-out") })
            {
                await anybody.Page.GotoAsync(address);
                await CheckAsync(anybody, $"{name}-{screen.Name}");
            }
        }
        await server.DisposeAsync();
    }

    [AxeFact]
    public async Task A_published_result_is_accessible()
    {
        var objected = await ObjectedRound.PublishAsync(fixture.Server.Site);
        await objected.UpholdAsync(await objected.FileAsync());
        var round = $"/rounds/{objected.Round.Id}";
        foreach (var screen in Screens)
        {
            await using var anybody = await fixture.VisitAsync(screen);
            foreach (var (name, address) in new[] { ("results", "results"), ("results-sorted", "results?q=u&sort=name"), ("compare", "compare?unit=u1&unit=u2"), ("unit", "results/u2"), ("announcement", "announcement"), ("derivation", "results/u2/derivation"), ("versions", "versions"), ("objections", "objections") })
            {
                await anybody.Page.GotoAsync($"{round}/{address}");
                await CheckAsync(anybody, $"{name}-{screen.Name}");
            }
        }
    }

    [AxeFact]
    public async Task The_voting_page_is_accessible()
    {
        foreach (var screen in Screens)
        {
            var (round, credential) = await Papers.OpenAsync(fixture, 9);
            await using var voter = await fixture.VisitAsync(screen);
            var page = voter.Page;
            await page.GotoAsync($"/vote/{round.Id}");
            await Expect(page.Locator("#credential")).ToBeVisibleAsync();
            await CheckAsync(voter, $"vote-start-{screen.Name}");
            await page.GotoAsync($"/vote/{round.Id}?again#{credential}");
            await Expect(page.Locator("#vote-paper")).ToBeVisibleAsync();
            await CheckAsync(voter, $"vote-list-{screen.Name}");
            await page.ClickAsync("#go-on");
            await page.RateAsync(0, 1, 2, 3, 0);
            foreach (var fold in await page.Locator("#paper-sheet summary").AllAsync())
                await fold.ClickAsync();
            await CheckAsync(voter, $"vote-sheet-{screen.Name}");
            await page.ClickAsync("#send");
            await Expect(page.Locator("#vote-receipt")).ToBeVisibleAsync();
            await CheckAsync(voter, $"vote-receipt-{screen.Name}");
        }
    }

    [AxeFact]
    public async Task A_paper_and_rules_with_headings_are_accessible()
    {
        foreach (var screen in Screens)
        {
            var (round, credential) = await Papers.OpenAsync(fixture, 3, definition =>
            {
                foreach (var (index, inner) in new[] { "履职", "履职", "公开" }.Index())
                    definition["criteria"]![index]!["path"] = System.Text.Json.Nodes.JsonNode.Parse($$"""["作风建设","{{inner}}"]""");
            });
            await using var voter = await fixture.VisitAsync(screen);
            await voter.Page.GotoAsync($"/rounds/{round.Id}");
            await CheckAsync(voter, $"rules-headings-{screen.Name}");
            await voter.OpenPaperAsync(round.Id, credential);
            await voter.Page.ClickAsync("#go-on");
            await CheckAsync(voter, $"vote-headings-{screen.Name}");
        }
    }

    [AxeFact]
    public async Task Staff_pages_are_accessible()
    {
        var (open, _) = await Papers.OpenAsync(fixture, 9);
        var draft = await fixture.Server.DraftAsync(Papers.Of(9));
        var objected = await ObjectedRound.PublishAsync(fixture.Server.Site);
        var ticket = await objected.FileAsync();
        (await objected.Reviewer.PostAsync($"{objected.Path}/{ticket}/resolve", ObjectedRound.Uphold())).Answers();
        var (commented, comment) = await CommentedAsync();
        foreach (var screen in Screens)
        {
            await using var administrator = await fixture.VisitAsync(screen);
            await administrator.SignInAsync("admin", Site.AdministratorKey);
            (string Name, string Address)[] pages =
            [
                ("manage", "/manage"), ("manage-new", "/manage/new"), ("manage-conduct", $"/manage/rounds/{open.Id}"), ("manage-act", $"/manage/rounds/{open.Id}/acts/seal"),
                ("manage-rules", $"/manage/rounds/{draft.Id}/rules"), ("manage-panels", $"/manage/rounds/{draft.Id}/panels"), ("manage-staff-table", "/manage/staff-table"),
                ("reviews-round", $"/reviews/{objected.Round.Id}"), ("manage-units", $"/manage/rounds/{draft.Id}/units"), ("manage-table", $"/manage/rounds/{draft.Id}/tables/units"),
                ("manage-credentials", $"/manage/rounds/{draft.Id}/credentials"), ("manage-audit", $"/manage/rounds/{open.Id}/audit"),
                ("manage-objections", $"/manage/rounds/{objected.Round.Id}/objections"), ("manage-objection", $"/manage/rounds/{objected.Round.Id}/objections/{ticket}"),
                ("manage-comments", commented), ("manage-comment", $"{commented}/{comment}"), ("manage-staff", "/manage/staff"),
                ("manage-publication", $"/manage/rounds/{objected.Round.Id}/publication"), ("manage-awards", $"/manage/rounds/{objected.Round.Id}/awards"),
                ("manage-preview", $"/manage/rounds/{draft.Id}/preview"), ("manage-unit", $"/manage/rounds/{draft.Id}/units/u1"), ("manage-new-unit", $"/manage/rounds/{draft.Id}/new-unit"),
                ("manage-targets", $"/manage/rounds/{draft.Id}/targets"), ("manage-unit-targets", $"/manage/rounds/{draft.Id}/targets/u1"), ("manage-honours", "/manage/honours"),
                ("manage-draft", $"/manage/rounds/{draft.Id}"), ("manage-key", $"/manage/rounds/{open.Id}/key"), ("manage-member", "/manage/staff/admin"), ("account", "/account"),
            ];
            foreach (var (name, address) in pages)
            {
                await administrator.Page.GotoAsync(address);
                await CheckAsync(administrator, $"{name}-{screen.Name}");
            }
        }
    }

    [AxeFact]
    public async Task Pages_of_units_inspectors_and_reviewers_are_accessible()
    {
        var staff = await StaffRound.OpenAsync(fixture);
        var round = staff.Round;
        await staff.FileAssessmentAsync();
        (await staff.As("inspector").PostAsync($"{round.Path}/units/u1/findings", """{"text":"the exit is blocked","dueOn":"2020-01-31","notice":true}""")).Answers(201);
        (await Filing.FileAsync(staff.As("unit"), round, "%PDF-1.7 a report"u8.ToArray(), unit: "u1")).Answers(201);
        var complaint = (await staff.As("reviewer").PostAsync("/api/complaints", $$"""{"unit":"u1","round":"{{round.Id}}","text":"a long queue","channel":"letter"}""")).Answers(201).GetProperty("id").GetString();
        (await staff.As("reviewer").PostAsync($"/api/complaints/{complaint}/release", """{"text":"a queue"}""")).Answers();
        (await staff.As("reviewer").PostAsync($"/api/complaints/{complaint}/answer", """{"text":"a counter more","upheld":true}""")).Answers();
        (string Role, string Name, string Address)[] pages =
        [
            ("unit", "unit-home", $"/unit/{round.Id}/u1"), ("unit", "self-assessment", $"/unit/{round.Id}/u1/self-assessment"),
            ("unit", "import", $"/unit/{round.Id}/u1/self-assessment/import"), ("unit", "archive", $"/unit/{round.Id}/u1/evidence"),
            ("unit", "own-complaints", $"/unit/{round.Id}/u1/complaints"), ("unit", "own-complaint", $"/unit/{round.Id}/u1/complaints/{complaint}"),
            ("inspector", "visits", "/inspection"), ("inspector", "sheet", $"/inspection/{round.Id}/u1"), ("inspector", "not-kept", "/inspection/offline"),
            ("reviewer", "inbox", "/reviews"), ("reviewer", "claims", $"/reviews/{round.Id}/u1/claims"), ("reviewer", "findings", $"/reviews/{round.Id}/u1/findings"),
            ("reviewer", "complaints", "/reviews/complaints"), ("reviewer", "complaint", $"/reviews/complaints/{complaint}"), ("reviewer", "inbox-complaints", "/reviews?kind=complaint"),
        ];
        foreach (var screen in Screens)
        {
            foreach (var own in pages.GroupBy(page => page.Role))
            {
                await using var visitor = await fixture.VisitAsync(screen);
                await staff.SignInAsync(visitor, own.Key);
                foreach (var (_, name, address) in own)
                {
                    await visitor.Page.GotoAsync(address);
                    await CheckAsync(visitor, $"{name}-{screen.Name}");
                }
                if (own.Key == "inspector")
                    await CheckUnsentAsync(visitor, staff, screen);
            }
        }
    }

    private static async Task CheckUnsentAsync(Visitor visitor, StaffRound staff, Screen screen)
    {
        await visitor.Page.RouteAsync("**/inspection/session", route => route.AbortAsync());
        await visitor.Page.GotoAsync(staff.Sheet);
        await visitor.Page.FillAsync("[name='points.0']", "8");
        await Expect(visitor.Page.Locator("#unsent button")).ToBeVisibleAsync();
        await CheckAsync(visitor, $"sheet-unsent-{screen.Name}");
    }

    [AxeFact]
    public async Task Pages_of_objections_are_accessible()
    {
        var objected = await ObjectedRound.PublishAsync(fixture.Server.Site);
        await objected.FileAsync();
        var round = objected.Round.Id;
        var name = TestServer.NewId("officer");
        var key = (await fixture.Server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{name}}","roles":[{"role":"unit","round":"{{round}}","unit":"u2"}]}""")).Answers(201).GetProperty("key").GetString()!;
        (string Name, string Address)[] pages =
        [
            ("own-objections", $"/unit/{round}/u2/objections"), ("choose-figure", $"/unit/{round}/u2/objections/new"), ("object", $"/unit/{round}/u2/objections/new?figure=/groups/users/score"),
            ("own-result", $"/rounds/{round}/results/u2"),
        ];
        foreach (var screen in Screens)
        {
            await using var visitor = await fixture.VisitAsync(screen);
            await visitor.SignInAsync(name, key);
            foreach (var (page, address) in pages)
            {
                await visitor.Page.GotoAsync(address);
                await CheckAsync(visitor, $"{page}-{screen.Name}");
            }
        }
    }

    [AxeFact]
    public async Task Large_type_fits_a_phone()
    {
        var (round, credential) = await Papers.OpenAsync(fixture, 9);
        var (published, _) = await Papers.OpenAsync(fixture, 9);
        await published.MoveAsync("sealed", "provisional", "published");
        foreach (var screen in new[] { Screen.Phone, Screen.Phone.English })
        {
            await using var voter = await fixture.VisitAsync(screen);
            var page = voter.Page;
            await page.GotoAsync($"/rounds/{round.Id}");
            var usual = await page.EvaluateAsync<double>(TypeSize);
            await page.ClickAsync(".site-tools a[href*='text=']");
            await Expect(page.Locator("html")).ToHaveAttributeAsync("data-text", "large");
            Assert.Equal(1.25 * usual, await page.EvaluateAsync<double>(TypeSize));
            await CheckAsync(voter, $"rules-large-{screen.Name}");
            foreach (var (name, address) in new[] { ("front", "/"), ("results", $"/rounds/{published.Id}/results") })
            {
                await page.GotoAsync(address);
                await CheckAsync(voter, $"{name}-large-{screen.Name}");
            }
            await voter.OpenPaperAsync(round.Id, credential);
            await page.ClickAsync("#go-on");
            await CheckAsync(voter, $"vote-sheet-large-{screen.Name}");
        }
    }

    /// <summary>The comments page of a sealed round, and the unit and id of a comment with two tags and a revised answer.</summary>
    private async Task<(string Address, string Comment)> CommentedAsync()
    {
        var round = await fixture.Server.OpenAsync(definition =>
        {
            Papers.Of(3)(definition);
            definition["policies"] = System.Text.Json.Nodes.JsonNode.Parse("""{"groupMin": 2, "commentMin": 2}""");
        });
        foreach (var (voter, words) in (await round.IssueAsync("users", 5)).Zip(["窗口排队太久，希望增加叫号机。", "停车不便", "停车不便", "The staff was friendly and the form was clear.", "中午无人值班"]))
            (await fixture.Server.Voter(voter).PutAsync($"{round.Path}/ballot", $$"""{"slips":[{"unit":"u1","marks":[0,1,2,0,1],"comment":"{{words}}"}]}""")).Answers();
        await round.MoveAsync("sealed");
        var comments = (await fixture.Server.Administrator.GetAsync($"{round.Path}/comments")).Answers().GetProperty("comments");
        var id = comments[2].GetProperty("id").GetString();
        (await fixture.Server.Administrator.PostAsync($"{round.Path}/units/u1/comments/tags", $$"""{"comments":["{{id}}"],"add":["停车","设施"]}""")).Answers();
        foreach (var answer in new[] { "已列入计划。", "新停车场 5 月启用，共 120 个车位。" })
            (await fixture.Server.Administrator.PutAsync($"{round.Path}/units/u1/comments/{id}/answer", $$"""{"text":"{{answer}}"}""")).Answers();
        return ($"/manage/rounds/{round.Id}/comments", $"u1/{id}");
    }

    /// <summary>Keeps a screenshot, and demands that the page has no serious fault, fits its window and keeps text in its boxes.</summary>
    internal static async Task CheckAsync(Visitor visitor, string name)
    {
        await visitor.KeepAsync(name);
        await visitor.Page.EvaluateAsync(await File.ReadAllTextAsync(Chromium.Axe!));
        var found = await visitor.Page.EvaluateAsync<JsonElement>("async () => (await axe.run({ resultTypes: ['violations'] })).violations");
        var serious = found.EnumerateArray().Where(fault => fault.GetProperty("impact").GetString() is "serious" or "critical")
            .Select(fault => $"{name}: {fault.GetProperty("id")} {fault.GetProperty("nodes")[0].GetProperty("html")} {fault.GetProperty("nodes")[0].GetProperty("failureSummary")}");
        Assert.Equal("", string.Join('\n', serious));
        Assert.True(await visitor.FitsAsync(), $"{name} is wider than its window");
        var spills = await visitor.SpillsAsync();
        Assert.True(spills.Length == 0, $"{name}: {string.Join('\n', spills)}");
    }
}
