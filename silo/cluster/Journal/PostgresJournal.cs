using System.Runtime.CompilerServices;
using Evaluation.Journal;
using Npgsql;

namespace Evaluation.Cluster.Journal;

/// <summary>The journal of a cluster: one PostgreSQL that every silo writes to, each with one writer.</summary>
/// <remarks>
/// <list type="bullet">
/// <item>Appends that come together share a commit, and none is answered before the server has it on its disk.</item>
/// <item>Of two silos that append at the same version one gets <see cref="AppendResult.Conflict"/>: the key of the table decides.</item>
/// <item>An entry's bytes must not change until its append is answered, and after a failure never; entries that are read are the reader's own.</item>
/// <item>An outage fails what waits within seconds; while it lasts, what comes is refused at once. Reads are tried again by themselves, appends never.</item>
/// </list>
/// </remarks>
public sealed class PostgresJournal : IJournal, IAsyncDisposable
{
    private readonly PostgresPulse _pulse;
    private readonly PostgresWriter _writer;
    private readonly PostgresReader _reader;
    private readonly StreamEnds _ends;
    private readonly SemaphoreSlim _saving = new(ClusterLimits.SnapshotsAtOnce);
    private volatile bool _closed;

    public PostgresJournal(NpgsqlDataSource source)
    {
        _pulse = new(source);
        var guard = new PostgresGuard("journal", PostgresConnection.Within(source), _pulse);
        (_writer, _reader, _ends) = (new(source, guard), new(source, guard), new(source, guard));
    }

    public async ValueTask<AppendResult> AppendAsync(JournalEntry entry)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(entry.EventCount, 1);
        return await _writer.AppendAsync(entry);
    }

    public async IAsyncEnumerable<JournalEntry> ReadAsync(string stream, long fromVersion, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        while (await Open.ReadEntriesAsync(stream, fromVersion, cancel) is [.., var last] entries)
        {
            foreach (var entry in entries)
                yield return entry;
            fromVersion = last.FirstVersion + 1;
        }
    }

    public async ValueTask<bool> EndsAtAsync(string stream, long version, CancellationToken cancel = default) =>
        await _ends.FindAsync(stream).WaitAsync(cancel) == version;

    public async ValueTask<Snapshot?> ReadSnapshotAsync(string stream, CancellationToken cancel = default) => await Open.ReadSnapshotAsync(stream, cancel);

    public async ValueTask SaveSnapshotAsync(string stream, Snapshot snapshot)
    {
        await _saving.WaitAsync();
        try
        {
            await Open.SaveSnapshotAsync(stream, snapshot);
        }
        finally
        {
            _saving.Release();
        }
    }

    public async IAsyncEnumerable<string> ListStreamsAsync(string prefix, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        string? after = null;
        while (await Open.ListStreamsAsync(prefix, after, cancel) is [.., var last] names)
        {
            foreach (var name in names)
                yield return name;
            after = last;
        }
    }

    /// <summary>Passes through the writer's queue; unless the last commit was stored, the writer tries to write.</summary>
    public async ValueTask CheckAsync(CancellationToken cancel = default) => await _writer.TryAsync().WaitAsync(cancel);

    /// <summary>Commits what waits. Later calls fail as unavailable. The data source is its owner's to close.</summary>
    public async ValueTask DisposeAsync()
    {
        _closed = true;
        await _writer.DisposeAsync();
        await _ends.DisposeAsync();
        await _pulse.DisposeAsync();
        _saving.Dispose();
    }

    private PostgresReader Open => _closed ? throw new JournalUnavailableException("The journal is closed.") : _reader;
}
