using Evaluation.Cluster.Journal;
using Evaluation.Documents;
using Npgsql;
using Orleans.Storage;
using Polly;

namespace Evaluation.Cluster.Documents;

/// <summary>One document, kept by Orleans' grain storage.</summary>
/// <remarks>
/// Two activations can exist at the same time for some seconds. The table accepts only one of their overlapping writes; the other
/// activation reads the row again and decides anew.
/// </remarks>
internal sealed class DocumentGrain([PersistentState(DocumentGrain.StateName, DocumentGrain.StorageName)] IPersistentState<DocumentRow> row) : Grain, IDocumentGrain
{
    /// <summary>The type of the row. It is stored and stands in the schema, so it never changes.</summary>
    public const string StateName = "document";

    /// <summary>The name of the storage in the silo's configuration.</summary>
    public const string StorageName = "documents";

    public ValueTask<DocumentReply> ReadAsync(DateTimeOffset now)
    {
        var stored = row.State.State?.At(now);
        if (row.State.State is null)
            DeactivateOnIdle();
        return new(new DocumentReply(stored is not null, StoredRow.Of(stored)));
    }

    public ValueTask<DocumentReply> SaveAsync(SaveRequest request) => ChangeAsync(async () =>
    {
        var (next, result) = DocumentState.Save(row.State.State, request.Save, request.Now);
        if (next is not null)
            await WriteAsync(next);
        return new(result.IsSaved, StoredRow.Of(result.Stored));
    });

    public ValueTask<DocumentReply> RemoveAsync(long? version, DateTimeOffset now, bool keepsVersion) => ChangeAsync(async () =>
    {
        if (row.State.State is not { } state || state.At(now) is not { } stored || (version ?? stored.Version) != stored.Version)
            return new(false);
        await RemoveAsync(state, keepsVersion);
        return new(true);
    });

    public ValueTask<DocumentReply> RemoveExpiredAsync(DateTimeOffset now, bool keepsVersion) => ChangeAsync(async () =>
    {
        if (row.State.State is not { } state || !state.IsExpired(now))
            return new(false);
        await RemoveAsync(state, keepsVersion);
        DeactivateOnIdle();
        return new(true);
    });

    private async Task RemoveAsync(DocumentState state, bool keepsVersion)
    {
        if (keepsVersion)
            await WriteAsync(state.Removed());
        else
            await row.ClearStateAsync();
    }

    private async Task WriteAsync(DocumentState next)
    {
        row.State = new() { State = next };
        await row.WriteStateAsync();
    }

    /// <summary>Runs a change and, when another activation has written the row, reads it and runs the change again.</summary>
    private async ValueTask<DocumentReply> ChangeAsync(Func<Task<DocumentReply>> change)
    {
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    return await change();
                }
                catch (InconsistentStateException) when (attempt < Limits.TurnAttempts)
                {
                    await row.ReadStateAsync();
                }
            }
        }
        catch (Exception failure) when (Cause(failure) is { } cause)
        {
            // The memory may hold what was not stored.
            DeactivateOnIdle();
            var (message, full) = PostgresFailure.Describe(cause, "The store of documents");
            return new(false, Failure: message, IsFull: full);
        }
    }

    /// <summary>The failure of the database that Orleans has wrapped; null for a bug.</summary>
    private static Exception? Cause(Exception? failure) => failure switch
    {
        null => null,
        NpgsqlException or ExecutionRejectedException or TimeoutException or InconsistentStateException => failure,
        _ => Cause(failure.InnerException),
    };
}
