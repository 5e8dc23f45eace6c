using System.Globalization;
using Evaluation.Cluster.Engine;
using Evaluation.Cluster.Journal;
using Npgsql;
using Orleans.Storage;

namespace Evaluation.Cluster.Documents;

/// <summary>Orleans' grain storage of documents: a row of the table of grain states for each, with its version as the ETag.</summary>
internal sealed class DocumentStorage : IGrainStorage, IAsyncDisposable
{
    private const string ReadSql = "select payload, version from grain_states where service = $1 and type = $2 and id0 = 0 and id1 = 0 and key = $3";

    private readonly NpgsqlDataSource _source;
    private readonly PostgresGuard _guard;
    private readonly DocumentWriter _writer;

    /// <param name="source">The database.</param>
    /// <param name="probe">Detects an unreachable server; null to rely on the timeouts of the statements.</param>
    public DocumentStorage(NpgsqlDataSource source, PostgresHealthProbe? probe)
    {
        _source = source;
        _guard = new("document-rows", PostgresConnection.Within(source), probe);
        _writer = new(source, _guard);
    }

    public async Task ReadStateAsync<T>(string stateName, Orleans.Runtime.GrainId grainId, IGrainState<T> grainState)
    {
        var key = Key(grainId);
        var (payload, version) = await _guard.RepeatAsync(_ => ReadAsync(key));
        Set(grainState, payload is null ? new() : new() { State = DocumentFormat.Read(payload) }, version);
    }

    /// <exception cref="InconsistentStateException">Another activation has written the row.</exception>
    public async Task WriteStateAsync<T>(string stateName, Orleans.Runtime.GrainId grainId, IGrainState<T> grainState)
    {
        var payload = DocumentFormat.Write(Row(grainState).State!);
        Set(grainState, Row(grainState), await WriteAsync(grainId, grainState.ETag, payload));
    }

    /// <exception cref="InconsistentStateException">Another activation has written the row.</exception>
    public async Task ClearStateAsync<T>(string stateName, Orleans.Runtime.GrainId grainId, IGrainState<T> grainState)
    {
        if (grainState.ETag is not null)
            await WriteAsync(grainId, grainState.ETag, payload: null);
        Set(grainState, new(), version: null);
    }

    /// <summary>Commits the changes that wait.</summary>
    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    private async Task<int> WriteAsync(Orleans.Runtime.GrainId grain, string? tag, byte[]? payload)
    {
        int? expected = tag is null ? null : int.Parse(tag, CultureInfo.InvariantCulture);
        return await _writer.WriteAsync(Key(grain), expected, payload)
            ?? throw new InconsistentStateException($"The row of '{grain}' does not have the version that was read.", storedEtag: "unknown", currentEtag: tag ?? "none");
    }

    private async Task<(byte[]? Payload, int? Version)> ReadAsync(string key)
    {
        await using var command = _source.CreateCommand(ReadSql);
        foreach (var value in (string[])[ClusterShape.Name, DocumentGrain.StateName, key])
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = value });
        await using var row = await command.ExecuteReaderAsync();
        if (!await row.ReadAsync())
            return (null, null);
        return (await row.IsDBNullAsync(0) ? null : row.GetFieldValue<byte[]>(0), row.GetInt32(1));
    }

    private static string Key(Orleans.Runtime.GrainId grain) => grain.Key.ToString()!;

    private static DocumentRow Row<T>(IGrainState<T> state) => (DocumentRow)(object)state.State!;

    private static void Set<T>(IGrainState<T> state, DocumentRow row, int? version) =>
        (state.State, state.ETag, state.RecordExists) = ((T)(object)row, version?.ToString(CultureInfo.InvariantCulture), version is not null);
}

internal static class DocumentStorages
{
    /// <summary>Lets the grains of documents keep their state in PostgreSQL.</summary>
    public static void AddDocuments(this ISiloBuilder silo, NpgsqlDataSource source) => silo.Services.AddKeyedSingleton<IGrainStorage>(
        DocumentGrain.StorageName, (provider, _) => new DocumentStorage(source, provider.GetService<PostgresHealthProbe>()));
}
