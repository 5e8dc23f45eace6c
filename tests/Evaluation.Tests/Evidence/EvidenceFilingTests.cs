using System.Security.Cryptography;
using Evaluation.Embedded.Engine;
using Evaluation.Evidence;
using Evaluation.Gateway.Evidence;
using Evaluation.Journal;
using Evaluation.Units;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.Evidence;

/// <summary>A refused or broken filing leaves neither a file nor a reservation.</summary>
public sealed class EvidenceFilingTests : IAsyncDisposable
{
    private static readonly Func<ValueTask<Refusal?>> MayFile = () => default;

    private readonly FakeTimeProvider _clock = new(Given.Now);
    private readonly WithdrawnContents _withdrawn = new();
    private readonly MemoryJournal _journal = new();
    private readonly MemoryEvidenceStore _store;
    private readonly MailboxEngine _engine;

    public EvidenceFilingTests()
    {
        _store = new(_clock);
        _engine = new(_journal, _clock, NullLogger<MailboxEngine>.Instance);
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task A_file_over_the_quota_is_refused_before_it_is_stored()
    {
        await ReserveAsync("u1", Limits.EvidenceBytesPerUnit);
        Assert.Equal(RefusalCode.TooMuchEvidence, (await FileAsync("u1", "one")).Refusal?.Code);
        Assert.Empty(await StoredAsync());
    }

    [Fact]
    public async Task Concurrent_files_never_store_more_than_the_quota()
    {
        await ReserveAsync("u1", Limits.EvidenceBytesPerUnit - 10);
        var slow = new SlowStore(_store);
        var filing = Enumerable.Range(0, 8).Select(number => FileAsync("u1", $"file {number}", slow)).ToArray();
        slow.Go();
        var filed = await Task.WhenAll(filing);
        Assert.Single(filed, outcome => outcome.Refusal is null);
        Assert.All(filed.Select(outcome => outcome.Refusal).OfType<Refusal>(), refusal => Assert.Equal(RefusalCode.TooMuchEvidence, refusal.Code));
        Assert.Single(await StoredAsync());
    }

    [Fact]
    public async Task A_file_that_comes_too_late_is_removed_and_its_place_given_back()
    {
        var refused = await FileAsync("u1", "late", refuse: () => new(new Refusal(RefusalCode.WrongState, "The round was sealed.")));
        Assert.Equal(RefusalCode.WrongState, refused.Refusal?.Code);
        Assert.Empty(await StoredAsync());
        await ReserveAsync("u1", Limits.EvidenceBytesPerUnit);
    }

    [Fact]
    public async Task A_content_that_another_unit_has_filed_meanwhile_stays()
    {
        var refused = await FileAsync("u1", "shared", refuse: async () =>
        {
            Assert.Null((await FileAsync("u2", "shared")).Refusal);
            return new Refusal(RefusalCode.WrongState, "The round was sealed.");
        });
        Assert.Equal(RefusalCode.WrongState, refused.Refusal?.Code);
        Assert.Single(await StoredAsync());
    }

    [Fact]
    public async Task A_content_that_was_filed_before_stays()
    {
        Assert.Null((await FileAsync("u2", "shared")).Refusal);
        await FileAsync("u1", "shared", refuse: () => new(new Refusal(RefusalCode.WrongState, "The round was sealed.")));
        Assert.Single(await StoredAsync());
    }

    [Fact]
    public async Task A_file_of_which_nobody_knows_whether_it_was_filed_stays()
    {
        await FileAsync("u1", "doubtful", refuse: () => new(Refusal.Busy));
        Assert.Single(await StoredAsync());
    }

    [Fact]
    public async Task A_broken_upload_gives_its_place_back()
    {
        await Assert.ThrowsAsync<EvidenceUnavailableException>(() => FileAsync("u1", "broken", new BrokenStore()));
        await ReserveAsync("u1", Limits.EvidenceBytesPerUnit);
    }

    [Fact]
    public async Task A_sweep_removes_files_without_an_item_when_the_grace_time_is_over_and_no_others()
    {
        using var sweep = new EvidenceSweep(_journal, _store, _withdrawn, _clock, NullLogger<EvidenceSweep>.Instance);
        Assert.Null((await FileAsync("u1", "filed")).Refusal);
        await KeepAsync("orphan");
        await KeepAsync("wanted again");
        Assert.Equal(0, await sweep.SweepAsync(default));

        _clock.Advance(Limits.EvidenceOrphanGrace - TimeSpan.FromMinutes(1));
        await KeepAsync("wanted again");
        Assert.Equal(0, await sweep.SweepAsync(default));
        _clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, await sweep.SweepAsync(default));
        Assert.Equal(new[] { Name("filed"), Name("wanted again") }.Order(), (await StoredAsync()).Order());

        Assert.Null((await FileAsync("u1", "wanted again")).Refusal);
        _clock.Advance(2 * Limits.EvidenceOrphanGrace);
        Assert.Equal(0, await sweep.SweepAsync(default));
        Assert.Equal(2, (await StoredAsync()).Count);
    }

    [Fact]
    public async Task The_daily_sweep_removes_the_file_of_a_withdrawn_item_unless_another_item_names_its_content()
    {
        using var sweep = new EvidenceSweep(_journal, _store, _withdrawn, _clock, NullLogger<EvidenceSweep>.Instance);
        Assert.Null((await FileAsync("u1", "withdrawn")).Refusal);
        Assert.Null((await FileAsync("u1", "shared")).Refusal);
        Assert.Null((await FileAsync("u2", "shared")).Refusal);
        _clock.Advance(2 * Limits.EvidenceOrphanGrace);
        Assert.Equal(0, await sweep.SweepAsync(default));
        foreach (var id in new[] { "ev-1", "ev-2" })
            Assert.Null((await _engine.SendAsync(UnitGrain.Ref(Given.Round, "u1"), new WithdrawEvidence(id, "wrong year", Given.Now, "clerk"))).Refusal);
        var removed = 0;
        for (var time = 0; time < Limits.EvidenceSweepsToWhole; time++)
            removed += await sweep.SweepAsync(default);
        Assert.Equal(1, removed);
        Assert.Equal([Name("shared")], await StoredAsync());
    }

    [Fact]
    public async Task The_next_sweep_removes_the_file_of_an_item_that_this_process_has_withdrawn()
    {
        using var sweep = new EvidenceSweep(_journal, _store, _withdrawn, _clock, NullLogger<EvidenceSweep>.Instance);
        foreach (var (unit, content) in new[] { ("u1", "withdrawn"), ("u1", "shared"), ("u2", "shared") })
            Assert.Null((await FileAsync(unit, content)).Refusal);
        _clock.Advance(2 * Limits.EvidenceOrphanGrace);
        Assert.Equal(0, await sweep.SweepAsync(default));
        foreach (var id in new[] { "ev-1", "ev-2" })
            Assert.Null((await _engine.SendAsync(UnitGrain.Ref(Given.Round, "u1"), new WithdrawEvidence(id, "wrong year", Given.Now, "clerk"))).Refusal);
        _withdrawn.Add([Name("withdrawn"), Name("shared")]);
        Assert.Equal(1, await sweep.SweepAsync(default));
        Assert.Equal([Name("shared")], await StoredAsync());
        Assert.Empty(_withdrawn.Take());
    }

    [Fact]
    public async Task A_sweep_at_the_start_removes_what_an_earlier_process_left()
    {
        await KeepAsync("orphan");
        Assert.Null((await FileAsync("u1", "filed")).Refusal);
        _clock.Advance(2 * Limits.EvidenceOrphanGrace);
        using var sweep = new EvidenceSweep(_journal, _store, _withdrawn, _clock, NullLogger<EvidenceSweep>.Instance);
        await sweep.StartAsync(default);
        await Eventually.IsTrueAsync(async () => (await StoredAsync()).Count == 1, "the orphan is removed");
        await sweep.StopAsync(default);
        Assert.Equal([Name("filed")], await StoredAsync());
    }

    [Fact]
    public async Task A_sweep_removes_nothing_while_a_stream_cannot_be_read()
    {
        await KeepAsync("orphan");
        await _journal.AppendAsync(new("unit-a.u1", 0, 1, 1, "broken"u8.ToArray(), default));
        _clock.Advance(2 * Limits.EvidenceOrphanGrace);
        using var sweep = new EvidenceSweep(_journal, _store, _withdrawn, _clock, NullLogger<EvidenceSweep>.Instance);
        await Assert.ThrowsAsync<InvalidDataException>(() => sweep.SweepAsync(default));
        Assert.Single(await StoredAsync());
    }

    private async Task<Outcome<FiledEvidence>> FileAsync(
        string unit, string content, IEvidenceStore? store = null, Func<ValueTask<Refusal?>>? refuse = null, CreationKey? key = null)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(content);
        var item = new EvidenceItem(Name(content), bytes.Length, "application/pdf", content, EvidenceKind.Document, "results", new(2020, 3, 1));
        return await new EvidenceFiling(_engine, store ?? _store, _clock)
            .FileAsync(UnitGrain.Ref(Given.Round, unit), EvidenceOwner.Unit, item, key, new MemoryStream(bytes), refuse ?? MayFile, "clerk", default);
    }

    private async Task KeepAsync(string content) => await _store.KeepAsync(Name(content), new MemoryStream(System.Text.Encoding.UTF8.GetBytes(content)));

    private async Task ReserveAsync(string unit, long size) =>
        Assert.Null((await _engine.SendAsync(UnitGrain.Ref(Given.Round, unit), new ReserveEvidence(Name("reserved"), size, _clock.GetUtcNow(), "clerk"))).Refusal);

    private async Task<List<string>> StoredAsync()
    {
        var stored = new List<string>();
        await foreach (var content in _store.ListAsync(DateTimeOffset.MaxValue))
            stored.Add(content.Sha256);
        return stored;
    }

    private static string Name(string content) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(content)));

    /// <summary>Stores nothing before all callers are there.</summary>
    private sealed class SlowStore(IEvidenceStore inner) : IEvidenceStore
    {
        private readonly TaskCompletionSource _go = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Go() => _go.SetResult();

        public async ValueTask<KeptContent> KeepAsync(string sha256, Stream content, CancellationToken cancel = default)
        {
            await _go.Task;
            return await inner.KeepAsync(sha256, content, cancel);
        }

        public ValueTask<Stream?> OpenAsync(string sha256, CancellationToken cancel = default) => inner.OpenAsync(sha256, cancel);

        public IAsyncEnumerable<KeptContent> ListAsync(DateTimeOffset keptBefore, CancellationToken cancel = default) => inner.ListAsync(keptBefore, cancel);

        public ValueTask<bool> RemoveAsync(KeptContent content, CancellationToken cancel = default) => inner.RemoveAsync(content, cancel);
    }

    private sealed class BrokenStore : IEvidenceStore
    {
        public ValueTask<KeptContent> KeepAsync(string sha256, Stream content, CancellationToken cancel = default) => throw new EvidenceUnavailableException("The disk failed.");

        public ValueTask<Stream?> OpenAsync(string sha256, CancellationToken cancel = default) => throw new NotSupportedException();

        public IAsyncEnumerable<KeptContent> ListAsync(DateTimeOffset keptBefore, CancellationToken cancel = default) => throw new NotSupportedException();

        public ValueTask<bool> RemoveAsync(KeptContent content, CancellationToken cancel = default) => throw new NotSupportedException();
    }
}
