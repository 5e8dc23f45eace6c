using System.Runtime.CompilerServices;
using Evaluation.Cluster.Journal;
using Evaluation.Evidence;
using Npgsql;

namespace Evaluation.Cluster.Evidence;

/// <summary>
/// Stores evidence in chunks in the cluster's PostgreSQL database. All gateways share the files, and one backup contains them together with
/// the journal.
/// </summary>
/// <remarks>
/// Storing and reading are repeated automatically, because the same content gives the same file. Only a few files are stored or read at the
/// same time, so that connections remain for the journal. A failure here does not affect the journal.
/// </remarks>
public sealed class PostgresEvidenceStore : IEvidenceStore, IDisposable
{
    private const string AnnounceSql = """
        insert into evidence(sha256, size, kept_at) values($1, $2, clock_timestamp())
        on conflict (sha256) do update set kept_at = greatest(clock_timestamp(), evidence.kept_at + interval '1 microsecond')
        returning kept_at, xmax = 0
        """;
    private const string ListSql = "select sha256, kept_at from evidence where kept_at < $1 and sha256 > $2 order by sha256 limit $3";
    private const string RemoveSql = """
        with gone as (select sha256 from evidence where sha256 = $1 and kept_at = $2 for update),
            pieces as (delete from evidence_pieces where sha256 in (select sha256 from gone))
        delete from evidence where sha256 in (select sha256 from gone)
        """;
    private const string ChunkSql = "insert into evidence_pieces(sha256, number, bytes) values($1, $2, $3)";
    private const string SizeSql = "select size from evidence where sha256 = $1";
    private const string ReadSql = "select bytes from evidence_pieces where sha256 = $1 and number = $2";

    private readonly NpgsqlDataSource _source;
    private readonly PostgresGuard _keeping;
    private readonly PostgresGuard _reading;
    private readonly SemaphoreSlim _slots = new(ClusterLimits.EvidenceAtOnce);

    public PostgresEvidenceStore(NpgsqlDataSource source) =>
        (_source, _keeping, _reading) = (source, new("evidence-keep", ClusterLimits.EvidenceKeptWithin), new("evidence-read", PostgresConnection.Within(source)));

    public async ValueTask<KeptContent> KeepAsync(string sha256, Stream content, CancellationToken cancel = default)
    {
        ContentHash.ThrowIfNone(sha256);
        if (await ContentHash.OfAsync(content, cancel) != sha256)
            throw new InvalidDataException("The hash of the content differs from the given hash.");
        var kept = await RunWithSlotAsync(
            _keeping,
            async attempt =>
            {
                content.Position = 0;
                return await KeepOnceAsync(sha256, content, attempt);
            },
            cancel);
        content.Position = 0;
        return kept;
    }

    public async ValueTask<Stream?> OpenAsync(string sha256, CancellationToken cancel = default)
    {
        ContentHash.ThrowIfNone(sha256);
        var key = Convert.FromHexString(sha256);
        return await ReadAsync(SizeSql, cancel, key) is long ? new ChunkStream((number, stop) => ReadChunkAsync(key, number, stop)) : null;
    }

    public async IAsyncEnumerable<KeptContent> ListAsync(DateTimeOffset keptBefore, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        for (byte[] after = []; ;)
        {
            var part = await RunWithSlotAsync(_reading, _ => ListOnceAsync(keptBefore, after), cancel);
            foreach (var content in part)
                yield return content;
            if (part.Count < ClusterLimits.EvidenceListedAtOnce)
                break;
            after = Convert.FromHexString(part[^1].Sha256);
        }
    }

    public async ValueTask<bool> RemoveAsync(KeptContent content, CancellationToken cancel = default)
    {
        ContentHash.ThrowIfNone(content.Sha256);
        return await RunWithSlotAsync(
            _reading,
            async _ =>
            {
                await using var command = _source.CreateCommand(RemoveSql);
                Bind(command, [Convert.FromHexString(content.Sha256), content.KeptAt.ToUniversalTime()]);
                return await command.ExecuteNonQueryAsync(CancellationToken.None) > 0;
            },
            cancel);
    }

    public void Dispose() => _slots.Dispose();

    private async Task<List<KeptContent>> ListOnceAsync(DateTimeOffset keptBefore, byte[] after)
    {
        await using var command = _source.CreateCommand(ListSql);
        Bind(command, [keptBefore.ToUniversalTime(), after, ClusterLimits.EvidenceListedAtOnce]);
        await using var reader = await command.ExecuteReaderAsync(CancellationToken.None);
        var part = new List<KeptContent>();
        while (await reader.ReadAsync(CancellationToken.None))
            part.Add(new(Convert.ToHexStringLower(reader.GetFieldValue<byte[]>(0)), reader.GetFieldValue<DateTimeOffset>(1)));
        return part;
    }

    /// <summary>
    /// Two callers that store the same content at the same time are serialised by the first statement. The second one then only records a
    /// later time.
    /// </summary>
    private async Task<KeptContent> KeepOnceAsync(string sha256, Stream content, CancellationToken cancel)
    {
        var key = Convert.FromHexString(sha256);
        await using var connection = await _source.OpenConnectionAsync(CancellationToken.None);
        await using var transaction = await connection.BeginTransactionAsync(CancellationToken.None);
        var kept = await AnnounceAsync(connection, sha256, key, content.Length);
        if (!kept.IsNew)
        {
            await transaction.CommitAsync(CancellationToken.None);
            return kept;
        }
        var chunk = new byte[ClusterLimits.EvidenceChunkBytes];
        for (var (number, length) = (0, 0); (length = await content.ReadAtLeastAsync(chunk, chunk.Length, throwOnEndOfStream: false, cancel)) > 0; number++)
            await RunAsync(connection, ChunkSql, key, number, chunk.AsMemory(0, length));
        cancel.ThrowIfCancellationRequested();
        await transaction.CommitAsync(CancellationToken.None);
        return kept;
    }

    private static async Task<KeptContent> AnnounceAsync(NpgsqlConnection connection, string sha256, byte[] key, long size)
    {
        await using var command = new NpgsqlCommand(AnnounceSql, connection);
        Bind(command, [key, size]);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return new(sha256, reader.GetFieldValue<DateTimeOffset>(0), reader.GetBoolean(1));
    }

    private async ValueTask<byte[]?> ReadChunkAsync(byte[] key, int number, CancellationToken cancel) => (byte[]?)await ReadAsync(ReadSql, cancel, key, number);

    private ValueTask<object?> ReadAsync(string sql, CancellationToken cancel, params object[] values) => RunWithSlotAsync(
        _reading,
        async _ =>
        {
            await using var command = _source.CreateCommand(sql);
            Bind(command, values);
            return await command.ExecuteScalarAsync(CancellationToken.None);
        },
        cancel);

    private async ValueTask<T> RunWithSlotAsync<T>(PostgresGuard guard, Func<CancellationToken, Task<T>> act, CancellationToken cancel)
    {
        await _slots.WaitAsync(cancel);
        var acting = Task.CompletedTask;
        try
        {
            return await guard.RepeatAsync(
                attempt =>
                {
                    var begun = act(attempt);
                    acting = begun;
                    return begun;
                },
                cancel);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            var (message, full) = PostgresFailure.Describe(failure, "The evidence store");
            throw new EvidenceUnavailableException(message, failure, full);
        }
        finally
        {
            _ = ReleaseSlotAsync(acting);
        }
    }

    /// <summary>An abandoned operation keeps its connection, and therefore its slot, until it ends.</summary>
    private async Task ReleaseSlotAsync(Task acting)
    {
        await acting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _slots.Release();
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        Bind(command, values);
        await command.ExecuteNonQueryAsync();
    }

    private static void Bind(NpgsqlCommand command, object[] values)
    {
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
    }
}
