using Evaluation.Journal;
using Npgsql;

namespace Evaluation.Cluster.Journal;

/// <summary>The only writer of a silo. Commits in one statement all requests that arrived during the previous commit.</summary>
/// <remarks>
/// A commit contains at most one entry per stream; a second entry waits for the next commit. After any failure, even if only the server's
/// answer was lost, nothing of the commit counts as stored. Its connection is discarded and the next commit opens a new one.
/// </remarks>
internal sealed class PostgresWriter : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;
    private readonly PostgresGuard _guard;
    private readonly BatchWorker<WriteRequest> _worker;

    // Used only by the worker.
    private readonly List<WriteRequest> _taken = [];
    private readonly HashSet<string> _streams = new(StringComparer.Ordinal);
    private WriteConnection? _connection;
    private int _losses;
    private bool _isProven;

    public PostgresWriter(NpgsqlDataSource source, PostgresGuard guard)
    {
        (_source, _guard) = (source, guard);
        _worker = new(Limits.EntriesWaiting, Limits.EntriesWaiting, WriteBatchAsync);
    }

    /// <summary>
    /// Appends an entry. Its bytes must not change until the call returns. After a failure they must never change, because the abandoned
    /// write may still run.
    /// </summary>
    public Task<AppendResult> AppendAsync(JournalEntry entry) => Add(new(entry));

    /// <summary>Completes when the worker responds. Unless the last commit succeeded, it performs a test write.</summary>
    public Task<AppendResult> TryAsync() => Add(new(null));

    public async ValueTask DisposeAsync()
    {
        await _worker.DisposeAsync();
        if (_connection is not null)
            await _connection.DisposeAsync();
    }

    private Task<AppendResult> Add(WriteRequest request) => _worker.TryAdd(request)
        ? request.Task
        : throw new JournalUnavailableException($"The journal is closed, or {Limits.EntriesWaiting} entries are already queued.");

    private async Task WriteBatchAsync(List<WriteRequest> waiting)
    {
        Take(waiting);
        // Sorted, because two writers that lock the same streams in different order could deadlock.
        var entries = _taken.Where(request => request.Entry is not null).Select(request => request.Entry!).OrderBy(entry => entry.Stream, StringComparer.Ordinal).ToArray();
        var isTrial = !_isProven && _taken.Exists(request => request.Entry is null);
        var ready = TakeReady();
        Task<Commit>? committing = null;
        try
        {
            var commit = await _guard.WriteAsync(() => committing = CommitAsync(ready, isTrial, entries));
            (_connection, _isProven) = (commit.Connection, true);
            foreach (var request in _taken)
                request.SetResult(request.Entry is null || commit.Stored.Contains(request.Entry.Stream) ? AppendResult.Appended : AppendResult.Conflict);
        }
        catch (Exception failure)
        {
            _isProven = false;
            if (committing is null)
                _connection = ready;
            else
                _ = AbandonedWork.CloseAsync(committing);
            // One exception per request, because each awaiter adds its own stack trace.
            foreach (var request in _taken)
                request.TrySetException(PostgresFailure.Unavailable(failure));
        }
        _taken.Clear();
        _streams.Clear();
    }

    /// <summary>
    /// The connection of the last commit. Null after a failure, and if the server was unreachable since then: the connection may lead to a
    /// server that no longer exists.
    /// </summary>
    private WriteConnection? TakeReady()
    {
        var (ready, isOld) = (_connection, _losses != _guard.Losses);
        (_connection, _losses) = (null, _guard.Losses);
        if (ready is null || !isOld)
            return ready;
        _ = AbandonedWork.CloseAsync(Task.FromResult(ready));
        return null;
    }

    /// <summary>
    /// Removes from the list the requests of one commit: in order, one entry per stream, within the limits of entries and bytes.
    /// </summary>
    private void Take(List<WriteRequest> waiting)
    {
        var (kept, bytes) = (0, 0L);
        for (var i = 0; i < waiting.Count; i++)
        {
            var request = waiting[i];
            var isFull = _taken.Count == Limits.EntriesPerCommit || bytes >= Limits.BytesPerCommit;
            if (isFull || (request.Entry is { } next && !_streams.Add(next.Stream)))
            {
                waiting[kept++] = request;
                continue;
            }
            bytes += request.Entry?.Payload.Length ?? 0;
            _taken.Add(request);
        }
        waiting.RemoveRange(kept, waiting.Count - kept);
    }

    /// <summary>Must not access the writer's fields, because it may continue after it was abandoned.</summary>
    private async Task<Commit> CommitAsync(WriteConnection? open, bool isTrial, JournalEntry[] entries)
    {
        var connection = open ?? await WriteConnection.OpenAsync(_source);
        try
        {
            if (isTrial)
                await connection.TryAsync();
            if (entries.Length == 0)
                return new(connection, []);
            var stored = await connection.AppendAsync(entries);
            Meters.CommitEntries.Record(entries.Length);
            return new(connection, stored);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <param name="Connection">The connection for the next commit.</param>
    /// <param name="Stored">The streams whose entry was stored.</param>
    private sealed record Commit(WriteConnection Connection, HashSet<string> Stored) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Connection.DisposeAsync();
    }
}
