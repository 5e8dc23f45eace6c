using System.Text;
using Evaluation.Gateway.Snapshots;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.Snapshots;

/// <summary>When a snapshot is built, and what its version means.</summary>
public sealed class BoardTests
{
    private readonly FakeTimeProvider _clock = new(Given.Now);
    private readonly Board<string> _board;
    private string _basis = "a";
    private string _content = """{"n":1}""";
    private Refusal? _refusal;
    private TaskCompletionSource? _gate;
    private int _drafts;
    private int _written;

    public BoardTests() => _board = new(_clock, "news", DraftAsync);

    [Fact]
    public async Task A_snapshot_contains_its_version_as_page_and_as_event()
    {
        var page = (await _board.GetAsync("x")).Answer;
        Assert.Equal($$"""{"version":{{page.Version}},"n":1}""", Encoding.UTF8.GetString(page.Body.Span));
        Assert.Equal($"id: {page.Version}\nevent: news\ndata: {Encoding.UTF8.GetString(page.Body.Span)}\n\n", Encoding.UTF8.GetString(page.Event.Span));
    }

    [Fact]
    public async Task A_snapshot_is_built_at_most_four_times_a_second_and_shared()
    {
        var first = (await _board.GetAsync("x")).Answer;
        (_basis, _content) = ("b", """{"n":2}""");
        Assert.Same(first, (await _board.GetAsync("x")).Answer);
        Assert.Equal(1, _drafts);
        _clock.Advance(Limits.ViewAge);
        var second = (await _board.GetAsync("x")).Answer;
        Assert.True(second.Version > first.Version);
        Assert.Equal(2, _drafts);
    }

    [Fact]
    public async Task Concurrent_readers_share_one_build_and_slow_builds_are_less_frequent()
    {
        _gate = new();
        var first = _board.GetAsync("x").AsTask();
        _clock.Advance(4 * Limits.ViewAge);
        var second = _board.GetAsync("x").AsTask();
        _gate.SetResult();
        Assert.Same((await first).Answer, (await second).Answer);
        Assert.Equal(1, _drafts);

        _basis = "b";
        _clock.Advance(Limits.ViewAge);
        await _board.GetAsync("x");
        Assert.Equal(1, _drafts);
        _clock.Advance(Limits.ViewAge);
        await _board.GetAsync("x");
        Assert.Equal(2, _drafts);
    }

    [Fact]
    public async Task A_snapshot_of_an_unchanged_source_is_not_built_again()
    {
        var first = (await _board.GetAsync("x")).Answer;
        _clock.Advance(Limits.ViewAge);
        Assert.Same(first, (await _board.GetAsync("x")).Answer);
        Assert.Equal((2, 1), (_drafts, _written));
    }

    [Fact]
    public async Task A_snapshot_with_the_same_content_keeps_its_version()
    {
        var first = (await _board.GetAsync("x")).Answer;
        _basis = "b";
        _clock.Advance(Limits.ViewAge);
        Assert.Equal(first.Version, (await _board.GetAsync("x")).Answer.Version);
        Assert.Equal(2, _written);
    }

    [Fact]
    public async Task A_version_grows_even_if_the_clock_goes_back()
    {
        var setBack = new SetBack(_clock);
        var board = new Board<string>(setBack, "news", DraftAsync);
        var first = (await board.GetAsync("x")).Answer;
        (_basis, _content, setBack.By) = ("b", """{"n":2}""", TimeSpan.FromHours(1));
        _clock.Advance(Limits.ViewAge);
        Assert.Equal(first.Version + 1, (await board.GetAsync("x")).Answer.Version);
    }

    [Fact]
    public async Task A_refusal_is_returned_and_retried_when_the_snapshot_expires()
    {
        _refusal = Refusal.Busy;
        Assert.Equal(RefusalCode.Busy, (await _board.GetAsync("x")).Refusal?.Code);
        _refusal = null;
        var page = (await _board.GetAsync("x")).Answer;
        _refusal = Refusal.Busy;
        _clock.Advance(Limits.ViewAge);
        Assert.Equal(RefusalCode.Busy, (await _board.GetAsync("x")).Refusal?.Code);
        _refusal = null;
        _clock.Advance(Limits.ViewAge);
        Assert.Same(page, (await _board.GetAsync("x")).Answer);
    }

    [Fact]
    public async Task A_listener_looks_again_only_when_a_new_snapshot_is_possible()
    {
        await _board.GetAsync("x");
        _clock.Advance(Limits.ViewAge / 2);
        Assert.InRange(_board.NextIn("x"), Limits.ViewAge / 2, Limits.ViewAge);
        _clock.Advance(_board.NextIn("x"));
        await _board.GetAsync("x");
        Assert.Equal(2, _drafts);
    }

    private async ValueTask<Outcome<PageDraft>> DraftAsync(string key)
    {
        _drafts++;
        if (_gate is { } gate)
            await gate.Task;
        if (_refusal is { } refusal)
            return refusal;
        return new PageDraft(_basis, () =>
        {
            _written++;
            return new(Encoding.UTF8.GetBytes(_content));
        });
    }

    /// <summary>A wall clock that is set back while the monotonic clock continues.</summary>
    private sealed class SetBack(TimeProvider time) : TimeProvider
    {
        public TimeSpan By { get; set; }

        public override long TimestampFrequency => time.TimestampFrequency;

        public override long GetTimestamp() => time.GetTimestamp();

        public override DateTimeOffset GetUtcNow() => time.GetUtcNow() - By;
    }
}
