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
    private const string AnnounceSql = "insert into evidence(sha256, size) values($1, $2) on conflict do nothing";
    private const string ChunkSql = "insert into evidence_pieces(sha256, number, bytes) values($1, $2, $3)";
    private const string SizeSql = "select size from evidence where sha256 = $1";
    private const string ReadSql = "select bytes from evidence_pieces where sha256 = $1 and number = $2";

    private readonly NpgsqlDataSource _source;
    private readonly PostgresGuard _keeping;
    private readonly PostgresGuard _reading;
    private readonly SemaphoreSlim _slots = new(ClusterLimits.EvidenceAtOnce);

    public PostgresEvidenceStore(NpgsqlDataSource source) =>
        (_source, _keeping, _reading) = (source, new("evidence-keep", ClusterLimits.EvidenceKeptWithin), new("evidence-read", PostgresConnection.Within(source)));

    public async ValueTask KeepAsync(string sha256, Stream content, CancellationToken cancel = default)
    {
        ContentHash.ThrowIfNone(sha256);
        if (await ContentHash.OfAsync(content, cancel) != sha256)
            throw new InvalidDataException("The hash of the content differs from the given hash.");
        await RunWithSlotAsync(
            _keeping,
            async attempt =>
            {
                content.Position = 0;
                await KeepOnceAsync(Convert.FromHexString(sha256), content, attempt);
                return true;
            },
            cancel);
        content.Position = 0;
    }

    public async ValueTask<Stream?> OpenAsync(string sha256, CancellationToken cancel = default)
    {
        ContentHash.ThrowIfNone(sha256);
        var key = Convert.FromHexString(sha256);
        return await ReadAsync(SizeSql, cancel, key) is long ? new ChunkStream((number, stop) => ReadChunkAsync(key, number, stop)) : null;
    }

    public void Dispose() => _slots.Dispose();

    /// <summary>
    /// Two callers that store the same content at the same time are serialised by the first statement. The second one then has nothing to
    /// do.
    /// </summary>
    private async Task KeepOnceAsync(byte[] key, Stream content, CancellationToken cancel)
    {
        await using var connection = await _source.OpenConnectionAsync(CancellationToken.None);
        await using var transaction = await connection.BeginTransactionAsync(CancellationToken.None);
        if (await RunAsync(connection, AnnounceSql, key, content.Length) == 0)
            return;
        var chunk = new byte[ClusterLimits.EvidenceChunkBytes];
        for (var (number, length) = (0, 0); (length = await content.ReadAtLeastAsync(chunk, chunk.Length, throwOnEndOfStream: false, cancel)) > 0; number++)
            await RunAsync(connection, ChunkSql, key, number, chunk.AsMemory(0, length));
        cancel.ThrowIfCancellationRequested();
        await transaction.CommitAsync(CancellationToken.None);
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

    private static async Task<int> RunAsync(NpgsqlConnection connection, string sql, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        Bind(command, values);
        return await command.ExecuteNonQueryAsync();
    }

    private static void Bind(NpgsqlCommand command, object[] values)
    {
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
    }
}
