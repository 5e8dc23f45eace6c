using Evaluation.Journal;

namespace Evaluation.Testing.Specifications;

/// <summary>Entries for tests. Their payload depends only on a seed.</summary>
public static class Entries
{
    public static byte[] Bytes(int length, int seed = 1)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    public static JournalEntry First(string stream, int eventCount = 1, int payloadBytes = 20) =>
        Next(stream, 0, Chain.Genesis(stream), eventCount, payloadBytes);

    public static JournalEntry After(JournalEntry entry, int eventCount = 1, int payloadBytes = 20) =>
        Next(entry.Stream, entry.NextVersion, entry.Hash, eventCount, payloadBytes);

    /// <summary>Consecutive entries of one stream.</summary>
    public static IEnumerable<JournalEntry> Sequence(string stream, int count, int payloadBytes = 20)
    {
        var entry = First(stream, payloadBytes: payloadBytes);
        for (var number = 0; number < count; number++, entry = After(entry, 1 + number % 3, payloadBytes))
            yield return entry;
    }

    /// <summary>An entry of format 3 after another, or the first one of its stream.</summary>
    public static JournalEntry Framed(string stream, JournalEntry? after, params byte[][] events)
    {
        var payload = new FramedPayload();
        payload.Reset(2);
        foreach (var happened in events)
        {
            payload.BeginEvent();
            happened.CopyTo(payload.GetSpan(happened.Length));
            payload.Advance(happened.Length);
            payload.EndEvent();
        }
        var entry = new JournalEntry(stream, after?.NextVersion ?? 0, events.Length, Framing.Format, payload.WrittenMemory, default);
        return entry with { Hash = Chain.Next(after is null ? Chain.Genesis(stream) : after.Hash.Span, entry) };
    }

    public static Snapshot SnapshotAt(JournalEntry entry) => new(entry.NextVersion, 7, Bytes(30, (int)entry.NextVersion), entry.Hash);

    public static async Task AppendAllAsync(this IJournal journal, IEnumerable<JournalEntry> entries)
    {
        foreach (var entry in entries)
            Assert.Equal(AppendResult.Appended, await journal.AppendAsync(entry));
    }

    public static async Task<List<JournalEntry>> ReadAllAsync(this IJournal journal, string stream, long fromVersion = 0)
    {
        List<JournalEntry> entries = [];
        await foreach (var entry in journal.ReadAsync(stream, fromVersion))
            entries.Add(entry);
        return entries;
    }

    public static async Task<List<string>> ListAllAsync(this IJournal journal, string prefix)
    {
        List<string> names = [];
        await foreach (var name in journal.ListStreamsAsync(prefix))
            names.Add(name);
        return names;
    }

    /// <summary>Compares the bytes; record equality would compare the memory references.</summary>
    public static void AssertSame(IEnumerable<JournalEntry> expected, IEnumerable<JournalEntry> actual) =>
        Assert.Equal(expected.Select(Print), actual.Select(Print));

    private static string Print(JournalEntry entry) =>
        $"{entry.Stream} {entry.FirstVersion}+{entry.EventCount} {entry.Format} {Convert.ToHexString(entry.Payload.Span)} {Convert.ToHexString(entry.Hash.Span)}";

    private static JournalEntry Next(string stream, long version, ReadOnlyMemory<byte> previous, int eventCount, int payloadBytes)
    {
        var payload = Bytes(payloadBytes, (int)version + 1);
        var entry = new JournalEntry(stream, version, eventCount, 2, payload, default);
        return entry with { Hash = Chain.Next(previous.Span, entry) };
    }
}
