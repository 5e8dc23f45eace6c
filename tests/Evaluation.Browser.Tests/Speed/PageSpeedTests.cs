using System.Globalization;
using System.Text.Json.Nodes;
using Evaluation.Browser.Tests.Assessment;
using Xunit.Abstractions;

namespace Evaluation.Browser.Tests.Speed;

/// <summary>Weight and speed of the pages on a slow phone, with an empty and with a warm cache.</summary>
/// <remarks>The times are printed and not asserted, because they depend on this machine.</remarks>
[Collection(OneFixture.Name)]
public sealed class PageSpeedTests(BrowserFixture fixture, ITestOutputHelper output)
{
    private const int BytesMax = 200_000;
    private const int SlipsOfABallot = 250;
    private const string Interactive = "() => performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd";

    [BrowserFact]
    public async Task Results_of_a_thousand_units_open_with_less_than_200_kilobytes()
    {
        var round = await PublishAsync(1_000);
        var result = $"/rounds/{round.Id}";
        await MeasureAsync(["/", result, $"{result}/results", $"{result}/results/u7", $"{result}/results/u7/derivation", $"{result}/compare?unit=u1&unit=u4", $"{result}/versions", $"{result}/turnout"]);
    }

    [BrowserFact]
    public async Task Pages_of_the_staff_open_with_less_than_200_kilobytes()
    {
        var staff = await StaffRound.OpenAsync(fixture);
        await staff.FileAssessmentAsync();
        var round = staff.Round.Id;
        await MeasureAsync([$"/unit/{round}/u1", $"/unit/{round}/u1/self-assessment"], visitor => staff.SignInAsync(visitor, "unit"));
        await MeasureAsync(["/inspection", $"/inspection/{round}/u1"], visitor => staff.SignInAsync(visitor, "inspector"));
        await MeasureAsync(["/reviews", $"/reviews/{round}/u1/claims"], visitor => staff.SignInAsync(visitor, "reviewer"));
        await MeasureAsync(["/manage", $"/manage/rounds/{round}", $"/manage/rounds/{round}/rules", $"/manage/rounds/{round}/units", "/operations"], visitor => visitor.SignInAsync("admin", Site.AdministratorKey));
    }

    /// <summary>Opens each address in a new window with an empty cache, and again in the same window.</summary>
    private async Task MeasureAsync(string[] addresses, Func<Visitor, Task>? signIn = null)
    {
        await using var signedIn = await fixture.VisitAsync(Screen.Phone);
        if (signIn is not null)
            await signIn(signedIn);
        var cookies = await signedIn.Context.CookiesAsync();
        foreach (var address in addresses)
        {
            await using var visitor = await fixture.VisitAsync(Screen.Phone);
            await visitor.Context.AddCookiesAsync(cookies.Select(cookie => new Cookie { Name = cookie.Name, Value = cookie.Value, Domain = cookie.Domain, Path = cookie.Path }));
            var network = await SlowPhone.EmulateAsync(visitor);
            await visitor.Page.GotoAsync(address);
            var (cold, bytes) = (await visitor.Page.EvaluateAsync<double>(Interactive), network.Bytes);
            await visitor.Page.GotoAsync(address);
            var warm = await visitor.Page.EvaluateAsync<double>(Interactive);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{address}: {bytes:N0} bytes, interactive after {cold:N0} ms, again after {warm:N0} ms"));
            Assert.EndsWith(address, visitor.Page.Url);
            Assert.InRange(bytes, 1, BytesMax);
        }
    }

    /// <summary>A published round in which six voters have rated every unit.</summary>
    private async Task<TestRound> PublishAsync(int units)
    {
        var (round, _) = await Papers.OpenAsync(fixture, units, definition => definition["policies"] = JsonNode.Parse("""{"groupMin": 2}"""));
        foreach (var (index, voter) in (await round.IssueAsync("users", 3)).Concat(await round.IssueAsync("npc", 3)).Index())
        {
            foreach (var part in Enumerable.Range(1, units).Chunk(SlipsOfABallot))
            {
                var slips = part.Select(unit => $$"""{"unit":"u{{unit}}","marks":[{{unit % 3}},{{(unit + index) % 3}},{{unit % 2}},0,{{index % 2}}]}""");
                (await fixture.Server.Voter(voter).PutAsync($"{round.Path}/ballot", $$"""{"slips":[{{string.Join(',', slips)}}]}""")).Answers();
            }
        }
        await round.MoveAsync("sealed", "provisional", "published");
        return round;
    }
}
