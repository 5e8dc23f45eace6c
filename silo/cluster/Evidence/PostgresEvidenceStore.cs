using Evaluation.Cluster.Journal;
using Evaluation.Evidence;
using Npgsql;

namespace Evaluation.Cluster.Evidence;

/// <summary>Evidence in the cluster's PostgreSQL, in pieces: every gateway keeps and reads the same files, and one backup holds them with the journal.</summary>
/// <remarks>
/// Keeping is tried again by itself, as is reading: a content is the same whoever keeps it. A few files are kept or read at a time and the others wait, so that connections
/// are left for the journal; what fails here does not hold the journal back.
/// </remarks>
public sealed class PostgresEvidenceStore : IEvidenceStore, IDisposable
{
    private const string AnnounceSql = "insert into evidence(sha256, size) values($1, $2) on conflict do nothing";
    private const string PieceSql = "insert into evidence_pieces(sha256, number, bytes) values($1, $2, $3)";
    private const string SizeSql = "select size from evidence where sha256 = $1";
    private const string ReadSql = "select bytes from evidence_pieces where sha256 = $1 and number = $2";

    private readonly NpgsqlDataSource _source;
    private readonly PostgresGuard _keeping;
    private readonly PostgresGuard _reading;
    private readonly SemaphoreSlim _places = new(ClusterLimits.EvidenceAtOnce);

    public PostgresEvidenceStore(NpgsqlDataSource source) =>
        (_source, _keeping, _reading) = (source, new("evidence-keep", ClusterLimits.EvidenceKeptWithin), new("evidence-read", PostgresConnection.Within(source)));

    public async ValueTask KeepAsync(string sha256, Stream content, CancellationToken cancel = default)
    {
        ContentHash.ThrowIfNone(sha256);
        if (await ContentHash.OfAsync(content, cancel) != sha256)
            throw new InvalidDataException("The content has another hash than it is to be kept under.");
        await InTurnAsync(
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
        return await ReadAsync(SizeSql, cancel, key) is long ? new PieceStream((number, stop) => PieceAsync(key, number, stop)) : null;
    }

    public void Dispose() => _places.Dispose();

    /// <summary>Whoever keeps the same content at the same moment is waited for at the first statement, and then there is nothing left to do.</summary>
    private async Task KeepOnceAsync(byte[] key, Stream content, CancellationToken cancel)
    {
        await using var connection = await _source.OpenConnectionAsync(CancellationToken.None);
        await using var transaction = await connection.BeginTransactionAsync(CancellationToken.None);
        if (await RunAsync(connection, AnnounceSql, key, content.Length) == 0)
            return;
        var piece = new byte[ClusterLimits.EvidencePieceBytes];
        for (var (number, length) = (0, 0); (length = await content.ReadAtLeastAsync(piece, piece.Length, throwOnEndOfStream: false, cancel)) > 0; number++)
            await RunAsync(connection, PieceSql, key, number, piece.AsMemory(0, length));
        cancel.ThrowIfCancellationRequested();
        await transaction.CommitAsync(CancellationToken.None);
    }

    private async ValueTask<byte[]?> PieceAsync(byte[] key, int number, CancellationToken cancel) => (byte[]?)await ReadAsync(ReadSql, cancel, key, number);

    private ValueTask<object?> ReadAsync(string sql, CancellationToken cancel, params object[] values) => InTurnAsync(
        _reading,
        async _ =>
        {
            await using var command = _source.CreateCommand(sql);
            Bind(command, values);
            return await command.ExecuteScalarAsync(CancellationToken.None);
        },
        cancel);

    private async ValueTask<T> InTurnAsync<T>(PostgresGuard guard, Func<CancellationToken, Task<T>> act, CancellationToken cancel)
    {
        await _places.WaitAsync(cancel);
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
            var (message, full) = PostgresFailure.Describe(failure, "The store of evidence");
            throw new EvidenceUnavailableException(message, failure, full);
        }
        finally
        {
            _ = FreeAsync(acting);
        }
    }

    /// <summary>What was given up keeps its connection until it has ended, and so its place.</summary>
    private async Task FreeAsync(Task acting)
    {
        await acting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _places.Release();
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
