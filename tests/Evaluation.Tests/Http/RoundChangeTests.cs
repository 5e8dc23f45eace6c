using Evaluation.Gateway.Rounds;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.Http;

/// <summary>
/// The next reader sees a change of a round at once. The clock does not advance, so a cached view never expires by its age.
/// </summary>
public sealed class RoundChangeTests : IAsyncLifetime
{
    private readonly TestServer _server = TestServer.With(new FakeTimeProvider(Given.Now));

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_transition_by_API_or_page_is_seen_by_the_next_reader(bool byPage)
    {
        var round = await _server.DraftAsync();
        (await _server.Anybody.GetAsync($"{round.Path}/paper")).Refuses(409, "not-open");
        if (byPage)
            await ActAsync(round, "open");
        else
            await round.MoveAsync("voting");
        (await _server.Anybody.GetAsync($"{round.Path}/paper")).Answers();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_schedule_by_API_or_page_is_seen_by_the_next_reader(bool byPage)
    {
        var round = await _server.DraftAsync();
        Assert.Null((await ViewAsync(round)).OpensAt);
        if (byPage)
            await ActAsync(round, "schedule", ("opensAt", "2099-12-01T09:00"), ("closesAt", "2099-12-07T18:30"));
        else
            (await round.ScheduleAsync("""{"opensAt":"2099-12-01T09:00:00+08:00","closesAt":"2099-12-07T18:30:00+08:00"}""")).Answers();
        Assert.NotNull((await ViewAsync(round)).OpensAt);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_new_definition_by_API_or_page_is_seen_by_the_next_reader(bool byPage)
    {
        var round = await _server.DraftAsync();
        Assert.DoesNotContain("u9", (await _server.Administrator.GetAsync($"{round.Path}/paper")).Text, StringComparison.Ordinal);
        if (byPage)
        {
            using var browser = await new Browser(_server.Address).SignedInAsync();
            var address = $"/manage/rounds/{round.Id}/tables/units";
            var preview = await browser.SendAsync(await browser.OpenAsync(address), address, "give", ("csv", "code,zh,class\nu9,九,town\nu2,二,town\nu3,三,school\n"), ("act", "look"));
            Assert.Equal(302, (await browser.SendAsync(preview, address, "take", ("act", "take"))).Status);
        }
        else
        {
            var definition = SmallDefinition.Of(round.Id);
            definition["units"]![0]!["code"] = "u9";
            (await _server.Administrator.PutAsync(round.Path, definition.ToJsonString())).Answers();
        }
        Assert.Contains("u9", (await _server.Administrator.GetAsync($"{round.Path}/paper")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Credentials_issued_by_API_or_page_are_counted_for_the_next_reader(bool byPage)
    {
        var round = await _server.DraftAsync();
        Assert.Equal(0, (await ViewAsync(round)).Groups.Sum(group => group.Issued));
        if (byPage)
        {
            using var browser = await new Browser(_server.Address).SignedInAsync();
            var address = $"/manage/rounds/{round.Id}/credentials";
            var issued = await browser.SendAsync(await browser.OpenAsync(address), address, ("group", "npc"), ("count", "2"), ("form", "links"));
            Assert.Equal(200, issued.Status);
        }
        else
        {
            await round.IssueAsync("npc", 2);
        }
        Assert.Equal(2, (await ViewAsync(round)).Groups.Sum(group => group.Issued));
    }

    private async Task ActAsync(TestRound round, string act, params (string, string)[] values)
    {
        using var browser = await new Browser(_server.Address).SignedInAsync();
        var address = $"/manage/rounds/{round.Id}/acts/{act}";
        var done = await browser.SendAsync(await browser.OpenAsync(address), address, [("reason", "needed"), ("sure", "yes"), .. values]);
        Assert.Equal($"/manage/rounds/{round.Id}?done={act}", done.Location);
    }

    /// <summary>The view that this gateway's readers share.</summary>
    private async Task<Evaluation.Rounds.RoundView> ViewAsync(TestRound round) => (await _server.Get<RoundViews>().GetAsync(round.Id)).Answer;
}
