using Evaluation.Journal;
using Npgsql;

namespace Evaluation.Cluster.Journal;

/// <summary>The one writer of a silo: commits in one statement all that came while the commit before was under way.</summary>
/// <remarks>
/// A commit takes one entry of a stream; a second one waits for the next. Whatever goes wrong, and if only the server's answer is lost,
/// nothing of the commit counts as stored: its connection is thrown away, and the next commit opens a new one.
/// </remarks>
internal sealed class PostgresWriter : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;
    private readonly PostgresGuard _guard;
    private readonly Gathering<WriteRequest> _gathering;

    // Only the worker touches these.
    private readonly List<WriteRequest> _taken = [];
    private readonly HashSet<string> _streams = new(StringComparer.Ordinal);
    private WriteConnection? _connection;
    private int _losses;
    private bool _isProven;

    public PostgresWriter(NpgsqlDataSource source, PostgresGuard guard)
    {
        (_source, _guard) = (source, guard);
        _gathering = new(Limits.EntriesWaiting, Limits.EntriesWaiting, RoundAsync);
    }

    /// <summary>The entry's bytes must stay as they are until it is answered as stored or as a conflict; after a failure for good, since what was given up may go on.</summary>
    public Task<AppendResult> AppendAsync(JournalEntry entry) => Add(new(entry));

    /// <summary>Shows that the worker answers and, unless the last commit has shown it, that another one would be stored.</summary>
    public Task<AppendResult> TryAsync() => Add(new(null));

    public async ValueTask DisposeAsync()
    {
        await _gathering.DisposeAsync();
        if (_connection is not null)
            await _connection.DisposeAsync();
    }

    private Task<AppendResult> Add(WriteRequest request) => _gathering.TryAdd(request)
        ? request.Task
        : throw new JournalUnavailableException($"The journal is closed, or {Limits.EntriesWaiting} entries wait to be written already.");

    private async Task RoundAsync(List<WriteRequest> waiting)
    {
        Take(waiting);
        // Two writers that take streams in different order could wait for each other.
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
                _ = GivenUp.CloseAsync(committing);
            // One exception each: whoever awaits it writes their own trace into it.
            foreach (var request in _taken)
                request.TrySetException(PostgresFailure.Unavailable(failure));
        }
        _taken.Clear();
        _streams.Clear();
    }

    /// <summary>The connection of the last commit; null after a failure, or when the server was lost since: it may have been at a server that is no more.</summary>
    private WriteConnection? TakeReady()
    {
        var (ready, isOld) = (_connection, _losses != _guard.Losses);
        (_connection, _losses) = (null, _guard.Losses);
        if (ready is null || !isOld)
            return ready;
        _ = GivenUp.CloseAsync(Task.FromResult(ready));
        return null;
    }

    /// <summary>Takes off the list what one commit may hold: in order, one entry of a stream, and no more bytes than others can wait for.</summary>
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

    /// <summary>Touches nothing of the writer's: it may have been given up by the time it goes on.</summary>
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

    /// <param name="Stored">The streams whose entry was taken.</param>
    private sealed record Commit(WriteConnection Connection, HashSet<string> Stored) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Connection.DisposeAsync();
    }
}
