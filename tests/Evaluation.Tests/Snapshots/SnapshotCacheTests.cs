using System.Text;
using Evaluation.Gateway.Snapshots;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.Snapshots;

/// <summary>When a snapshot is made, and how its version changes.</summary>
public sealed class SnapshotCacheTests
{
    private readonly FakeTimeProvider _clock = new(Given.Now);
    private readonly SnapshotCache<string> _cache;
    private string _basis = "a";
    private string _content = """{"n":1}""";
    private Refusal? _refusal;
    private TaskCompletionSource? _gate;
    private int _drafts;
    private int _written;

    public SnapshotCacheTests() => _cache = new(_clock, "news", DraftAsync);

    [Fact]
    public async Task A_snapshot_is_its_content_with_its_version_and_the_same_as_an_event()
    {
        var snapshot = (await _cache.GetAsync("x")).Answer;
        Assert.Equal($$"""{"version":{{snapshot.Version}},"n":1}""", Encoding.UTF8.GetString(snapshot.Body.Span));
        Assert.Equal($"id: {snapshot.Version}\nevent: news\ndata: {Encoding.UTF8.GetString(snapshot.Body.Span)}\n\n", Encoding.UTF8.GetString(snapshot.Event.Span));
    }

    [Fact]
    public async Task A_snapshot_is_made_at_most_four_times_a_second_and_shared()
    {
        var first = (await _cache.GetAsync("x")).Answer;
        (_basis, _content) = ("b", """{"n":2}""");
        Assert.Same(first, (await _cache.GetAsync("x")).Answer);
        Assert.Equal(1, _drafts);
        _clock.Advance(Limits.ViewAge);
        var second = (await _cache.GetAsync("x")).Answer;
        Assert.True(second.Version > first.Version);
        Assert.Equal(2, _drafts);
    }

    [Fact]
    public async Task Requests_share_a_snapshot_that_is_being_made_and_a_slow_one_is_made_less_often()
    {
        _gate = new();
        var first = _cache.GetAsync("x").AsTask();
        _clock.Advance(4 * Limits.ViewAge);
        var second = _cache.GetAsync("x").AsTask();
        _gate.SetResult();
        Assert.Same((await first).Answer, (await second).Answer);
        Assert.Equal(1, _drafts);

        _basis = "b";
        _clock.Advance(Limits.ViewAge);
        await _cache.GetAsync("x");
        Assert.Equal(1, _drafts);
        _clock.Advance(Limits.ViewAge);
        await _cache.GetAsync("x");
        Assert.Equal(2, _drafts);
    }

    [Fact]
    public async Task A_snapshot_of_an_equal_basis_is_not_written_again()
    {
        var first = (await _cache.GetAsync("x")).Answer;
        _clock.Advance(Limits.ViewAge);
        Assert.Same(first, (await _cache.GetAsync("x")).Answer);
        Assert.Equal((2, 1), (_drafts, _written));
    }

    [Fact]
    public async Task A_snapshot_of_equal_content_keeps_its_version_when_its_basis_changes()
    {
        var first = (await _cache.GetAsync("x")).Answer;
        _basis = "b";
        _clock.Advance(Limits.ViewAge);
        Assert.Equal(first.Version, (await _cache.GetAsync("x")).Answer.Version);
        Assert.Equal(2, _written);
    }

    [Fact]
    public async Task A_version_grows_when_the_clock_is_set_back()
    {
        var setBack = new SetBack(_clock);
        var cache = new SnapshotCache<string>(setBack, "news", DraftAsync);
        var first = (await cache.GetAsync("x")).Answer;
        (_basis, _content, setBack.By) = ("b", """{"n":2}""", TimeSpan.FromHours(1));
        _clock.Advance(Limits.ViewAge);
        Assert.Equal(first.Version + 1, (await cache.GetAsync("x")).Answer.Version);
    }

    [Fact]
    public async Task A_refusal_is_returned_and_the_next_request_after_the_interval_reads_again()
    {
        _refusal = Refusal.Busy;
        Assert.Equal(RefusalCode.Busy, (await _cache.GetAsync("x")).Refusal?.Code);
        _refusal = null;
        var snapshot = (await _cache.GetAsync("x")).Answer;
        _refusal = Refusal.Busy;
        _clock.Advance(Limits.ViewAge);
        Assert.Equal(RefusalCode.Busy, (await _cache.GetAsync("x")).Refusal?.Code);
        _refusal = null;
        _clock.Advance(Limits.ViewAge);
        Assert.Same(snapshot, (await _cache.GetAsync("x")).Answer);
    }

    [Fact]
    public async Task A_stream_reads_again_when_the_interval_ends_and_not_before()
    {
        await _cache.GetAsync("x");
        _clock.Advance(Limits.ViewAge / 2);
        Assert.InRange(_cache.NextIn("x"), Limits.ViewAge / 2, Limits.ViewAge);
        _clock.Advance(_cache.NextIn("x"));
        await _cache.GetAsync("x");
        Assert.Equal(2, _drafts);
    }

    private async ValueTask<Outcome<SnapshotDraft>> DraftAsync(string key)
    {
        _drafts++;
        if (_gate is { } gate)
            await gate.Task;
        if (_refusal is { } refusal)
            return refusal;
        return new SnapshotDraft(_basis, () =>
        {
            _written++;
            return new(Encoding.UTF8.GetBytes(_content));
        });
    }

    /// <summary>A wall clock that can be set back while its timestamps continue.</summary>
    private sealed class SetBack(TimeProvider time) : TimeProvider
    {
        public TimeSpan By { get; set; }

        public override long TimestampFrequency => time.TimestampFrequency;

        public override long GetTimestamp() => time.GetTimestamp();

        public override DateTimeOffset GetUtcNow() => time.GetUtcNow() - By;
    }
}
