using System.IO.Compression;
using System.Net.ServerSentEvents;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.Http.Scores;

/// <summary>Streams of live scores, on a clock that only the test advances.</summary>
public sealed class ScoreStreamTests : IAsyncLifetime
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private readonly FakeTimeProvider _clock = new(new(2020, 12, 1, 12, 0, 0, TimeSpan.FromHours(8)));
    private readonly TestServer _server;

    public ScoreStreamTests() => _server = TestServer.With(_clock);

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("scores")]
    [InlineData("criteria/duty/scores")]
    public async Task A_stream_sends_the_state_first_and_then_every_change_with_a_greater_version(string path)
    {
        var round = await _server.OpenAsync(ScoreTests.Public);
        var voters = await round.IssueAsync("users", 3);
        using var stream = await EventStream.OpenAsync(_server.Anybody, $"{round.Path}/{path}/stream");
        var first = await stream.NextAsync().WaitAsync(Bound);
        Assert.Equal((round.Id, 0), (first.Data.GetProperty("round").GetString(), ScoreTests.Slips(first.Data, "u1")));
        AssertVersion(first);

        foreach (var voter in voters)
            (await round.CastAsync(voter, "u1:0,1")).Answers();
        var changed = await NextAsync(stream, item => ScoreTests.Slips(item.Data, "u1") == 3);
        AssertVersion(changed);
        Assert.True(long.Parse(changed.Id!, null) > long.Parse(first.Id!, null));
    }

    [Fact]
    public async Task A_resumed_stream_sends_only_newer_events()
    {
        var round = await _server.OpenAsync(ScoreTests.Public);
        var voters = await round.IssueAsync("users", 4);
        foreach (var voter in voters[..2])
            (await round.CastAsync(voter, "u1:0,1")).Answers();
        EventStream.Item known;
        using (var first = await EventStream.OpenAsync(_server.Anybody, $"{round.Path}/scores/stream"))
            known = await NextAsync(first, item => ScoreTests.Slips(item.Data, "u1") == 2);

        using var again = await EventStream.OpenAsync(_server.Anybody, $"{round.Path}/scores/stream", known.Id).WaitAsync(Bound);
        (await round.CastAsync(voters[2], "u1:0,1")).Answers();
        Assert.Equal(3, ScoreTests.Slips((await NextAsync(again)).Data, "u1"));

        using var behind = await EventStream.OpenAsync(_server.Anybody, $"{round.Path}/scores/stream", "1");
        Assert.Equal(3, ScoreTests.Slips((await NextAsync(behind)).Data, "u1"));
    }

    [Fact]
    public async Task All_listeners_receive_the_same_events_and_a_slow_one_delays_nobody()
    {
        var round = await _server.OpenAsync(ScoreTests.Public);
        var voters = await round.IssueAsync("users", 9);
        using var deaf = await _server.Anybody.StartAsync(HttpMethod.Get, $"{round.Path}/scores/stream");
        var streams = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => EventStream.OpenAsync(_server.Anybody, $"{round.Path}/scores/stream")));
        for (var count = 2; count <= voters.Length; count++)
        {
            foreach (var voter in voters[..count])
                (await round.CastAsync(voter, "u1:0,1")).Answers();
            var heard = await Task.WhenAll(streams.Select(stream => NextAsync(stream, item => ScoreTests.Slips(item.Data, "u1") == count)));
            Assert.Single(heard.Select(item => item.Id).Distinct());
        }
        foreach (var stream in streams)
            stream.Dispose();
    }

    [Fact]
    public async Task A_stream_sends_the_newest_state_and_no_backlog()
    {
        var round = await _server.OpenAsync(ScoreTests.Public);
        var voters = await round.IssueAsync("users", 9);
        using var stream = await EventStream.OpenAsync(_server.Anybody, $"{round.Path}/scores/stream");
        await stream.NextAsync().WaitAsync(Bound);
        // The clock does not move, so all changes arrive as one event.
        foreach (var voter in voters)
            (await round.CastAsync(voter, "u1:0,1")).Answers();
        Assert.Equal(9, ScoreTests.Slips((await NextAsync(stream)).Data, "u1"));
    }

    [Theory]
    [InlineData("public", "sealed", "stranger")]
    [InlineData("public", "cancelled", "auditor")]
    [InlineData("administrators", "cancelled", "auditor")]
    public async Task A_stream_ends_when_its_listener_loses_access(string visibility, string to, string who)
    {
        var auditor = await _server.StaffWithAsync("""{"role":"auditor"}""");
        var round = await _server.OpenAsync(definition => definition["visibility"] = visibility);
        using var stream = await EventStream.OpenAsync(who == "auditor" ? auditor : _server.Anybody, $"{round.Path}/scores/stream");
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
        var added = await _server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{Name}}","roles":[{"role":"auditor"}]}""");
        var round = await _server.OpenAsync(definition => definition["visibility"] = "administrators");
        using var stream = await EventStream.OpenAsync(_server.Staff(added.Answers(201).GetProperty("key").GetString()!), $"{round.Path}/scores/stream");
        await stream.NextAsync().WaitAsync(Bound);
        _ = becomes switch
        {
            "removed" => await _server.Administrator.DeleteAsync($"/api/staff/{Name}"),
            "without role" => await _server.Administrator.PutAsync($"/api/staff/{Name}/roles", """{"roles":[]}"""),
            _ => await _server.Administrator.PostAsync($"/api/staff/{Name}/key", ""),
        };
        var next = stream.NextAsync();
        await AdvanceUntilAsync(next);
        await Assert.ThrowsAsync<EndOfStreamException>(() => next);
    }

    [Fact]
    public async Task A_compressed_stream_sends_the_same_events()
    {
        var round = await _server.OpenAsync(ScoreTests.Public);
        using var plain = await EventStream.OpenAsync(_server.Anybody, $"{round.Path}/scores/stream");
        using var response = await _server.Anybody.StartAsync(HttpMethod.Get, $"{round.Path}/scores/stream", headers: ("Accept-Encoding", "gzip, deflate, br"));
        Assert.Equal(["deflate"], response.Content.Headers.ContentEncoding);
        await using var body = new ZLibStream(await response.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        var compressed = SseParser.Create(body).EnumerateAsync().GetAsyncEnumerator();
        await AssertSameAsync();
        foreach (var voter in await round.IssueAsync("users", 3))
            (await round.CastAsync(voter, "u1:0,1")).Answers();
        await AssertSameAsync();
        // Long enough for a keep-alive.
        for (var left = Limits.StreamKeepAlive + Limits.StreamKeepAlive; left > TimeSpan.Zero; left -= Limits.ViewAge)
            _clock.Advance(Limits.ViewAge);
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
        var auditor = await _server.StaffWithAsync("""{"role":"auditor"}""");
        var round = await _server.OpenAsync(definition => definition["visibility"] = "administrators");
        using var stream = await EventStream.OpenAsync(auditor, $"{round.Path}/scores/stream");
        await stream.NextAsync().WaitAsync(Bound);
        foreach (var voter in await round.IssueAsync("users", 3))
            (await round.CastAsync(voter, "u1:0,1")).Answers();
        await round.MoveAsync("sealed");
        var closed = await NextAsync(stream, item => item.Data.GetProperty("state").GetString() == "sealed");
        Assert.Equal((3, 88m), (ScoreTests.Slips(closed.Data, "u1"), ScoreTests.Unit(closed.Data, "u1").GetProperty("vote").GetDecimal()));
    }

    private static void AssertVersion(EventStream.Item item) => Assert.Equal(item.Id, item.Data.GetProperty("version").GetRawText());

    private async Task<EventStream.Item> NextAsync(EventStream stream, Func<EventStream.Item, bool>? holds = null)
    {
        var next = stream.NextAsync(holds);
        await AdvanceUntilAsync(next);
        return await next;
    }

    private Task AdvanceUntilAsync(Task done) => Eventually.IsTrueAsync(
        () =>
        {
            _clock.Advance(Limits.ViewAge);
            return Task.FromResult(done.IsCompleted);
        },
        "the change is sent");
}
