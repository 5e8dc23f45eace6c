using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.Http;

/// <summary>The clock is the test's own: it moves only when the test advances it.</summary>
public sealed class ScheduleTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2020, 12, 1, 12, 0, 0, TimeSpan.FromHours(8));

    private readonly FakeTimeProvider _clock = new(Noon);
    private readonly TestServer _server;

    public ScheduleTests() => _server = TestServer.With(_clock);

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_scheduled_round_opens_and_closes_and_accepts_ballots_only_in_between()
    {
        var round = await _server.DraftAsync();
        var voter = (await round.IssueAsync("users", 1))[0];
        (await round.ScheduleAsync(Body(Noon.AddMinutes(1), Noon.AddMinutes(2)))).Answers();

        Move(to: Noon.AddMinutes(1).AddMilliseconds(-1));
        var early = (await round.CastAsync(voter, "u1:0,0")).Refuses(409, "not-open");
        Assert.Equal(Noon.AddMinutes(1), early.GetProperty("opensAt").GetDateTimeOffset());
        Assert.Equal(Noon.AddMinutes(2), early.GetProperty("closesAt").GetDateTimeOffset());

        Move(to: Noon.AddMinutes(1));
        await BecomesAsync(round, "voting");
        (await round.CastAsync(voter, "u1:0,0")).Answers();
        Move(to: Noon.AddMinutes(2).AddMilliseconds(-1));
        (await round.CastAsync(voter, "u2:0,0")).Answers();

        // The ballot boxes have the closing instant themselves and do not depend on the schedule runner.
        Move(to: Noon.AddMinutes(2));
        var late = (await round.CastAsync(voter, "u3:0,0")).Refuses(409, "not-open");
        Assert.Equal(Noon.AddMinutes(2), late.GetProperty("closesAt").GetDateTimeOffset());
        await BecomesAsync(round, "sealed");
        await round.MoveAsync("provisional");
    }

    [Fact]
    public async Task A_late_copy_of_a_counted_ballot_is_refused_and_the_refusal_says_that_it_was_counted()
    {
        var round = await _server.OpenAsync();
        var voter = (await round.IssueAsync("users", 1))[0];
        (await round.CastAsync(voter, "u1:0,0")).Answers();
        (await round.ScheduleAsync($$"""{"closesAt":"{{Iso(Noon.AddMinutes(1))}}","reason":"end of day"}""")).Answers();
        Move(to: Noon.AddMinutes(1));

        Assert.True((await round.CastAsync(voter, "u1:0,0")).Refuses(409, "not-open").GetProperty("counted").GetBoolean());
        Assert.False((await round.CastAsync(voter, "u1:1,1")).Refuses(409, "not-open").TryGetProperty("counted", out _));
    }

    [Fact]
    public async Task Instants_are_shown_in_the_zone_of_the_round()
    {
        var round = await _server.DraftAsync();
        var answer = (await round.ScheduleAsync("""{"opensAt":"2020-12-01T05:00:00Z"}""")).Answers();
        Assert.Equal("2020-12-01T13:00:00+08:00", answer.GetProperty("opensAt").GetString());
    }

    /// <summary>The schedule is set in UTC, and the clock of the test runs in UTC.</summary>
    [Fact]
    public async Task Instants_of_refusals_are_in_the_zone_of_the_round()
    {
        _clock.SetLocalTimeZone(TimeZoneInfo.Utc);
        var round = await _server.DraftAsync();
        var voter = (await round.IssueAsync("users", 1))[0];
        (await round.ScheduleAsync("""{"opensAt":"2020-12-01T05:00:00Z","closesAt":"2020-12-01T06:00:00Z"}""")).Answers();
        Answer[] refused =
        [
            await _server.Anybody.GetAsync($"{round.Path}/paper"),
            await round.CastAsync(voter, "u1:0,0"),
            await round.ScheduleAsync("""{"closesAt":"2020-12-01T03:00:00Z"}"""),
            await IssueAsync(),
            await IssueAsync(),
        ];
        Move(to: Noon.AddHours(1));
        await BecomesAsync(round, "voting");
        Answer[] late = [await round.ScheduleAsync("""{"opensAt":"2020-12-01T05:30:00Z","reason":"x"}""")];
        foreach (var answer in refused.Concat(late).Where(answer => answer.Status >= 400))
        {
            var instants = answer.Text.Split('"').Where(text => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _) && text.Contains('T', StringComparison.Ordinal)).ToArray();
            Assert.True(instants.Length > 0, answer.Text);
            Assert.All(instants, instant => Assert.EndsWith("+08:00", instant, StringComparison.Ordinal));
        }
        Assert.Equal(["not-open", "not-open", "bad-schedule", "", "batch-exists", "bad-schedule"], refused.Concat(late).Select(answer => answer.Status < 400 ? "" : JsonElement.Parse(answer.Text).GetProperty("code").GetString()));

        Task<Answer> IssueAsync() => _server.Administrator.SendAsync(
            HttpMethod.Post, $"{round.Path}/credentials", new StringContent("""{"group":"npc","count":1}"""), ("Idempotency-Key", "b1"));
    }

    [Fact]
    public async Task An_open_round_is_extended_with_a_reason_and_the_audit_keeps_it()
    {
        var round = await _server.OpenAsync();
        var voter = (await round.IssueAsync("users", 1))[0];
        (await round.ScheduleAsync($$"""{"closesAt":"{{Iso(Noon.AddMinutes(1))}}"}""")).Refuses(400, "reason-missing");
        (await round.ScheduleAsync($$"""{"closesAt":"{{Iso(Noon.AddMinutes(1))}}","reason":"  "}""")).Refuses(400, "bad-schedule");
        (await round.ScheduleAsync($$"""{"closesAt":"{{Iso(Noon.AddMinutes(1))}}","reason":"set the end"}""")).Answers();
        (await round.ScheduleAsync($$"""{"closesAt":"{{Iso(Noon.AddMinutes(9))}}","reason":"the hall was late"}""")).Answers();

        Move(to: Noon.AddMinutes(5));
        (await round.CastAsync(voter, "u1:0,0")).Answers();
        Assert.Equal("voting", (await round.StateAsync()).GetProperty("state").GetString());
        var acts = (await _server.Administrator.GetAsync($"{round.Path}/audit")).Answers().EnumerateArray();
        Assert.Contains(acts, line => line.GetProperty("act").GetString() == "voting-scheduled" && line.GetProperty("reason").GetString() == "the hall was late");
    }

    [Fact]
    public async Task A_paused_round_closes_on_time()
    {
        var round = await _server.DraftAsync();
        (await round.ScheduleAsync(Body(null, Noon.AddMinutes(1)))).Answers();
        await round.MoveAsync("voting", "paused");
        Move(to: Noon.AddMinutes(1));
        await BecomesAsync(round, "sealed");
    }

    [Theory]
    [InlineData("""{"opensAt":"2020-12-02T12:00:00+08:00","closesAt":"2020-12-02T12:00:00+08:00"}""")]
    [InlineData("""{"opensAt":"2020-12-03T12:00:00+08:00","closesAt":"2020-12-02T12:00:00+08:00"}""")]
    [InlineData("""{"closesAt":"2020-12-01T11:59:59+08:00"}""")]
    [InlineData("""{"closesAt":"2020-12-02T12:00:00"}""")]
    [InlineData("""{"closesAt":"tomorrow"}""")]
    [InlineData("""{"closesAt":1606795200}""")]
    [InlineData("""{"close":"2020-12-02T12:00:00+08:00"}""")]
    [InlineData("""{}""")]
    [InlineData("""7""")]
    public async Task An_invalid_schedule_is_refused(string body)
    {
        var round = await _server.DraftAsync();
        (await round.ScheduleAsync(body)).Refuses(400, "bad-schedule");
        Assert.Equal(JsonValueKind.Null, (await round.StateAsync()).GetProperty("closesAt").ValueKind);
    }

    [Fact]
    public async Task An_open_round_keeps_its_opening_and_a_closed_round_cannot_be_scheduled()
    {
        var round = await _server.OpenAsync();
        (await round.ScheduleAsync($$"""{"opensAt":"{{Iso(Noon.AddMinutes(1))}}","reason":"x"}""")).Refuses(400, "bad-schedule");
        await round.MoveAsync("sealed");
        (await round.ScheduleAsync($$"""{"closesAt":"{{Iso(Noon.AddMinutes(9))}}","reason":"x"}""")).Refuses(409, "wrong-state");
    }

    [Fact]
    public async Task An_announced_draft_is_public_before_it_opens()
    {
        var round = await _server.DraftAsync();
        (await _server.Anybody.GetAsync(round.Path)).Refuses(401, "sign-in-required");
        (await round.ScheduleAsync(Body(Noon.AddDays(1), null))).Answers();
        (await _server.Anybody.GetAsync(round.Path)).Answers();
        Assert.Equal(Noon.AddDays(1), (await _server.Anybody.GetAsync($"{round.Path}/paper")).Refuses(409, "not-open").GetProperty("opensAt").GetDateTimeOffset());
    }

    private void Move(DateTimeOffset to) => _clock.SetUtcNow(to);

    /// <summary>Advances the clock by one tick of the schedule runner until the round has the state.</summary>
    private Task BecomesAsync(TestRound round, string state) => Eventually.IsTrueAsync(
        async () =>
        {
            if ((await round.StateAsync()).GetProperty("state").GetString() == state)
                return true;
            _clock.Advance(TimeSpan.FromMilliseconds(200));
            return false;
        },
        $"the round is {state}");

    private static string Body(DateTimeOffset? opensAt, DateTimeOffset? closesAt) =>
        "{" + string.Join(',', new[] { opensAt is { } open ? $"\"opensAt\":\"{Iso(open)}\"" : null, closesAt is { } close ? $"\"closesAt\":\"{Iso(close)}\"" : null }.OfType<string>()) + "}";

    private static string Iso(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture);
}
