using System.Text;
using Evaluation.Ballots;
using Evaluation.Ballots.Keys;
using Evaluation.Ballots.Records;
using Evaluation.Evidence;
using Evaluation.Gateway.Verification;
using Evaluation.Journal;

namespace Evaluation.Tests.Verification;

/// <summary>
/// A person with the database and the program's own chain code: deletes, cuts and rewrites streams, and computes the chain again.
/// </summary>
internal sealed class Insider
{
    private readonly SortedDictionary<string, List<JournalEntry>> _streams = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Snapshot> _snapshots = [];

    /// <summary>A copy of all streams and snapshots.</summary>
    public static async Task<Insider> CopyAsync(IJournal journal)
    {
        var copy = new Insider();
        await foreach (var stream in journal.ListStreamsAsync(""))
        {
            var entries = copy._streams[stream] = [];
            await foreach (var entry in journal.ReadAsync(stream, 0))
                entries.Add(entry);
            if (await journal.ReadSnapshotAsync(stream) is { } snapshot)
                copy._snapshots[stream] = snapshot;
        }
        return copy;
    }

    /// <summary>A copy of the record of a server, in the form of rounds without keys.</summary>
    public static async Task<Insider> CopyAsync(TestServer server) => await CopyAsync(await PlainRecord.OfAsync(server.Get<IJournal>(), server.Get<IKeyStore>()));

    public IEnumerable<string> Streams => _streams.Keys;

    /// <summary>The name of the first box of a round that has a ballot.</summary>
    public string BoxWithBallots(string round) =>
        Streams.First(stream => stream.StartsWith($"box-{round}-", StringComparison.Ordinal) && Events(stream).OfType<BallotCast>().Any());

    public IEnumerable<BoxEvent> Events(string box) => _streams[box].SelectMany(BoxGrain.Read);

    /// <summary>The lines of a stream of JSON lines.</summary>
    public IEnumerable<string> Lines(string stream) => _streams[stream].SelectMany(LinesOf);

    public void Delete(string stream)
    {
        Assert.True(_streams.Remove(stream), $"There is no stream '{stream}'.");
        _snapshots.Remove(stream);
    }

    /// <summary>Deletes all streams but those of a kind.</summary>
    public void KeepOnly(string prefix)
    {
        foreach (var stream in Streams.Where(stream => !stream.StartsWith(prefix, StringComparison.Ordinal)).ToArray())
            Delete(stream);
    }

    /// <summary>Removes the last entries.</summary>
    public void Cut(string stream, int entries = 1) => _streams[stream].RemoveRange(_streams[stream].Count - entries, entries);

    /// <summary>Removes the entries from the first one with such a line.</summary>
    public void CutFrom(string stream, string words)
    {
        var at = _streams[stream].FindIndex(entry => Encoding.UTF8.GetString(entry.Unframed().Payload.Span).Contains(words, StringComparison.Ordinal));
        Assert.True(at > 0, $"'{stream}' has no later '{words}'.");
        Cut(stream, _streams[stream].Count - at);
    }

    /// <summary>Removes the last entry of a box with such an event and everything after it.</summary>
    public void CutBox(string box, Func<BoxEvent, bool> from) => Cut(box, _streams[box].Count - _streams[box].FindLastIndex(entry => BoxGrain.Read(entry).Any(from)));

    /// <summary>Makes one entry of all entries.</summary>
    public void Merge(string stream)
    {
        var entries = _streams[stream];
        byte[] payload = [.. entries.SelectMany(entry => entry.Unframed().Payload.ToArray())];
        _streams[stream] = [entries[0].Unframed() with { EventCount = entries.Sum(entry => entry.EventCount), Payload = payload }];
        Replace(stream, entry => entry);
    }

    /// <summary>Changes every line of a stream of JSON lines; null removes it.</summary>
    public void Rewrite(string stream, Func<string, string?> change)
    {
        var changed = false;
        Replace(stream, entry =>
        {
            string[] before = [.. LinesOf(entry)];
            string[] after = [.. before.Select(change).OfType<string>()];
            changed |= !before.SequenceEqual(after);
            return entry.Unframed() with { EventCount = after.Length, Payload = Encoding.UTF8.GetBytes(string.Concat(after.Select(line => line + "\n"))) };
        });
        Assert.True(changed, "The insider changed nothing.");
    }

    /// <summary>Changes every event of a box; null removes it.</summary>
    public void RewriteBox(string box, Func<BoxEvent, BoxEvent?> change) => Replace(box, entry =>
    {
        var payload = new System.Buffers.ArrayBufferWriter<byte>();
        BoxEvent[] events = [.. BoxGrain.Read(entry).Select(change).OfType<BoxEvent>()];
        foreach (var happened in events)
            BoxGrain.Write(happened, payload);
        return entry.Unframed() with { EventCount = events.Length, Payload = payload.WrittenMemory };
    });

    /// <summary>Changes the events of a sealed record, and computes its digest again.</summary>
    /// <returns>The new digest.</returns>
    public string RewriteRecord(string stream, Func<RecordEvent, RecordEvent?> change)
    {
        RecordEvent[] before = [.. _streams[stream].SelectMany(RecordGrain.Read)];
        var (record, payload, digest) = (new SealedRecord(), new System.Buffers.ArrayBufferWriter<byte>(), "");
        RecordEvent[] after = [.. before.Select(change).OfType<RecordEvent>()];
        foreach (var happened in after)
        {
            var written = happened is RecordCompleted completed ? completed with { Digest = digest = record.DigestWith(completed.Totals) } : happened;
            record.Evolve(written);
            RecordGrain.Write(written, payload);
        }
        _streams[stream] = [_streams[stream][0] with { EventCount = after.Length, Payload = payload.WrittenMemory }];
        Replace(stream, entry => entry);
        return digest;
    }

    /// <summary>Adds a stream of a sealed record.</summary>
    public void AddRecord(string stream, params RecordEvent[] events)
    {
        var payload = new System.Buffers.ArrayBufferWriter<byte>();
        foreach (var happened in events)
            RecordGrain.Write(happened, payload);
        _streams[stream] = [new(stream, 0, events.Length, RecordGrain.Format, payload.WrittenMemory, default)];
        Replace(stream, entry => entry);
    }

    /// <summary>Adds a snapshot of the box at the end of one of its entries, after a change of the state.</summary>
    public void SaveSnapshot(string box, Func<IEnumerable<BoxEvent>, IEnumerable<BoxEvent>>? change = null, int? format = null)
    {
        var state = new BallotBox();
        foreach (var happened in change is null ? Events(box) : change(Events(box)))
            state.Evolve(happened);
        var payload = new System.Buffers.ArrayBufferWriter<byte>();
        BoxGrain.WriteSnapshot(state, payload);
        var last = _streams[box][^1];
        _snapshots[box] = new(last.NextVersion, format ?? BoxGrain.SnapshotFormat!.Value, payload.WrittenMemory, last.Hash);
    }

    /// <summary>Moves the stream's snapshot to another version.</summary>
    public void MoveSnapshot(string stream, long version) => _snapshots[stream] = _snapshots[stream] with { Version = version };

    /// <summary>Renames a stream and computes its chain from the new name.</summary>
    public void Rename(string stream, string name)
    {
        _streams[name] = [.. _streams[stream].Select(entry => entry with { Stream = name })];
        _streams.Remove(stream);
        Replace(name, entry => entry);
    }

    /// <summary>The exit code of <c>verify</c> and what it says.</summary>
    public async Task<(int Code, string Said)> VerifyAsync(IEvidenceStore? evidence = null, IKeyStore? keys = null)
    {
        var journal = new MemoryJournal();
        foreach (var entry in _streams.Values.SelectMany(entries => entries))
            Assert.Equal(AppendResult.Appended, await journal.AppendAsync(entry));
        foreach (var (stream, snapshot) in _snapshots)
            await journal.SaveSnapshotAsync(stream, snapshot);
        using var said = new StringWriter();
        return (await WholeCheck.RunAsync(journal, evidence ?? new MemoryEvidenceStore(), said, keys), said.ToString());
    }

    private void Replace(string stream, Func<JournalEntry, JournalEntry> change)
    {
        var (version, hash, entries) = (0L, Chain.Genesis(stream), new List<JournalEntry>());
        foreach (var entry in _streams[stream].Select(change).Where(entry => entry.EventCount > 0))
        {
            var moved = entry with { FirstVersion = version };
            hash = Chain.Next(hash, moved);
            entries.Add(moved with { Hash = hash });
            version += entry.EventCount;
        }
        _streams[stream] = entries;
    }

    private static string[] LinesOf(JournalEntry entry) => Encoding.UTF8.GetString(entry.Unframed().Payload.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
