namespace Evaluation.Journal;

/// <summary>Where events are kept. One entry holds a batch of events of one stream.</summary>
/// <remarks>
/// <list type="bullet">
/// <item>An append is whole or not at all, and durable before it is answered.</item>
/// <item>An entry is taken only when its <see cref="JournalEntry.FirstVersion"/> is the number of events that the stream
/// holds: of two writers that know the same history, one gets <see cref="AppendResult.Conflict"/>.</item>
/// <item>Entries are never changed or removed. Snapshots may be lost at any time without harm.</item>
/// </list>
/// </remarks>
public interface IJournal
{
    /// <summary>Appends one entry. Its bytes may not change until it is answered, and after a failure never: what was given up may still go on.</summary>
    /// <exception cref="JournalUnavailableException">
    /// The entry was not stored, or nobody knows whether it was: forget what memory holds, read the stream again.
    /// </exception>
    ValueTask<AppendResult> AppendAsync(JournalEntry entry);

    /// <summary>The stream's entries from the one that begins at <paramref name="fromVersion"/>, in order. Does not check the chain.</summary>
    /// <exception cref="JournalUnavailableException">The journal did not answer.</exception>
    IAsyncEnumerable<JournalEntry> ReadAsync(string stream, long fromVersion, CancellationToken cancel = default);

    /// <summary>
    /// Whether the stream holds this many events at some moment after the call: then nobody else has written to it. A journal that
    /// one program has to itself need not look.
    /// </summary>
    /// <exception cref="JournalUnavailableException">The journal did not answer.</exception>
    ValueTask<bool> EndsAtAsync(string stream, long version, CancellationToken cancel = default);

    /// <summary>The newest snapshot of the stream, or null.</summary>
    /// <exception cref="JournalUnavailableException">The journal did not answer.</exception>
    ValueTask<Snapshot?> ReadSnapshotAsync(string stream, CancellationToken cancel = default);

    /// <summary>Keeps a snapshot in place of the stream's older one.</summary>
    /// <exception cref="JournalUnavailableException">It was not kept; nothing is lost but time at the next start.</exception>
    ValueTask SaveSnapshotAsync(string stream, Snapshot snapshot);

    /// <summary>Names of the streams that hold at least one entry and begin with <paramref name="prefix"/>, in ordinal order.</summary>
    /// <exception cref="JournalUnavailableException">The journal did not answer.</exception>
    IAsyncEnumerable<string> ListStreamsAsync(string prefix, CancellationToken cancel = default);

    /// <summary>Returns when the journal can write.</summary>
    /// <exception cref="JournalUnavailableException">It cannot.</exception>
    ValueTask CheckAsync(CancellationToken cancel = default);
}

public enum AppendResult
{
    /// <summary>Stored and durable.</summary>
    Appended,

    /// <summary>Not stored: the stream holds more, or fewer, events than the writer believed.</summary>
    Conflict,
}

/// <summary>A batch of events of one stream.</summary>
/// <param name="Stream">The grain's stream.</param>
/// <param name="FirstVersion">How many events the stream holds before this entry.</param>
/// <param name="EventCount">How many events the entry holds; at least 1.</param>
/// <param name="Format">In which format <paramref name="Payload"/> is written; formats are never reused.</param>
/// <param name="Payload">The encoded events.</param>
/// <param name="Hash">The stream's <see cref="Chain"/> up to and with this entry.</param>
public sealed record JournalEntry(string Stream, long FirstVersion, int EventCount, int Format, ReadOnlyMemory<byte> Payload, ReadOnlyMemory<byte> Hash)
{
    /// <summary>How many events the stream holds after this entry.</summary>
    public long NextVersion => FirstVersion + EventCount;
}

/// <summary>A grain's state after <paramref name="Version"/> events: a shortcut for replay, never the truth.</summary>
public sealed record Snapshot(long Version, int Format, ReadOnlyMemory<byte> Payload, ReadOnlyMemory<byte> Hash);

/// <summary>The journal could not do what was asked, or cannot say whether it did.</summary>
public sealed class JournalUnavailableException(string message, Exception? inner = null, bool full = false) : Exception(message, inner)
{
    /// <summary>The storage is full; nothing of the batch was stored.</summary>
    public bool StorageFull { get; } = full;

    /// <summary>Nothing is heard of the journal from here; elsewhere it may still be reached.</summary>
    public bool Lost { get; init; }
}

/// <summary>A stream's entries do not follow from each other: something was changed, inserted or removed.</summary>
public sealed class JournalBrokenException(string stream, long version, string what)
    : Exception($"The journal is broken in stream '{stream}' at version {version}: {what}.")
{
    public string Stream { get; } = stream;

    public long Version { get; } = version;
}
