using System.Runtime.CompilerServices;
using Evaluation.Journal;
using Microsoft.Data.Sqlite;

namespace Evaluation.Embedded.Journal;

/// <summary>The journal in one SQLite file on a local disk.</summary>
/// <remarks>
/// <list type="bullet">
/// <item>One thread writes. Appends that arrive together share a commit, and none returns before the commit is on disk.</item>
/// <item>The bytes of an entry must not change until its append returns. Entries that are read belong to the reader.</item>
/// <item>A read uses at most <see cref="Limits.BytesPerRead"/> or one entry of memory, holds nothing open while the consumer works, and
/// blocks the consumer's thread while it reads the disk.</item>
/// <item><see cref="DataFolder"/> keeps a second process away from the file. If one wrote nevertheless, its conflicting appends would be
/// refused.</item>
/// </list>
/// </remarks>
public sealed class SqliteJournal : IJournal, IAsyncDisposable
{
    private readonly JournalWriter _writer;
    private readonly JournalReader _reader;
    private volatile bool _closed;

    private SqliteJournal(JournalFile file)
    {
        _writer = new(file);
        _reader = new(file);
    }

    /// <summary>Opens the folder's journal, or creates it.</summary>
    /// <exception cref="JournalUnavailableException">
    /// The journal cannot be written, or a newer program wrote it. The message says which.
    /// </exception>
    public static SqliteJournal Open(SqliteJournalOptions options)
    {
        var file = new JournalFile(options);
        try
        {
            file.Create();
            return new(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw JournalWriter.Unavailable(failure);
        }
    }

    public ValueTask<AppendResult> AppendAsync(JournalEntry entry)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(entry.EventCount, 1);
        return _writer.AppendAsync(entry);
    }

    public async IAsyncEnumerable<JournalEntry> ReadAsync(string stream, long fromVersion, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        while (Read(stream, (reader, name) => reader.ReadEntries(name, fromVersion), cancel) is [.., var last] entries)
        {
            foreach (var entry in entries)
                yield return entry;
            fromVersion = last.FirstVersion + 1;
        }
        await ValueTask.CompletedTask;
    }

    /// <summary>Always true: <see cref="DataFolder"/> keeps other processes out, and this process activates a grain only once.</summary>
    public ValueTask<bool> EndsAtAsync(string stream, long version, CancellationToken cancel = default) => new(true);

    public ValueTask<ReadOnlyMemory<byte>?> ReadChainAsync(string stream, long version, CancellationToken cancel = default) =>
        new(Read(stream, (reader, name) => reader.ReadChain(name, version), cancel) is { } chain ? (ReadOnlyMemory<byte>?)chain : null);

    public ValueTask<Snapshot?> ReadSnapshotAsync(string stream, CancellationToken cancel = default) =>
        new(Read(stream, (reader, name) => reader.ReadSnapshot(name), cancel));

    public async ValueTask SaveSnapshotAsync(string stream, Snapshot snapshot) => await _writer.SaveSnapshotAsync(stream, snapshot);

    /// <remarks>
    /// The order is ordinal by UTF-8, which for the characters of stream names equals <see cref="StringComparer.Ordinal"/>.
    /// </remarks>
    public async IAsyncEnumerable<string> ListStreamsAsync(string prefix, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        string? after = null;
        while (Read(prefix, (reader, start) => reader.ListStreams(start, after), cancel) is [.., var last] names)
        {
            foreach (var name in names)
                yield return name;
            after = last;
        }
        await ValueTask.CompletedTask;
    }

    public async IAsyncEnumerable<StreamHead> ListHeadsAsync(string prefix, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        string? after = null;
        while (Read(prefix, (reader, start) => reader.ListHeads(start, after), cancel) is [.., var last] heads)
        {
            foreach (var head in heads)
                yield return head;
            after = last.Stream;
        }
        await ValueTask.CompletedTask;
    }

    /// <summary>Passes through the writer's queue. After a failed commit the writer performs a test write.</summary>
    public async ValueTask CheckAsync(CancellationToken cancel = default) => await _writer.TryAsync().AsTask().WaitAsync(cancel);

    /// <summary>Commits the queued requests and closes the file so that it can be copied alone. Later calls fail as unavailable.</summary>
    public ValueTask DisposeAsync()
    {
        _closed = true;
        return _writer.DisposeAsync();
    }

    private T Read<T>(string name, Func<JournalReader, string, T> read, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (_closed)
            throw new JournalUnavailableException("The journal is closed.");
        try
        {
            return read(_reader, name);
        }
        catch (SqliteException failure)
        {
            throw JournalWriter.Unavailable(failure);
        }
    }
}
