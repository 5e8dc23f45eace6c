using Evaluation.Browser.Tests.Assessment;

namespace Evaluation.Browser.Tests;

/// <summary>Credentials in two parts, what is printed, and a sheet that two devices have written.</summary>
public sealed partial class AccessibilityTests
{
    [AxeFact]
    public async Task Pages_of_credentials_in_two_parts_are_accessible()
    {
        var round = await fixture.Server.OpenAsync(definition =>
        {
            Papers.Of(3)(definition);
            TwoPartRound.Describe(definition);
        });
        var (batch, first) = await round.IssueFirstAsync("npc", 2);
        var name = TestServer.NewId("staff");
        var key = (await fixture.Server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{name}}","roles":[{"role":"administrator"}]}""")).Answers(201).GetProperty("key").GetString()!;
        foreach (var screen in Screens)
        {
            await using var voter = await fixture.VisitAsync(screen);
            await voter.Page.GotoAsync($"/vote/{round.Id}#{first[0]}");
            await voter.Page.FillAsync("#second-part", "00000000zz");
            await voter.Page.ClickAsync("#credential-form button");
            await Expect(voter.Page.Locator("#second-fault")).ToBeVisibleAsync();
            await CheckAsync(voter, $"vote-two-parts-{screen.Name}");
            await voter.Page.GotoAsync($"/rounds/{round.Id}");
            await CheckAsync(voter, $"rules-two-parts-{screen.Name}");
            await using var administrator = await fixture.VisitAsync(screen);
            await administrator.SignInAsync(name, key);
            await administrator.Page.GotoAsync($"/manage/rounds/{round.Id}/credentials");
            await CheckAsync(administrator, $"manage-credentials-two-parts-{screen.Name}");
            await administrator.Page.GotoAsync($"/manage/rounds/{round.Id}/credentials/batches/{batch}");
            await CheckAsync(administrator, $"manage-second-parts-{screen.Name}");
            await administrator.Page.ClickAsync("#second-form button");
            await Expect(administrator.Page.Locator(".slip")).ToHaveCountAsync(2);
            await CheckAsync(administrator, $"manage-second-slips-{screen.Name}");
        }
    }

    [AxeFact]
    public async Task Printed_credentials_and_the_share_of_a_key_are_accessible()
    {
        var (round, _) = await Papers.OpenAsync(fixture, 3);
        foreach (var screen in Screens)
        {
            await using var administrator = await fixture.VisitAsync(screen);
            var page = administrator.Page;
            await administrator.SignInAsync("admin", Site.AdministratorKey);
            foreach (var format in new[] { "slips", "links" })
            {
                await page.GotoAsync($"/manage/rounds/{round.Id}/credentials");
                await page.FillAsync("#count", "2");
                await page.CheckAsync($"input[value={format}]");
                await page.ClickAsync("main form button[type=submit]");
                await Expect(page.Locator(".notice-warn").First).ToBeVisibleAsync();
                await CheckAsync(administrator, $"manage-{format}-{screen.Name}");
            }
            await page.GotoAsync($"/manage/rounds/{round.Id}/key");
            await page.ClickAsync("form[action$='/key/share'] button");
            await Expect(page.Locator(".share-lines code")).ToHaveCountAsync(12);
            await CheckAsync(administrator, $"manage-key-share-{screen.Name}");
        }
    }

    [AxeFact]
    public async Task Versions_of_a_sheet_that_differ_are_accessible()
    {
        var staff = await StaffRound.OpenAsync(fixture);
        var sheet = $"{staff.Round.Path}/units/u1/inspections/{staff.Accounts["inspector"].Name}";
        foreach (var points in new[] { "8", "8.5" })
            (await staff.As("inspector").PutAsync(sheet, $$"""{"basedOn":[],"points":{"files":5,"visit":{{points}} } }""")).Answers();
        foreach (var screen in Screens)
        {
            await using var inspector = await fixture.VisitAsync(screen);
            await staff.SignInAsync(inspector, "inspector");
            await inspector.Page.GotoAsync(staff.Sheet);
            await Expect(inspector.Page.Locator(".versus-side")).ToHaveCountAsync(2);
            await CheckAsync(inspector, $"sheet-differs-{screen.Name}");
            await Expect(inspector.Page.Locator(".versus-pick >> visible=true").First).ToContainTextAsync(screen.Locale == "zh-CN" ? "选用" : "Choose");
            await inspector.Page.CheckAsync(".versus-side input >> nth=1");
            await Expect(inspector.Page.Locator(".versus-side").Nth(1).Locator(".versus-pick > :last-child")).ToBeVisibleAsync();
            await CheckAsync(inspector, $"sheet-chosen-{screen.Name}");
        }
    }
}
