using Evaluation.Journal;
using Npgsql;

namespace Evaluation.Cluster.Journal;

/// <summary>
/// Reads the ends of streams. One statement answers all queries that arrived during the previous statement, so a single query costs almost
/// nothing.
/// </summary>
internal sealed class StreamEnds : IAsyncDisposable
{
    private const string Sql =
        """
        select e.stream, coalesce((select j.first_version + j.event_count from journal j where j.stream = e.stream collate "C" order by j.first_version desc limit 1), 0)
        from unnest($1::text[]) as e(stream)
        """;

    private readonly NpgsqlDataSource _source;
    private readonly PostgresGuard _guard;
    private readonly BatchWorker<Query> _worker;

    public StreamEnds(NpgsqlDataSource source, PostgresGuard guard)
    {
        (_source, _guard) = (source, guard);
        _worker = new(Limits.EntriesWaiting, ClusterLimits.EndsPerRead, ReadBatchAsync);
    }

    /// <summary>Number of events in the stream at some moment after the call.</summary>
    /// <exception cref="JournalUnavailableException">The journal did not answer.</exception>
    public Task<long> FindAsync(string stream)
    {
        var query = new Query(stream);
        return _worker.TryAdd(query) ? query.Task : throw new JournalUnavailableException("The journal is closed, or too many queries are queued.");
    }

    public ValueTask DisposeAsync() => _worker.DisposeAsync();

    private async Task ReadBatchAsync(List<Query> queries)
    {
        try
        {
            string[] streams = [.. queries.Select(query => query.Stream).Distinct(StringComparer.Ordinal)];
            var ends = await _guard.RepeatAsync(_ => ReadAsync(streams));
            foreach (var query in queries)
                query.SetResult(ends[query.Stream]);
        }
        catch (Exception failure)
        {
            foreach (var query in queries)
                query.TrySetException(PostgresFailure.Unavailable(failure));
        }
        queries.Clear();
    }

    private async Task<Dictionary<string, long>> ReadAsync(string[] streams)
    {
        await using var command = _source.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = streams });
        var ends = new Dictionary<string, long>(streams.Length, StringComparer.Ordinal);
        await using var row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync())
            ends.Add(row.GetString(0), row.GetInt64(1));
        return ends;
    }

    private sealed class Query(string stream) : TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public string Stream { get; } = stream;
    }
}
