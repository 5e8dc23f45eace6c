using System.IO.Compression;
using System.Net.ServerSentEvents;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.Http.Scores;

/// <summary>Streams of live scores, on a clock that only the test advances.</summary>
public sealed class ScoreStreamTests : IAsyncLifetime
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private readonly WatchedServer _watched = new();

    private FakeTimeProvider Clock => _watched.Clock;

    private TestServer Server => _watched.Server;

    public Task InitializeAsync() => _watched.InitializeAsync();

    public Task DisposeAsync() => _watched.DisposeAsync();

    [Theory]
    [InlineData("scores")]
    [InlineData("criteria/duty/scores")]
    public async Task A_stream_sends_the_state_first_and_then_every_change_with_a_greater_version(string path)
    {
        var (round, _, users) = await _watched.OpenAsync();
        using var stream = await EventStream.OpenAsync(Server.Anybody, $"{round.Path}/{path}/stream");
        var first = await stream.NextAsync().WaitAsync(Bound);
        Assert.Equal((round.Id, ""), (first.Data.GetProperty("round").GetString(), ScoreTests.Shown(first.Data, "u1")));
        AssertVersion(first);

        await WatchedServer.CastAsync(round, users[..4], "u1:0,1");
        var changed = await NextCutAsync(stream, item => ScoreTests.Shown(item.Data, "u1").Length > 0);
        AssertVersion(changed);
        Assert.True(long.Parse(changed.Id!, null) > long.Parse(first.Id!, null));
    }

    [Fact]
    public async Task A_resumed_stream_sends_only_newer_events()
    {
        var (round, _, users) = await _watched.OpenAsync();
        await WatchedServer.CastAsync(round, users[..4], "u1:0,0");
        EventStream.Item known;
        using (var first = await EventStream.OpenAsync(Server.Anybody, $"{round.Path}/scores/stream"))
            known = await NextCutAsync(first, item => ScoreTests.Shown(item.Data, "u1") == "100.00");

        using var again = await EventStream.OpenAsync(Server.Anybody, $"{round.Path}/scores/stream", known.Id).WaitAsync(Bound);
        await WatchedServer.CastAsync(round, users[4..8], "u1:2,2");
        Assert.Equal("50.00", ScoreTests.Shown((await NextCutAsync(again, item => IsAfter(item, known))).Data, "u1"));

        using var behind = await EventStream.OpenAsync(Server.Anybody, $"{round.Path}/scores/stream", "1");
        Assert.Equal("50.00", ScoreTests.Shown((await NextAsync(behind)).Data, "u1"));
    }

    [Fact]
    public async Task All_listeners_receive_the_same_events_and_a_slow_one_delays_nobody()
    {
        var (round, _, users) = await _watched.OpenAsync();
        using var deaf = await Server.Anybody.StartAsync(HttpMethod.Get, $"{round.Path}/scores/stream");
        var streams = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => EventStream.OpenAsync(Server.Anybody, $"{round.Path}/scores/stream")));
        for (var count = 4; count <= 20; count += 4)
        {
            await WatchedServer.CastAsync(round, users[(count - 4)..count], count % 8 == 0 ? "u1:0,0" : "u1:2,2");
            var figure = count % 8 == 0 ? "50.00" : null;
            Clock.Advance(WatchedServer.Every);
            var heard = await Task.WhenAll(streams.Select(stream => NextAsync(stream, item => figure is null ? ScoreTests.Shown(item.Data, "u1") is not ("" or "50.00") : ScoreTests.Shown(item.Data, "u1") == figure)));
            Assert.Single(heard.Select(item => item.Id).Distinct());
        }
        foreach (var stream in streams)
            stream.Dispose();
    }

    [Fact]
    public async Task A_stream_sends_the_newest_state_and_no_backlog()
    {
        var (round, _, users) = await _watched.OpenAsync();
        using var stream = await EventStream.OpenAsync(Server.Anybody, $"{round.Path}/scores/stream");
        await stream.NextAsync().WaitAsync(Bound);
        await WatchedServer.CastAsync(round, users[..4], "u1:0,0");
        await WatchedServer.CastAsync(round, users[4..9], "u1:2,2");
        Assert.Equal("44.44", ScoreTests.Shown((await NextCutAsync(stream, item => item.Data.GetProperty("cutAt").ValueKind != System.Text.Json.JsonValueKind.Null)).Data, "u1"));
    }

    [Theory]
    [InlineData("public", "sealed", "stranger")]
    [InlineData("public", "cancelled", "auditor")]
    [InlineData("administrators", "cancelled", "auditor")]
    public async Task A_stream_ends_when_its_listener_loses_access(string visibility, string to, string who)
    {
        var auditor = await Server.StaffWithAsync("""{"role":"auditor"}""");
        var (round, _, _) = await _watched.OpenAsync(definition => definition["visibility"] = visibility);
        using var stream = await EventStream.OpenAsync(who == "auditor" ? auditor : Server.Anybody, $"{round.Path}/scores/stream");
        await stream.NextAsync().WaitAsync(Bound);
        await round.MoveAsync(to);
        var next = stream.NextAsync(item => item.Data.GetProperty("state").GetString() == to);
        await AdvanceUntilAsync(next);
        await Assert.ThrowsAsync<EndOfStreamException>(() => next);
    }

    [Theory]
    [InlineData("removed")]
    [InlineData("without role")]
    [InlineData("with another key")]
    public async Task A_stream_ends_when_the_account_of_its_listener_changes(string becomes)
    {
        const string Name = "watcher";
        var added = await Server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{Name}}","roles":[{"role":"auditor"}]}""");
        var (round, _, _) = await _watched.OpenAsync(definition => definition["visibility"] = "administrators");
        using var stream = await EventStream.OpenAsync(Server.Staff(added.Answers(201).GetProperty("key").GetString()!), $"{round.Path}/scores/stream");
        await stream.NextAsync().WaitAsync(Bound);
        _ = becomes switch
        {
            "removed" => await Server.Administrator.DeleteAsync($"/api/staff/{Name}"),
            "without role" => await Server.Administrator.PutAsync($"/api/staff/{Name}/roles", """{"roles":[]}"""),
            _ => await Server.Administrator.PostAsync($"/api/staff/{Name}/key", ""),
        };
        var next = stream.NextAsync();
        await AdvanceUntilAsync(next);
        await Assert.ThrowsAsync<EndOfStreamException>(() => next);
    }

    [Fact]
    public async Task A_compressed_stream_sends_the_same_events()
    {
        var (round, _, users) = await _watched.OpenAsync();
        using var plain = await EventStream.OpenAsync(Server.Anybody, $"{round.Path}/scores/stream");
        using var response = await Server.Anybody.StartAsync(HttpMethod.Get, $"{round.Path}/scores/stream", headers: ("Accept-Encoding", "gzip, deflate, br"));
        Assert.Equal(["deflate"], response.Content.Headers.ContentEncoding);
        await using var body = new ZLibStream(await response.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        var compressed = SseParser.Create(body).EnumerateAsync().GetAsyncEnumerator();
        await AssertSameAsync();
        await WatchedServer.CastAsync(round, users[..4], "u1:0,1");
        Clock.Advance(WatchedServer.Every);
        await AssertSameAsync();
        // Long enough for a keep-alive.
        for (var left = Limits.StreamKeepAlive + Limits.StreamKeepAlive; left > TimeSpan.Zero; left -= Limits.ViewAge)
            Clock.Advance(Limits.ViewAge);
        await round.MoveAsync("cancelled");
        var end = compressed.MoveNextAsync().AsTask();
        await AdvanceUntilAsync(end);
        Assert.False(await end);

        async Task AssertSameAsync()
        {
            var heard = await NextAsync(plain);
            var next = compressed.MoveNextAsync().AsTask();
            await AdvanceUntilAsync(next);
            Assert.True(await next);
            Assert.Equal((heard.Id, heard.Data.GetRawText()), (compressed.Current.EventId, compressed.Current.Data));
        }
    }

    [Fact]
    public async Task A_stream_for_the_rounds_staff_continues_after_the_close_with_the_figures_of_the_result()
    {
        var auditor = await Server.StaffWithAsync("""{"role":"auditor"}""");
        var (round, _, users) = await _watched.OpenAsync(definition => definition["visibility"] = "administrators");
        using var stream = await EventStream.OpenAsync(auditor, $"{round.Path}/scores/stream");
        await stream.NextAsync().WaitAsync(Bound);
        await WatchedServer.CastAsync(round, users[..3], "u1:0,1");
        await round.MoveAsync("sealed");
        var closed = await NextAsync(stream, item => item.Data.GetProperty("state").GetString() == "sealed");
        Assert.Equal((3, "88.00"), (ScoreTests.Unit(closed.Data, "u1").GetProperty("slips").GetInt32(), ScoreTests.Shown(closed.Data, "u1")));
    }

    private static void AssertVersion(EventStream.Item item) => Assert.Equal(item.Id, item.Data.GetProperty("version").GetRawText());

    private static bool IsAfter(EventStream.Item item, EventStream.Item earlier) => ScoreTests.Shown(item.Data, "u1") != ScoreTests.Shown(earlier.Data, "u1");

    /// <summary>Moves the clock over the next cut and returns the first event that meets the condition.</summary>
    private Task<EventStream.Item> NextCutAsync(EventStream stream, Func<EventStream.Item, bool> holds)
    {
        Clock.Advance(WatchedServer.Every);
        return NextAsync(stream, holds);
    }

    private async Task<EventStream.Item> NextAsync(EventStream stream, Func<EventStream.Item, bool>? holds = null)
    {
        var next = stream.NextAsync(holds);
        await AdvanceUntilAsync(next);
        return await next;
    }

    private Task AdvanceUntilAsync(Task done) => Eventually.IsTrueAsync(
        () =>
        {
            Clock.Advance(Limits.ViewAge);
            return Task.FromResult(done.IsCompleted);
        },
        "the change is sent");
}
