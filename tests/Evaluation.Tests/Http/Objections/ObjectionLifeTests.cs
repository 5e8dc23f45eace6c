using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.Http.Objections;

/// <summary>From publication to the archive, on a clock that only the test advances.</summary>
public sealed class ObjectionLifeTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2020, 12, 1, 12, 0, 0, TimeSpan.FromHours(8));

    /// <summary>Seven days after the first of December, at the end of the day.</summary>
    private static readonly DateTimeOffset Until = new(2020, 12, 9, 0, 0, 0, TimeSpan.FromHours(8));

    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    private readonly FakeTimeProvider _clock = new(Noon);
    private readonly TestServer _server;

    public ObjectionLifeTests() => _server = TestServer.With(_clock);

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task An_upheld_objection_creates_the_next_version_and_leaves_the_earlier_one_unchanged()
    {
        var objected = await ObjectedRound.PublishAsync(_server.Site);
        var before = await objected.ResultAsync();
        Assert.Equal([("u1", 1), ("u2", 2)], Ranks(before));

        var ticket = await objected.FileAsync();
        Assert.Equal("assigned", (await objected.Second.PostAsync($"{objected.Path}/{ticket}/assign", $$"""{"to":"{{objected.ReviewerName}}"}""")).Answers().GetProperty("state").GetString());
        Assert.Equal("proposed", (await objected.Reviewer.PostAsync($"{objected.Path}/{ticket}/resolve", ObjectedRound.Uphold())).Answers().GetProperty("state").GetString());
        (await objected.Round.TryMoveAsync("final")).Refuses(409, "window-open");
        var answered = (await objected.Second.PostAsync($"{objected.Path}/{ticket}/approve")).Answers();
        Assert.Equal(("answered", 2), (answered.GetProperty("state").GetString(), answered.GetProperty("resultVersion").GetInt32()));

        var after = await objected.ResultAsync();
        Assert.Equal([("u2", 1), ("u1", 2)], Ranks(after));
        Assert.Equal((2, 19m), (after.GetProperty("version").GetInt32(), after.GetProperty("classes")[0].GetProperty("units")[0].GetProperty("bonus").GetDecimal()));
        var versions = after.GetProperty("versions").EnumerateArray().Select(version =>
            (version.GetProperty("version").GetInt32(), version.GetProperty("ticket").GetString(), version.GetProperty("current").GetBoolean()));
        Assert.Equal([(1, null, false), (2, ticket, true)], versions);
        AssertSame(before, await objected.ResultAsync(1));

        Move(to: Until);
        foreach (var to in new[] { "final", "archived" })
        {
            await objected.Round.MoveAsync(to);
            AssertSame(before, await objected.ResultAsync(1));
            AssertSame(after, await objected.ResultAsync(2));
            (await objected.Unit.PostAsync(objected.Path, ObjectedRound.Objection(text: "once more"))).Refuses(409, "objection-window-closed");
            Assert.Equal("answered", Assert.Single((await _server.Anybody.GetAsync(objected.Path)).Answers().EnumerateArray()).GetProperty("state").GetString());
        }
        var acts = (await _server.Administrator.GetAsync($"{objected.Round.Path}/audit")).Answers().EnumerateArray().Select(line => line.GetProperty("act").GetString());
        Assert.Equal(
            ["result-published", "objection-filed", "objection-assigned", "answer-proposed", "objection-answered", "result-computed", "round-finalised", "round-archived"],
            acts.TakeLast(8));
    }

    [Fact]
    public async Task Two_versions_are_compared_figure_by_figure_with_the_ticket_of_each_change()
    {
        var objected = await ObjectedRound.PublishAsync(_server.Site);
        await objected.UpholdAsync(await objected.FileAsync());
        await objected.UpholdAsync(await objected.FileAsync("and more"), """{"change":"fact-stated","fact":{"fact":"named"}}""");

        var comparison = (await _server.Anybody.GetAsync($"{objected.Round.Path}/results/comparison?from=1&to=3")).Answers();
        var figures = comparison.GetProperty("figures").EnumerateArray()
            .Select(figure => $"{figure.GetProperty("unit")}{figure.GetProperty("figure")} {figure.GetProperty("before")} {figure.GetProperty("after")} {figure.GetProperty("ticket")}").ToList();
        Assert.Contains("u2/rank 2 1 o-1", figures);
        Assert.Contains("u1/rank 1 2 o-1", figures);
        Assert.Contains("u2/bonus 0.00 19.00 o-1", figures);
        Assert.Contains("u2/eligible True False o-2", figures);
        Assert.Contains("u2/vetoes/bulletin/effect  ineligible o-2", figures);
        Assert.DoesNotContain(figures, figure => figure.StartsWith("u3", StringComparison.Ordinal));
        Assert.Equal((1, 3, "o-2"), (Version("from"), Version("to"), comparison.GetProperty("to").GetProperty("ticket").GetString()));
        AssertSame(await objected.ResultAsync(1), (await _server.Anybody.GetAsync(comparison.GetProperty("from").GetProperty("result").GetString()!)).Answers());

        var newest = (await _server.Anybody.GetAsync($"{objected.Round.Path}/results/comparison")).Answers();
        Assert.Equal((2, 3), (newest.GetProperty("from").GetProperty("version").GetInt32(), newest.GetProperty("to").GetProperty("version").GetInt32()));
        foreach (var (query, status, code) in new[] { ("from=3&to=1", 400, "bad-request"), ("from=x", 400, "bad-request"), ("to=", 400, "bad-request"), ("to=4", 404, "no-such-version"), ("from=0", 404, "no-such-version") })
            (await _server.Anybody.GetAsync($"{objected.Round.Path}/results/comparison?{query}")).Refuses(status, code);

        int Version(string which) => comparison.GetProperty(which).GetProperty("version").GetInt32();
    }

    [Fact]
    public async Task The_objection_window_is_shown_and_enforced_to_the_millisecond()
    {
        var objected = await ObjectedRound.PublishAsync(_server.Site);
        foreach (var shown in new[] { await objected.ResultAsync(), await objected.Round.StateAsync() })
        {
            Assert.Equal("2020-12-01T12:00:00+08:00", shown.GetProperty("objections").GetProperty("from").GetString());
            Assert.Equal("2020-12-09T00:00:00+08:00", shown.GetProperty("objections").GetProperty("until").GetString());
        }
        Move(to: Until - Millisecond);
        var ticket = await objected.FileAsync();
        (await objected.Round.TryMoveAsync("final")).Refuses(409, "window-open");

        Move(to: Until);
        var late = (await objected.Unit.PostAsync(objected.Path, ObjectedRound.Objection(text: "too late"))).Refuses(409, "objection-window-closed");
        Assert.Equal((Noon, Until), (late.GetProperty("from").GetDateTimeOffset(), late.GetProperty("until").GetDateTimeOffset()));
        Assert.Equal(ticket, await objected.FileAsync());

        // An objection filed in time can still be answered, and the round cannot become final before.
        var open = (await objected.Round.TryMoveAsync("final")).Refuses(409, "objections-open");
        Assert.Equal([ticket], open.GetProperty("objections").EnumerateArray().Select(id => id.GetString()));
        Assert.True((await objected.UpholdAsync(ticket)).GetProperty("answer").GetProperty("late").GetBoolean());
        await objected.Round.MoveAsync("final");
    }

    [Fact]
    public async Task The_publisher_may_set_the_end_of_the_objection_window()
    {
        var objected = await ObjectedRound.PrepareAsync(_server.Site);
        (await PublishAsync("2020-12-01T11:59:59+08:00")).Refuses(400, "bad-schedule");
        (await PublishAsync("2020-12-01T12:00:00+08:00")).Refuses(400, "bad-schedule");
        (await PublishAsync("2031-12-01T12:00:00+08:00")).Refuses(400, "bad-schedule");
        (await PublishAsync("tomorrow")).Refuses(400, "bad-request");
        (await _server.Administrator.PostAsync($"{objected.Round.Path}/transitions", """{"to":"final","objectionsUntil":"2020-12-02T12:00:00Z"}""")).Refuses(400, "bad-request");
        Assert.Equal("provisional", (await objected.Round.StateAsync()).GetProperty("state").GetString());
        Assert.Equal("2020-12-02T20:00:00+08:00", (await PublishAsync("2020-12-02T12:00:00Z")).Answers().GetProperty("objections").GetProperty("until").GetString());
        // A repeat is answered alike; another end is not ignored.
        (await PublishAsync("2020-12-02T20:00:00+08:00")).Answers();
        await objected.Round.MoveAsync("published");
        (await PublishAsync("2020-12-03T12:00:00Z")).Refuses(400, "bad-schedule");
        Assert.Equal("2020-12-02T20:00:00+08:00", (await objected.Round.StateAsync()).GetProperty("objections").GetProperty("until").GetString());

        Task<Answer> PublishAsync(string until) => _server.Administrator.PostAsync($"{objected.Round.Path}/transitions", $$"""{"to":"published","objectionsUntil":"{{until}}"}""");
    }

    [Fact]
    public async Task A_cancelled_round_refuses_objections_and_shows_its_earlier_ones_to_staff()
    {
        var objected = await ObjectedRound.PrepareAsync(_server.Site);
        await objected.Round.MoveAsync("cancelled");
        (await objected.Unit.PostAsync(objected.Path, ObjectedRound.Objection())).Refuses(409, "wrong-state");
        Assert.Equal(1, (await _server.Administrator.GetAsync($"{objected.Round.Path}/results")).Answers().GetProperty("version").GetInt32());
        Assert.Empty((await objected.Reviewer.GetAsync(objected.Path)).Answers().EnumerateArray());
        foreach (var path in new[] { $"{objected.Round.Path}/results", $"{objected.Round.Path}/results/comparison", objected.Path, $"{objected.Path}/o-1" })
            (await _server.Anybody.GetAsync(path)).Refuses(403, "not-published");
    }

    private static void AssertSame(JsonElement before, JsonElement after)
    {
        foreach (var part in new[] { "version", "computedAt", "turnout", "classes" })
            Assert.Equal(before.GetProperty(part).GetRawText(), after.GetProperty(part).GetRawText());
    }

    private static IEnumerable<(string?, int)> Ranks(JsonElement result) =>
        result.GetProperty("classes")[0].GetProperty("units").EnumerateArray().Select(unit => (unit.GetProperty("unit").GetString(), unit.GetProperty("rank").GetInt32()));

    private void Move(DateTimeOffset to) => _clock.SetUtcNow(to);
}
