namespace Evaluation.Journal;

/// <summary>Stores events. One entry holds a batch of events of one stream.</summary>
/// <remarks>
/// <list type="bullet">
/// <item>An append is atomic, and durable before it returns.</item>
/// <item>An entry is accepted only if its <see cref="JournalEntry.FirstVersion"/> equals the number of events in the stream. Of two writers
/// with the same history, one gets <see cref="AppendResult.Conflict"/>.</item>
/// <item>Entries are never changed or removed. Snapshots may be lost at any time without harm.</item>
/// </list>
/// </remarks>
public interface IJournal
{
    /// <summary>
    /// Appends one entry. The caller must not change its bytes before the call returns; after a failure it must never change them, because
    /// the abandoned write may still run.
    /// </summary>
    /// <exception cref="JournalUnavailableException">
    /// The entry was not stored, or the outcome is unknown. Discard the state and read the stream again.
    /// </exception>
    ValueTask<AppendResult> AppendAsync(JournalEntry entry);

    /// <summary>
    /// The entries of the stream from the one that begins at <paramref name="fromVersion"/>, in order. Does not verify the chain.
    /// </summary>
    /// <exception cref="JournalUnavailableException">The journal did not answer.</exception>
    IAsyncEnumerable<JournalEntry> ReadAsync(string stream, long fromVersion, CancellationToken cancel = default);

    /// <summary>
    /// Whether the stream holds exactly this many events at some moment after the call, that is, whether no other writer has appended. A
    /// journal that is used by a single process may return true without reading.
    /// </summary>
    /// <exception cref="JournalUnavailableException">The journal did not answer.</exception>
    ValueTask<bool> EndsAtAsync(string stream, long version, CancellationToken cancel = default);

    /// <summary>The chain value of the entry that ends at <paramref name="version"/>, or null if none does.</summary>
    /// <exception cref="JournalUnavailableException">The journal did not answer.</exception>
    ValueTask<ReadOnlyMemory<byte>?> ReadChainAsync(string stream, long version, CancellationToken cancel = default);

    /// <summary>The newest snapshot of the stream, or null.</summary>
    /// <exception cref="JournalUnavailableException">The journal did not answer.</exception>
    ValueTask<Snapshot?> ReadSnapshotAsync(string stream, CancellationToken cancel = default);

    /// <summary>Saves a snapshot and replaces the stream's older one.</summary>
    /// <exception cref="JournalUnavailableException">
    /// The snapshot was not saved. The next activation takes longer; nothing else is lost.
    /// </exception>
    ValueTask SaveSnapshotAsync(string stream, Snapshot snapshot);

    /// <summary>Names of the streams that hold at least one entry and begin with <paramref name="prefix"/>, in ordinal order.</summary>
    /// <exception cref="JournalUnavailableException">The journal did not answer.</exception>
    IAsyncEnumerable<string> ListStreamsAsync(string prefix, CancellationToken cancel = default);

    /// <summary>
    /// The end of every stream that holds at least one entry and begins with <paramref name="prefix"/>, in ordinal order of the names.
    /// Costs a few searches a stream, whatever the number of entries.
    /// </summary>
    /// <exception cref="JournalUnavailableException">The journal did not answer.</exception>
    IAsyncEnumerable<StreamHead> ListHeadsAsync(string prefix, CancellationToken cancel = default);

    /// <summary>Returns when the journal can write.</summary>
    /// <exception cref="JournalUnavailableException">The journal cannot write.</exception>
    ValueTask CheckAsync(CancellationToken cancel = default);
}

public enum AppendResult
{
    /// <summary>Stored and durable.</summary>
    Appended,

    /// <summary>Not stored: the stream holds more or fewer events than the writer assumed.</summary>
    Conflict,
}

/// <summary>A batch of events of one stream.</summary>
/// <param name="Stream">The name of the grain's stream.</param>
/// <param name="FirstVersion">Number of events in the stream before this entry.</param>
/// <param name="EventCount">Number of events in this entry; at least 1.</param>
/// <param name="Format">The format of <paramref name="Payload"/>. Numbers of formats are never reused.</param>
/// <param name="Payload">The encoded events.</param>
/// <param name="Hash">The chain value of the stream after this entry; see <see cref="Chain"/>.</param>
public sealed record JournalEntry(string Stream, long FirstVersion, int EventCount, int Format, ReadOnlyMemory<byte> Payload, ReadOnlyMemory<byte> Hash)
{
    /// <summary>Number of events in the stream after this entry.</summary>
    public long NextVersion => FirstVersion + EventCount;
}

/// <summary>The end of a stream at some moment.</summary>
/// <param name="Version">The number of events.</param>
/// <param name="Chain">The chain value after the last entry.</param>
public sealed record StreamHead(string Stream, long Version, ReadOnlyMemory<byte> Chain);

/// <summary>The state of a grain after <paramref name="Version"/> events. It only shortens replay; the entries are authoritative.</summary>
public sealed record Snapshot(long Version, int Format, ReadOnlyMemory<byte> Payload, ReadOnlyMemory<byte> Hash);

/// <summary>The journal could not carry out the call, or does not know whether it did.</summary>
public sealed class JournalUnavailableException(string message, Exception? inner = null, bool full = false) : Exception(message, inner)
{
    /// <summary>Whether the storage is full. Nothing of the batch was stored.</summary>
    public bool StorageFull { get; } = full;

    /// <summary>Whether this process has lost its connection to the journal. Other processes may still reach it.</summary>
    public bool Lost { get; init; }
}

/// <summary>The entries of a stream do not follow from each other: one was changed, inserted or removed.</summary>
public sealed class JournalBrokenException(string stream, long version, string what)
    : Exception($"The journal is broken in stream '{stream}' at version {version}: {what}.")
{
    public string Stream { get; } = stream;

    public long Version { get; } = version;

    /// <summary>What is wrong there.</summary>
    public string What { get; } = what;
}
