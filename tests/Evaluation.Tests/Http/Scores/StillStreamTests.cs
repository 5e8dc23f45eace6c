using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.Http.Scores;

/// <summary>Streams on a stopped clock, without keep-alives and ticks.</summary>
public sealed class StillStreamTests : IAsyncLifetime
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private readonly FakeTimeProvider _clock = new(new(2020, 12, 1, 12, 0, 0, TimeSpan.FromHours(8)));
    private readonly TestServer _server;

    public StillStreamTests() => _server = TestServer.With(_clock);

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_stream_without_newer_events_opens_at_once_and_sends_the_next_change()
    {
        var round = await _server.OpenAsync();
        EventStream.Item known;
        using (var first = await EventStream.OpenAsync(_server.Anybody, $"{round.Path}/turnout/stream"))
            known = await first.NextAsync();

        using var again = await EventStream.OpenAsync(_server.Anybody, $"{round.Path}/turnout/stream", known.Id).WaitAsync(Bound);
        await round.IssueAsync("users", 5);
        var next = again.NextAsync();
        await Eventually.IsTrueAsync(
            () =>
            {
                _clock.Advance(Limits.ViewAge);
                return Task.FromResult(next.IsCompleted);
            },
            "the change is sent");
        Assert.Equal(5, (await next).Data.GetProperty("groups")[1].GetProperty("issued").GetInt32());
    }

    [Fact]
    public async Task Stopping_the_server_ends_every_stream()
    {
        var server = TestServer.With(_clock);
        await server.InitializeAsync();
        var round = await server.OpenAsync();
        using var stream = await EventStream.OpenAsync(server.Anybody, $"{round.Path}/turnout/stream");
        await stream.NextAsync();
        var next = stream.NextAsync();
        await server.DisposeAsync();
        await Assert.ThrowsAnyAsync<IOException>(() => next.WaitAsync(Bound));
    }
}
