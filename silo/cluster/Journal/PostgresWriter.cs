using Evaluation.Seam;
using Npgsql;

namespace Evaluation.Cluster.Journal;

/// <summary>The one writer of a silo: commits in one statement all that came while the commit before was under way.</summary>
/// <remarks>
/// A commit takes one entry of a stream; a second one waits for the next. Whatever goes wrong, and if only the server's answer is lost,
/// nothing of the commit counts as stored: the connection is thrown away, and the next commit opens a new one.
/// </remarks>
internal sealed class PostgresWriter : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;
    private readonly Gathering<WriteRequest> _gathering;

    // Only the worker touches these.
    private readonly List<WriteRequest> _taken = [];
    private readonly HashSet<string> _streams = new(StringComparer.Ordinal);
    private WriteConnection? _connection;
    private bool _isProven;

    public PostgresWriter(NpgsqlDataSource source)
    {
        _source = source;
        _gathering = new(Limits.EntriesWaiting, Limits.EntriesWaiting, RoundAsync);
    }

    /// <summary>The entry's bytes must stay as they are until it is answered.</summary>
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
        try
        {
            _connection ??= await WriteConnection.OpenAsync(_source);
            if (!_isProven && _taken.Exists(request => request.Entry is null))
                await _connection.TryAsync();
            await CommitAsync(_connection);
            _isProven = true;
        }
        catch (Exception failure)
        {
            _isProven = false;
            await ForgetConnectionAsync();
            // One exception each: whoever awaits it writes their own trace into it.
            foreach (var request in _taken)
                request.TrySetException(PostgresFailure.Unavailable(failure));
        }
        _taken.Clear();
        _streams.Clear();
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

    private async Task CommitAsync(WriteConnection connection)
    {
        // Two writers that take streams in different order could wait for each other.
        var entries = _taken.Where(request => request.Entry is not null).Select(request => request.Entry!).OrderBy(entry => entry.Stream, StringComparer.Ordinal).ToArray();
        var stored = entries.Length == 0 ? [] : await connection.AppendAsync(entries);
        if (entries.Length > 0)
            Meters.CommitEntries.Record(entries.Length);
        foreach (var request in _taken)
            request.SetResult(request.Entry is null || stored.Contains(request.Entry.Stream) ? AppendResult.Appended : AppendResult.Conflict);
    }

    private async Task ForgetConnectionAsync()
    {
        var connection = _connection;
        _connection = null;
        if (connection is not null)
            await connection.DisposeAsync();
    }
}
