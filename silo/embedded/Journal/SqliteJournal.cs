using System.Runtime.CompilerServices;
using Evaluation.Journal;
using Microsoft.Data.Sqlite;

namespace Evaluation.Embedded.Journal;

/// <summary>The journal in one file on one machine's disk.</summary>
/// <remarks>
/// <list type="bullet">
/// <item>One thread writes; appends that come together share a commit, and none is answered before the disk has it.</item>
/// <item>An entry's bytes must not change until its append is answered; entries that are read are the reader's own.</item>
/// <item>Reading takes no more memory than <see cref="Limits.BytesPerRead"/> or one entry, holds nothing open while its
/// consumer works, and waits for the disk on the consumer's thread.</item>
/// <item>A second program on the same file would be refused its conflicting appends, but <see cref="DataFolder"/> is what keeps it out.</item>
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

    /// <summary>Opens the folder's journal, or begins one.</summary>
    /// <exception cref="JournalUnavailableException">It cannot be written, or a newer program wrote it; the message says which.</exception>
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

    /// <summary>Always true: <see cref="DataFolder"/> keeps other programs out, and this one runs a grain once.</summary>
    public ValueTask<bool> EndsAtAsync(string stream, long version, CancellationToken cancel = default) => new(true);

    public ValueTask<Snapshot?> ReadSnapshotAsync(string stream, CancellationToken cancel = default) =>
        new(Read(stream, (reader, name) => reader.ReadSnapshot(name), cancel));

    public async ValueTask SaveSnapshotAsync(string stream, Snapshot snapshot) => await _writer.SaveSnapshotAsync(stream, snapshot);

    /// <remarks>Ordinal by UTF-8, which for the letters of stream names is the order of <see cref="StringComparer.Ordinal"/>.</remarks>
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

    /// <summary>Passes through the writer's queue; after a failed commit the writer tries to write once more.</summary>
    public async ValueTask CheckAsync(CancellationToken cancel = default) => await _writer.TryAsync().AsTask().WaitAsync(cancel);

    /// <summary>Commits what waits and closes the file so that it can be copied alone. Later calls fail as unavailable.</summary>
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
