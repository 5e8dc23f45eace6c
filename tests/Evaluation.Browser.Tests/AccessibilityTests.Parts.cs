namespace Evaluation.Browser.Tests;

/// <summary>Credentials in two parts.</summary>
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
}
