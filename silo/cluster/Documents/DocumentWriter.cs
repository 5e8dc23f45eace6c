using Evaluation.Cluster.Engine;
using Evaluation.Cluster.Journal;
using Npgsql;

namespace Evaluation.Cluster.Documents;

/// <summary>The only writer of documents of a silo. Commits in one statement all changes that arrived during the previous commit.</summary>
/// <remarks>
/// Each change has its own outcome: the table accepts it if the row has the version that the change replaces. A commit contains at most one
/// change of a row; a second one waits for the next commit. If the server refuses the statement as a whole, for example after a deadlock
/// with another silo, every change is committed alone. After any other failure the outcome of all changes of the commit is unknown.
/// </remarks>
internal sealed class DocumentWriter : IAsyncDisposable
{
    private const string Sql =
        """
        with asked as materialized (
            select a.key collate "C" as key, a.version, a.payload from unnest($1::text[], $2::integer[], $3::bytea[]) as a(key, version, payload)),
        replaced as (
            update grain_states s set payload = a.payload, version = s.version + 1, changed_at = now() from asked a
            where s.service = $4 and s.type = $5 and s.id0 = 0 and s.id1 = 0 and s.key = a.key and s.version = a.version and a.payload is not null
            returning s.key, s.version),
        inserted as (
            insert into grain_states(service, type, id0, id1, key, version, payload)
            select $4, $5, 0, 0, a.key, 1, a.payload from asked a where a.version is null
            on conflict do nothing
            returning key, version),
        removed as (
            delete from grain_states s using asked a
            where s.service = $4 and s.type = $5 and s.id0 = 0 and s.id1 = 0 and s.key = a.key and s.version = a.version and a.payload is null
            returning s.key, s.version)
        select key, version from replaced union all select key, version from inserted union all select key, version from removed
        """;

    private readonly NpgsqlDataSource _source;
    private readonly PostgresGuard _guard;
    private readonly BatchWorker<Change> _worker;

    public DocumentWriter(NpgsqlDataSource source, PostgresGuard guard)
    {
        (_source, _guard) = (source, guard);
        _worker = new(Limits.DocumentsWaiting, Limits.DocumentsWaiting, WriteBatchAsync);
    }

    /// <summary>
    /// Changes a row and returns its version when the commit is durable; null if the row has another version than expected.
    /// </summary>
    /// <param name="key">The row.</param>
    /// <param name="version">The version that is replaced; null where there is no row.</param>
    /// <param name="payload">The new bytes, which must never change; null to remove the row.</param>
    /// <exception cref="TimeoutException">The writer is closed, or too many changes are queued. Nothing was changed.</exception>
    /// <exception cref="NpgsqlException">
    /// The change failed, and may have been stored; likewise the exceptions of <see cref="PostgresGuard"/>.
    /// </exception>
    public Task<int?> WriteAsync(string key, int? version, byte[]? payload)
    {
        var change = new Change(key, version, payload);
        return _worker.TryAdd(change)
            ? change.Task
            : throw new TimeoutException($"The store of documents is closed, or {Limits.DocumentsWaiting} changes are already queued.");
    }

    /// <summary>Commits the queued changes and refuses new ones.</summary>
    public ValueTask DisposeAsync() => _worker.DisposeAsync();

    private async Task WriteBatchAsync(List<Change> waiting)
    {
        var changes = Take(waiting);
        if (await CommitAsync(changes) is not { } failure)
            return;
        var isRefused = changes.Length > 1 && failure is PostgresException;
        foreach (var change in changes)
        {
            var alone = isRefused ? await CommitAsync([change]) : failure;
            // The server does not answer any more: no further change is tried.
            isRefused &= alone is null or PostgresException;
            if (alone is not null)
                change.SetException(alone);
        }
    }

    /// <summary>Null when all changes have their outcome. Otherwise none has.</summary>
    private async Task<Exception?> CommitAsync(Change[] changes)
    {
        try
        {
            var versions = await _guard.WriteAsync(() => ExecuteAsync(changes));
            Meters.CommitDocuments.Record(changes.Length);
            foreach (var change in changes)
                change.SetResult(versions.TryGetValue(change.Key, out var version) ? version : null);
            return null;
        }
        catch (Exception failure)
        {
            return failure;
        }
    }

    /// <summary>
    /// Removes from the list the changes of one commit: in order, one change of a row, within the limits of number and bytes. Sorted,
    /// because two silos that lock the same rows in different order could deadlock.
    /// </summary>
    private static Change[] Take(List<Change> waiting)
    {
        List<Change> taken = [];
        HashSet<string> keys = new(StringComparer.Ordinal);
        var (kept, bytes) = (0, 0L);
        foreach (var change in waiting.ToArray())
        {
            if (taken.Count == Limits.DocumentsPerCommit || bytes >= Limits.DocumentBytesPerCommit || !keys.Add(change.Key))
            {
                waiting[kept++] = change;
                continue;
            }
            bytes += change.Payload?.Length ?? 0;
            taken.Add(change);
        }
        waiting.RemoveRange(kept, waiting.Count - kept);
        return [.. taken.OrderBy(change => change.Key, StringComparer.Ordinal)];
    }

    /// <summary>Must not access the writer's queue, because it may continue after it was abandoned.</summary>
    private async Task<Dictionary<string, int>> ExecuteAsync(Change[] changes)
    {
        await using var command = _source.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = Array.ConvertAll(changes, change => change.Key) });
        command.Parameters.Add(new NpgsqlParameter<int?[]> { TypedValue = Array.ConvertAll(changes, change => change.Version) });
        command.Parameters.Add(new NpgsqlParameter<byte[]?[]> { TypedValue = Array.ConvertAll(changes, change => change.Payload) });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = ClusterShape.Name });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = DocumentGrain.StateName });
        var versions = new Dictionary<string, int>(changes.Length, StringComparer.Ordinal);
        await using var row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync())
            versions.Add(row.GetString(0), row.GetInt32(1));
        return versions;
    }

    private sealed class Change(string key, int? version, byte[]? payload) : TaskCompletionSource<int?>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public string Key { get; } = key;

        public int? Version { get; } = version;

        public byte[]? Payload { get; } = payload;
    }
}
