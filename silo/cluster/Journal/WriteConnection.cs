using Evaluation.Journal;
using Npgsql;

namespace Evaluation.Cluster.Journal;

/// <summary>The writer's connection with its prepared statement. After any failure it must be disposed of.</summary>
internal sealed class WriteConnection : IAsyncDisposable
{
    /// <summary>
    /// Stores each entry that begins at the end of its stream. If another writer stores the same stream and version at the same moment, the
    /// table's key rejects this entry, but the other entries of the statement are stored.
    /// </summary>
    private const string AppendSql =
        """
        insert into journal(stream, first_version, event_count, format, payload, chain)
        select e.stream, e.first_version, e.event_count, e.format, e.payload, e.chain
        from unnest($1::text[], $2::bigint[], $3::integer[], $4::integer[], $5::bytea[], $6::bytea[]) as e(stream, first_version, event_count, format, payload, chain)
        where e.first_version = coalesce(
            (select j.first_version + j.event_count from journal j where j.stream = e.stream collate "C" order by j.first_version desc limit 1), 0)
        on conflict do nothing
        returning stream
        """;

    /// <summary>
    /// A test write: a row like that of an append, under a name and version that no entry has, which is taken back; then a row of its own,
    /// which is committed.
    /// </summary>
    /// <remarks>
    /// The account of the program may have no right to delete from the journal. One command with its own transaction: all silos write the
    /// same row, and a silo that fails between two commands would keep it locked.
    /// </remarks>
    private const string TrialSql =
        """
        begin;
        savepoint trial;
        insert into journal(stream, first_version, event_count, format, payload, chain) values('', -1, 1, 0, '', '') on conflict do nothing;
        rollback to savepoint trial;
        insert into journal_trials(tried_at) values(now()) on conflict (single) do update set tried_at = excluded.tried_at;
        commit;
        """;

    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlCommand _append;

    private WriteConnection(NpgsqlConnection connection)
    {
        _connection = connection;
        _append = new(AppendSql, connection);
        _append.Parameters.Add(new NpgsqlParameter<string[]>());
        _append.Parameters.Add(new NpgsqlParameter<long[]>());
        _append.Parameters.Add(new NpgsqlParameter<int[]>());
        _append.Parameters.Add(new NpgsqlParameter<int[]>());
        _append.Parameters.Add(new NpgsqlParameter<ReadOnlyMemory<byte>[]>());
        _append.Parameters.Add(new NpgsqlParameter<ReadOnlyMemory<byte>[]>());
    }

    public static async Task<WriteConnection> OpenAsync(NpgsqlDataSource source)
    {
        var connection = await source.OpenConnectionAsync();
        try
        {
            var opened = new WriteConnection(connection);
            await opened._append.PrepareAsync();
            return opened;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Returns, after the commit is on disk, the streams whose entry was stored. Accepts at most one entry per stream.</summary>
    public async Task<HashSet<string>> AppendAsync(JournalEntry[] entries)
    {
        Set(0, entries, entry => entry.Stream);
        Set(1, entries, entry => entry.FirstVersion);
        Set(2, entries, entry => entry.EventCount);
        Set(3, entries, entry => entry.Format);
        Set(4, entries, entry => entry.Payload);
        Set(5, entries, entry => entry.Hash);
        HashSet<string> stored = new(entries.Length, StringComparer.Ordinal);
        await using var row = await _append.ExecuteReaderAsync();
        while (await row.ReadAsync())
            stored.Add(row.GetString(0));
        return stored;
    }

    public async Task TryAsync()
    {
        await using var trial = new NpgsqlCommand(TrialSql, _connection);
        await trial.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _append.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private void Set<T>(int index, JournalEntry[] entries, Converter<JournalEntry, T> value) =>
        ((NpgsqlParameter<T[]>)_append.Parameters[index]).TypedValue = Array.ConvertAll(entries, value);
}
