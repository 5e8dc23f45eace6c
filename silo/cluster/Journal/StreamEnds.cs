using Evaluation.Journal;
using Npgsql;

namespace Evaluation.Cluster.Journal;

/// <summary>Looks where streams end, in one statement for all who ask while the look before is under way: a question costs next to nothing.</summary>
internal sealed class StreamEnds : IAsyncDisposable
{
    private const string Sql =
        """
        select e.stream, coalesce((select j.first_version + j.event_count from journal j where j.stream = e.stream collate "C" order by j.first_version desc limit 1), 0)
        from unnest($1::text[]) as e(stream)
        """;

    private readonly NpgsqlDataSource _source;
    private readonly PostgresGuard _guard;
    private readonly Gathering<Look> _gathering;

    public StreamEnds(NpgsqlDataSource source, PostgresGuard guard)
    {
        (_source, _guard) = (source, guard);
        _gathering = new(Limits.EntriesWaiting, ClusterLimits.EndsPerRead, RoundAsync);
    }

    /// <summary>How many events the stream holds at some moment after the call.</summary>
    /// <exception cref="JournalUnavailableException">The journal did not answer.</exception>
    public Task<long> FindAsync(string stream)
    {
        var look = new Look(stream);
        return _gathering.TryAdd(look) ? look.Task : throw new JournalUnavailableException("The journal is closed, or too many look at it already.");
    }

    public ValueTask DisposeAsync() => _gathering.DisposeAsync();

    private async Task RoundAsync(List<Look> looks)
    {
        try
        {
            string[] streams = [.. looks.Select(look => look.Stream).Distinct(StringComparer.Ordinal)];
            var ends = await _guard.RepeatAsync(_ => ReadAsync(streams));
            foreach (var look in looks)
                look.SetResult(ends[look.Stream]);
        }
        catch (Exception failure)
        {
            foreach (var look in looks)
                look.TrySetException(PostgresFailure.Unavailable(failure));
        }
        looks.Clear();
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

    private sealed class Look(string stream) : TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public string Stream { get; } = stream;
    }
}
