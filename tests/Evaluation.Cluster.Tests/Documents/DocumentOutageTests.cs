using Evaluation.Cluster.Documents;
using Evaluation.Cluster.Engine;
using Evaluation.Cluster.Journal;
using Evaluation.Cluster.Schema;
using Evaluation.Cluster.Tests.Postgres;
using Npgsql;

namespace Evaluation.Cluster.Tests.Documents;

/// <summary>Documents while PostgreSQL is killed.</summary>
public sealed class DocumentOutageTests : IAsyncLifetime
{
    private const int Forms = 8;

    private PostgresServer _server = null!;

    public async Task InitializeAsync() => _server = await PostgresServer.StartAsync();

    public Task DisposeAsync()
    {
        _server.Dispose();
        return Task.CompletedTask;
    }

    [PostgresFact]
    public async Task Answered_changes_survive_a_killed_server_and_changes_during_the_outage_fail()
    {
        await using var source = PostgresConnection.Open(_server.ConnectionString("postgres"));
        await Migrations.ApplyAsync(source);
        await using var probe = new PostgresHealthProbe(source);
        await using var writer = new DocumentWriter(source, new("documents-test", PostgresConnection.Within(source), probe));
        var killing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var writers = Enumerable.Range(0, Forms).Select(form => ChangeUntilItFailsAsync(writer, form, () => killing.TrySetResult())).ToArray();
        await killing.Task;
        await _server.KillAsync();
        // Every wait ends: with the connection, or with the probe.
        var answered = await Task.WhenAll(writers);
        await Assert.ThrowsAnyAsync<Exception>(() => writer.WriteAsync("draft/during", null, [1]));

        await _server.StartAgainAsync();
        await Eventually.IsTrueAsync(async () => await CanWriteAsync(writer), "documents can be written again");
        for (var form = 0; form < Forms; form++)
        {
            await using var command = source.CreateCommand($"select version from grain_states where service = '{ClusterShape.Name}' and key = 'draft/{form}'");
            Assert.InRange((int)(await command.ExecuteScalarAsync())!, answered[form], answered[form] + 1);
        }
    }

    /// <summary>The last version that was answered.</summary>
    private static async Task<int> ChangeUntilItFailsAsync(DocumentWriter writer, int form, Action onBusy)
    {
        for (var version = 0; ; version++)
        {
            try
            {
                Assert.Equal(version + 1, await writer.WriteAsync($"draft/{form}", version == 0 ? null : version, [1]));
            }
            catch (Exception failure) when (failure is NpgsqlException or Polly.ExecutionRejectedException)
            {
                return version;
            }
            if (version == 20)
                onBusy();
        }
    }

    private static async Task<bool> CanWriteAsync(DocumentWriter writer)
    {
        try
        {
            return await writer.WriteAsync("draft/probe", null, [1]) is null or 1;
        }
        catch (Exception failure) when (failure is NpgsqlException or Polly.ExecutionRejectedException)
        {
            return false;
        }
    }
}
