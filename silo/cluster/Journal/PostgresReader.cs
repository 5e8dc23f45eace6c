using Evaluation.Journal;
using Npgsql;

namespace Evaluation.Cluster.Journal;

/// <summary>
/// Reads the journal in chunks, each on its own connection. Nothing stays open between two chunks. Entries never change, so consecutive
/// chunks are consistent.
/// </summary>
internal sealed class PostgresReader(NpgsqlDataSource source, PostgresGuard guard)
{
    /// <summary>Returns entries until the chunk's size is reached. The lengths are known without reading the payloads.</summary>
    private const string EntriesSql =
        """
        select first_version, event_count, format, payload, chain from (
            select *, sum(octet_length(payload)) over (order by first_version) - octet_length(payload) as bytes_before
            from (select * from journal where stream = $1 and first_version >= $2 order by first_version limit $3) as ahead) as chunk
        where bytes_before < $4 order by first_version
        """;

    private const string SnapshotSql = "select version, format, payload, chain from snapshots where stream = $1";

    private const string SaveSql =
        """
        insert into snapshots(stream, version, format, payload, chain) values($1, $2, $3, $4, $5)
        on conflict (stream) do update set version = excluded.version, format = excluded.format, payload = excluded.payload, chain = excluded.chain
        where snapshots.version <= excluded.version or snapshots.format <> excluded.format
        """;

    /// <summary>Each step is an index seek to the next name, independent of the number of entries.</summary>
    private const string NamesSql =
        """
            (select stream, 1 from journal where stream >= $1 and ($2 or stream > $1) order by stream limit 1)
            union all
            select (select j.stream from journal j where j.stream > names.stream order by j.stream limit 1), number + 1
            from names where number < $4 and starts_with(names.stream, $3)
        """;

    private const string StreamsSql = $"with recursive names(stream, number) as ({NamesSql}) select stream from names where starts_with(stream, $3)";

    private const string ChainSql =
        """
        select chain from (
            select first_version + event_count as version, chain from journal where stream = $1 and first_version < $2 order by first_version desc limit 1) as last
        where version = $2
        """;

    /// <summary>Two index seeks for each name.</summary>
    private const string HeadsSql =
        $"""
        with recursive names(stream, number) as ({NamesSql})
        select names.stream, last.version, last.chain from names cross join lateral (
            select j.first_version + j.event_count as version, j.chain from journal j where j.stream = names.stream order by j.first_version desc limit 1) as last
        where starts_with(names.stream, $3) order by names.stream
        """;

    /// <summary>The next entries, about <see cref="Limits.BytesPerRead"/> in total; empty at the end of the stream.</summary>
    public Task<List<JournalEntry>> ReadEntriesAsync(string stream, long fromVersion, CancellationToken cancel) => ReadAsync(
        EntriesSql,
        row => new JournalEntry(stream, row.GetInt64(0), row.GetInt32(1), row.GetInt32(2), row.GetFieldValue<byte[]>(3), row.GetFieldValue<byte[]>(4)),
        cancel,
        stream, fromVersion, ClusterLimits.EntriesPerRead, (long)Limits.BytesPerRead);

    public async Task<Snapshot?> ReadSnapshotAsync(string stream, CancellationToken cancel) => (await ReadAsync(
        SnapshotSql,
        row => new Snapshot(row.GetInt64(0), row.GetInt32(1), row.GetFieldValue<byte[]>(2), row.GetFieldValue<byte[]>(3)),
        cancel,
        stream)).FirstOrDefault();

    /// <summary>Saves the snapshot unless another activation has saved a newer one.</summary>
    public Task SaveSnapshotAsync(string stream, Snapshot snapshot) => ReadAsync(
        SaveSql, _ => 0, CancellationToken.None, stream, snapshot.Version, snapshot.Format, snapshot.Payload, snapshot.Hash);

    /// <summary>
    /// Up to <see cref="Limits.StreamsPerRead"/> names that begin with <paramref name="prefix"/>, after <paramref name="after"/> or, if it
    /// is null, from the first.
    /// </summary>
    public Task<List<string>> ListStreamsAsync(string prefix, string? after, CancellationToken cancel) => ReadAsync(
        StreamsSql, row => row.GetString(0), cancel, after ?? prefix, after is null, prefix, Limits.StreamsPerRead);

    /// <summary>Like <see cref="ListStreamsAsync"/>, with the end of every stream.</summary>
    public Task<List<StreamHead>> ListHeadsAsync(string prefix, string? after, CancellationToken cancel) => ReadAsync(
        HeadsSql, row => new StreamHead(row.GetString(0), row.GetInt64(1), row.GetFieldValue<byte[]>(2)), cancel, after ?? prefix, after is null, prefix, Limits.StreamsPerRead);

    /// <summary>The chain value of the entry that ends at the version; null if none does.</summary>
    public async Task<byte[]?> ReadChainAsync(string stream, long version, CancellationToken cancel) => (await ReadAsync(
        ChainSql, row => row.GetFieldValue<byte[]>(0), cancel, stream, version)).FirstOrDefault();

    private async Task<List<T>> ReadAsync<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancel, params object[] values)
    {
        try
        {
            return await guard.RepeatAsync(_ => ReadOnceAsync(sql, read, values), cancel);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            throw PostgresFailure.Unavailable(failure);
        }
    }

    private async Task<List<T>> ReadOnceAsync<T>(string sql, Func<NpgsqlDataReader, T> read, object[] values)
    {
        await using var command = source.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        List<T> rows = [];
        await using var row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync())
            rows.Add(read(row));
        return rows;
    }
}
