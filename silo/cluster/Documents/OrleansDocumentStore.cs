using System.Runtime.CompilerServices;
using Evaluation.Cluster.Engine;
using Evaluation.Cluster.Journal;
using Evaluation.Cluster.Wire;
using Evaluation.Documents;
using Npgsql;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace Evaluation.Cluster.Documents;

/// <summary>Documents in the cluster: one grain each, whose state Orleans keeps in PostgreSQL. Lists are read from the table.</summary>
/// <param name="silos">The connection to the silos.</param>
/// <param name="source">The database, for lists.</param>
/// <param name="clock">The gateway's time goes along with each call.</param>
/// <param name="log">Where unexpected failures of a silo are written.</param>
internal sealed partial class OrleansDocumentStore(ISilos silos, NpgsqlDataSource source, TimeProvider clock, ILogger<OrleansDocumentStore> log) : IDocumentStore
{
    private const string ListSql =
        """
        select key, substring(payload for $6) from grain_states
        where service = $1 and type = $2 and id0 = 0 and id1 = 0 and key >= $3 and key > $4 and payload is not null order by key limit $5
        """;

    /// <summary>The condition on the type makes the index of ends usable.</summary>
    private const string ExpiredSql =
        """
        select key from grain_states
        where type = 'document' and substring(payload from 2 for 8) <= $2 and service = $1 and starts_with(key, $3)
        order by substring(payload from 2 for 8) limit $4
        """;

    private readonly PostgresGuard _reading = new("documents", PostgresConnection.Within(source));

    /// <summary>Every call to a document's grain may be repeated: see <see cref="IDocumentStore"/>.</summary>
    private readonly ResiliencePipeline<DocumentReply> _calls = new ResiliencePipelineBuilder<DocumentReply>().Named("document-call").AddRetry(new RetryStrategyOptions<DocumentReply>
    {
        ShouldHandle = attempt => new(attempt.Outcome.Exception is { } failure && CallFailure.IsTransient(failure) && (failure is not TimeoutException || attempt.AttemptNumber == 0)),
        MaxRetryAttempts = ClusterLimits.Resends,
        Delay = ClusterLimits.ResendAfter,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
    }).Build();

    public async ValueTask<StoredDocument?> ReadAsync(DocumentId id, CancellationToken cancel = default) =>
        (await CallAsync(id, grain => grain.ReadAsync(clock.GetUtcNow()), cancel)).Stored?.Document;

    public async ValueTask<SaveResult> SaveAsync(DocumentId id, DocumentSave save, CancellationToken cancel = default)
    {
        save.ThrowIfTooLarge();
        var request = new SaveRequest(save.Content.ToArray(), save.SavedBy, save.KeptUntil, save.ExpectedVersion, clock.GetUtcNow());
        var reply = await CallAsync(id, grain => grain.SaveAsync(request), cancel);
        return new(reply.IsDone, reply.Stored?.Document);
    }

    public async ValueTask<bool> RemoveAsync(DocumentId id, long? version = null, CancellationToken cancel = default) =>
        (await CallAsync(id, grain => grain.RemoveAsync(version, clock.GetUtcNow(), id.Kind.KeepsVersion), cancel)).IsDone;

    public async IAsyncEnumerable<DocumentHead> ListAsync(DocumentKind kind, string keyPrefix, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        DocumentId.ThrowIfNotText(keyPrefix);
        var prefix = KindPrefix(kind) + keyPrefix;
        for (var (after, last) = ("", false); !last;)
        {
            var rows = await ReadRowsAsync(
                ListSql,
                row => (Key: row.GetString(0), Head: row.GetFieldValue<byte[]>(1)),
                [ClusterShape.Name, DocumentGrain.StateName, prefix, after, Limits.DocumentsPerRead, DocumentFormat.HeadBytesMax],
                cancel);
            var now = clock.GetUtcNow();
            foreach (var (key, bytes) in rows.TakeWhile(row => row.Key.StartsWith(prefix, StringComparison.Ordinal)))
                if (DocumentFormat.ReadHead(new(kind, key[KindPrefix(kind).Length..]), bytes) is { } head && !(head.KeptUntil <= now))
                    yield return head;
            last = rows.Count < Limits.DocumentsPerRead || !rows[^1].Key.StartsWith(prefix, StringComparison.Ordinal);
            after = last ? after : rows[^1].Key;
        }
    }

    public async ValueTask<int> RemoveExpiredAsync(DocumentKind kind, CancellationToken cancel = default)
    {
        var now = clock.GetUtcNow();
        var keys = await ReadRowsAsync(ExpiredSql, row => row.GetString(0), [ClusterShape.Name, DocumentFormat.End(now), KindPrefix(kind), Limits.DocumentsPerSweep], cancel);
        var removed = 0;
        foreach (var key in keys)
            if ((await CallAsync(new(kind, key[KindPrefix(kind).Length..]), grain => grain.RemoveExpiredAsync(now, kind.KeepsVersion), cancel)).IsDone)
                removed++;
        return removed;
    }

    private static string KindPrefix(DocumentKind kind) => kind.Name + "/";

    private async ValueTask<DocumentReply> CallAsync(DocumentId id, Func<IDocumentGrain, ValueTask<DocumentReply>> call, CancellationToken cancel)
    {
        if (silos.Factory is not { } factory)
            throw new DocumentsUnavailableException("No silo has been found yet.");
        var grain = factory.GetGrain<IDocumentGrain>(KindPrefix(id.Kind) + id.Key);
        DocumentReply reply;
        try
        {
            reply = await _calls.ExecuteAsync(async _ => await call(grain), cancel);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            if (!CallFailure.IsTransient(failure))
                LogFailure(log, id.Kind.Name, failure);
            throw new DocumentsUnavailableException($"The document's silo did not answer: {failure.Message}", failure);
        }
        return reply.Failure is { } why ? throw new DocumentsUnavailableException(why, full: reply.IsFull) : reply;
    }

    private async ValueTask<List<T>> ReadRowsAsync<T>(string sql, Func<NpgsqlDataReader, T> read, object[] values, CancellationToken cancel)
    {
        try
        {
            return await _reading.RepeatAsync(
                async _ =>
                {
                    await using var command = source.CreateCommand(sql);
                    foreach (var value in values)
                        command.Parameters.Add(new NpgsqlParameter { Value = value });
                    await using var row = await command.ExecuteReaderAsync(CancellationToken.None);
                    List<T> rows = [];
                    while (await row.ReadAsync(CancellationToken.None))
                        rows.Add(read(row));
                    return rows;
                },
                cancel);
        }
        catch (Exception failure) when (failure is NpgsqlException or BrokenCircuitException or TimeoutRejectedException)
        {
            var (message, full) = PostgresFailure.Describe(failure, "The store of documents");
            throw new DocumentsUnavailableException(message, failure, full);
        }
    }

    [LoggerMessage(LogLevel.Error, "A document of kind {Kind} could not be read or changed")]
    private static partial void LogFailure(ILogger log, string kind, Exception failure);
}
