using System.Runtime.CompilerServices;
using Evaluation.Journal;
using Npgsql;

namespace Evaluation.Cluster.Journal;

/// <summary>The journal of a cluster: one PostgreSQL database to which all silos write, each with one writer.</summary>
/// <remarks>
/// <list type="bullet">
/// <item>Appends that arrive together share a commit, and none returns before the commit is on the server's disk.</item>
/// <item>If two silos append at the same version, the table's key decides: one gets <see cref="AppendResult.Conflict"/>.</item>
/// <item>The bytes of an entry must not change until its append returns, and never after a failure. Entries that are read belong to the
/// reader.</item>
/// <item>In an outage pending calls fail within seconds, and new calls fail at once. Reads are repeated automatically, appends
/// never.</item>
/// </list>
/// </remarks>
public sealed class PostgresJournal : IJournal, IAsyncDisposable
{
    private readonly PostgresHealthProbe _probe;
    private readonly PostgresWriter _writer;
    private readonly PostgresReader _reader;
    private readonly StreamEnds _ends;
    private readonly SemaphoreSlim _saving = new(ClusterLimits.SnapshotsAtOnce);
    private volatile bool _closed;

    public PostgresJournal(NpgsqlDataSource source)
        : this(source, new(source))
    {
    }

    /// <param name="source">The database.</param>
    /// <param name="probe">The probe of the server, which the journal disposes of.</param>
    internal PostgresJournal(NpgsqlDataSource source, PostgresHealthProbe probe)
    {
        _probe = probe;
        var guard = new PostgresGuard("journal", PostgresConnection.Within(source), _probe);
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

    public async ValueTask<ReadOnlyMemory<byte>?> ReadChainAsync(string stream, long version, CancellationToken cancel = default) =>
        await Open.ReadChainAsync(stream, version, cancel) is { } chain ? (ReadOnlyMemory<byte>?)chain : null;

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

    public async IAsyncEnumerable<StreamHead> ListHeadsAsync(string prefix, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        string? after = null;
        while (await Open.ListHeadsAsync(prefix, after, cancel) is [.., var last] heads)
        {
            foreach (var head in heads)
                yield return head;
            after = last.Stream;
        }
    }

    /// <summary>Passes through the writer's queue. Unless the last commit succeeded, the writer performs a test write.</summary>
    public async ValueTask CheckAsync(CancellationToken cancel = default) => await _writer.TryAsync().WaitAsync(cancel);

    /// <summary>Commits the queued requests. Later calls fail as unavailable. Does not dispose of the data source.</summary>
    public async ValueTask DisposeAsync()
    {
        _closed = true;
        await _writer.DisposeAsync();
        await _ends.DisposeAsync();
        await _probe.DisposeAsync();
        _saving.Dispose();
    }

    private PostgresReader Open => _closed ? throw new JournalUnavailableException("The journal is closed.") : _reader;
}
