using Evaluation.Journal;

namespace Evaluation.Testing.Specifications;

/// <summary>What every journal guarantees.</summary>
public abstract class JournalSpec
{
    protected abstract IJournal Journal { get; }

    [Fact]
    public async Task Entries_are_read_back_to_the_last_byte_and_in_order()
    {
        var entries = Entries.Sequence("box-a-1", 20).ToList();
        await Journal.AppendAllAsync(entries);
        Entries.AssertSame(entries, await Journal.ReadAllAsync("box-a-1"));
    }

    [Fact]
    public async Task An_unknown_stream_holds_nothing()
    {
        await Journal.AppendAllAsync([Entries.First("box-a-1")]);
        Assert.Empty(await Journal.ReadAllAsync("box-a"));
        Assert.Null(await Journal.ReadSnapshotAsync("box-a-1"));
    }

    [Theory]
    [InlineData(0, 4)]
    [InlineData(1, 3)]
    [InlineData(2, 2)]
    [InlineData(3, 2)]
    [InlineData(7, 0)]
    public async Task Reading_starts_with_the_first_entry_at_or_after_a_version(long fromVersion, int count)
    {
        await Journal.AppendAllAsync(Entries.Sequence("staff", 4));
        Assert.Equal(count, (await Journal.ReadAllAsync("staff", fromVersion)).Count);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public async Task An_entry_that_does_not_follow_the_stream_is_a_conflict_and_is_not_stored(long firstVersion)
    {
        var first = Entries.First("staff", eventCount: 3);
        await Journal.AppendAllAsync([first]);
        Assert.Equal(AppendResult.Conflict, await Journal.AppendAsync(Entries.After(first) with { FirstVersion = firstVersion }));
        Entries.AssertSame([first], await Journal.ReadAllAsync("staff"));
        await Journal.AppendAllAsync([Entries.After(first)]);
    }

    [Fact]
    public async Task The_first_entry_of_a_stream_begins_at_version_zero()
    {
        Assert.Equal(AppendResult.Conflict, await Journal.AppendAsync(Entries.First("staff") with { FirstVersion = 1 }));
        await Journal.AppendAllAsync([Entries.First("staff")]);
    }

    [Fact]
    public async Task An_entry_without_events_is_rejected() =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await Journal.AppendAsync(Entries.First("staff", eventCount: 0)));

    [Fact]
    public async Task Of_many_writers_at_the_same_version_exactly_one_wins()
    {
        var first = Entries.First("staff");
        await Journal.AppendAllAsync([first]);
        var rivals = Enumerable.Range(0, 64).Select(seed => Entries.After(first) with { Payload = Entries.Bytes(50, seed) }).ToArray();
        var results = new AppendResult[rivals.Length];
        await Parallel.ForAsync(0, rivals.Length, async (rival, _) => results[rival] = await Journal.AppendAsync(rivals[rival]));

        var winner = Assert.Single(rivals, rival => results[Array.IndexOf(rivals, rival)] == AppendResult.Appended);
        Entries.AssertSame([first, winner], await Journal.ReadAllAsync("staff"));
    }

    [Fact]
    public async Task Appends_that_are_not_awaited_are_stored_in_order()
    {
        var entries = Entries.Sequence("staff", 300).ToList();
        var appends = entries.Select(entry => Journal.AppendAsync(entry).AsTask()).ToList();
        Assert.All(await Task.WhenAll(appends), result => Assert.Equal(AppendResult.Appended, result));
        Entries.AssertSame(entries, await Journal.ReadAllAsync("staff"));
    }

    [Fact]
    public async Task A_conflict_does_not_affect_other_streams()
    {
        var others = Enumerable.Range(0, 100).Select(box => Entries.First($"box-a-{box}")).ToList();
        var appends = others.Select(entry => Journal.AppendAsync(entry).AsTask()).ToList();
        appends.Insert(50, Journal.AppendAsync(Entries.First("staff") with { FirstVersion = 9 }).AsTask());
        var results = await Task.WhenAll(appends);

        Assert.Equal(AppendResult.Conflict, results[50]);
        Assert.Equal(100, results.Count(result => result == AppendResult.Appended));
        foreach (var entry in others)
            Entries.AssertSame([entry], await Journal.ReadAllAsync(entry.Stream));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5_000)]
    [InlineData(20_000_000)]
    public async Task A_payload_may_have_any_length(int bytes)
    {
        var first = Entries.First("unit-a-1", payloadBytes: bytes);
        JournalEntry[] entries = [first, Entries.After(first)];
        await Journal.AppendAllAsync(entries);
        var read = await Journal.ReadAllAsync("unit-a-1");
        Assert.Equal(2, read.Count);
        Assert.True(first.Payload.Span.SequenceEqual(read[0].Payload.Span));
        Entries.AssertSame(entries[1..], read[1..]);
    }

    [Fact]
    public async Task A_newer_snapshot_replaces_the_older_one()
    {
        var entries = Entries.Sequence("staff", 3).ToList();
        await Journal.AppendAllAsync(entries);
        await Journal.SaveSnapshotAsync("staff", Entries.SnapshotAt(entries[0]));
        await Journal.SaveSnapshotAsync("staff", Entries.SnapshotAt(entries[2]));
        await Journal.SaveSnapshotAsync("box-a-1", Entries.SnapshotAt(entries[1]));

        var (expected, kept) = (Entries.SnapshotAt(entries[2]), await Journal.ReadSnapshotAsync("staff"));
        Assert.Equal((expected.Version, expected.Format), (kept!.Version, kept.Format));
        Assert.Equal(expected.Payload.ToArray(), kept.Payload.ToArray());
        Assert.Equal(expected.Hash.ToArray(), kept.Hash.ToArray());
    }

    [Fact]
    public async Task Streams_are_listed_by_prefix_in_ordinal_order()
    {
        string[] names = ["box-a-1", "box-a-10", "box-a-2", "box-b-1", "round-a", "Round-a", "staff"];
        await Journal.AppendAllAsync(names.Reverse().SelectMany(name => Entries.Sequence(name, 2)));
        await Journal.SaveSnapshotAsync("box-c-1", Entries.SnapshotAt(Entries.First("box-c-1")));

        Assert.Equal(names.Order(StringComparer.Ordinal), await Journal.ListAllAsync(""));
        Assert.Equal(["box-a-1", "box-a-10", "box-a-2"], await Journal.ListAllAsync("box-a-"));
        Assert.Equal(["staff"], await Journal.ListAllAsync("staff"));
        Assert.Empty(await Journal.ListAllAsync("box-c-"));
    }

    [Fact]
    public async Task The_end_of_every_stream_is_listed_by_prefix_in_ordinal_order()
    {
        string[] names = ["box-a-1", "box-a-10", "box-a-2", "round-a", "staff"];
        var entries = names.ToDictionary(name => name, name => Entries.Sequence(name, 1 + name.Length).ToList());
        await Journal.AppendAllAsync(names.Reverse().SelectMany(name => entries[name]));

        Assert.Equal(names.Select(name => (name, entries[name][^1].NextVersion, Hex(entries[name][^1].Hash))), await HeadsAsync(""));
        Assert.Equal(["box-a-1", "box-a-10", "box-a-2"], (await HeadsAsync("box-a-")).Select(head => head.Stream));
        Assert.Empty(await HeadsAsync("unit-"));
    }

    [Fact]
    public async Task The_chain_at_a_version_is_that_of_the_entry_that_ends_there()
    {
        var entries = Entries.Sequence("staff", 4).ToList();
        await Journal.AppendAllAsync([.. entries, .. Entries.Sequence("round-a", 9)]);
        foreach (var entry in entries)
            Assert.Equal(Hex(entry.Hash), await Journal.ReadChainAsync("staff", entry.NextVersion) is { } chain ? Hex(chain) : null);
        Assert.Null(await Journal.ReadChainAsync("staff", 0));
        Assert.Null(await Journal.ReadChainAsync("staff", 2));
        Assert.Null(await Journal.ReadChainAsync("staff", entries[^1].NextVersion + 1));
        Assert.Null(await Journal.ReadChainAsync("staf", 1));
    }

    [Fact]
    public async Task Listing_continues_beyond_one_page_of_streams()
    {
        var names = Enumerable.Range(0, Limits.StreamsPerRead * 2 + 1).Select(number => $"unit-a-{number:d6}").ToList();
        await Task.WhenAll(names.Select(name => Journal.AppendAsync(Entries.First(name)).AsTask()));
        Assert.Equal(names, await Journal.ListAllAsync("unit-"));
        Assert.Equal(names, (await HeadsAsync("unit-")).Select(head => head.Stream));
    }

    [Fact]
    public async Task A_paused_reader_does_not_block_a_writer_and_misses_no_earlier_entry()
    {
        var entries = Entries.Sequence("staff", 40, payloadBytes: Limits.BytesPerRead / 10).ToList();
        await Journal.AppendAllAsync(entries[..20]);
        var reader = Journal.ReadAsync("staff", 0).GetAsyncEnumerator();
        Assert.True(await reader.MoveNextAsync());
        await Journal.AppendAllAsync(entries[20..]);

        List<JournalEntry> read = [reader.Current];
        while (await reader.MoveNextAsync())
            read.Add(reader.Current);
        Assert.InRange(read.Count, 20, 40);
        Entries.AssertSame(entries.Take(read.Count), read);
    }

    [Fact]
    public async Task A_reader_beside_writers_always_sees_an_unbroken_beginning_of_the_stream()
    {
        // Each part is written only after the reader has seen the part before it, so the reader meets the stream at several lengths.
        var parts = Entries.Sequence("box-a-0", 200).Chunk(40).Select(part => (Entries: part, Seen: new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))).ToList();
        using var stop = new CancellationTokenSource();
        var others = Enumerable.Range(1, 3)
            .Select(box => Elsewhere(() => Journal.AppendAllAsync(Entries.Sequence($"box-a-{box}", 5_000).TakeWhile(_ => !stop.IsCancellationRequested)))).ToList();
        var writing = Elsewhere(async () =>
        {
            foreach (var part in parts)
            {
                await Journal.AppendAllAsync(part.Entries);
                await part.Seen.Task;
            }
        });

        List<long> seen = [0];
        while (!writing.IsCompleted)
        {
            seen.Add(await ChainVerifier.VerifyAsync(Journal, "box-a-0", fromSnapshot: false));
            foreach (var part in parts.Where(part => part.Entries[^1].NextVersion <= seen[^1]))
                part.Seen.TrySetResult();
            await Task.Yield();
        }
        await stop.CancelAsync();
        await Task.WhenAll([writing, .. others]);

        Assert.Equal(seen.Order(), seen);
        Assert.Subset(seen.ToHashSet(), parts.Select(part => part.Entries[^1].NextVersion).ToHashSet());
    }

    [Fact]
    public async Task A_writable_journal_passes_its_check()
    {
        await Journal.CheckAsync();
        await Journal.AppendAllAsync(Entries.Sequence("staff", 2));
        await Journal.CheckAsync();
        Assert.Equal(["staff"], await Journal.ListAllAsync(""));
    }

    private async Task<List<(string Stream, long Version, string Chain)>> HeadsAsync(string prefix)
    {
        List<(string Stream, long Version, string Chain)> heads = [];
        await foreach (var head in Journal.ListHeadsAsync(prefix))
            heads.Add((head.Stream, head.Version, Hex(head.Chain)));
        return heads;
    }

    private static string Hex(ReadOnlyMemory<byte> bytes) => Convert.ToHexStringLower(bytes.Span);

    private static Task Elsewhere(Func<Task> act) =>
        Task.Factory.StartNew(act, CancellationToken.None, TaskCreationOptions.None, TaskScheduler.Default).Unwrap();
}
