using Evaluation.Cluster.Journal;
using Evaluation.Cluster.Schema;
using Evaluation.Cluster.Tests.Postgres;
using Evaluation.Seam;
using Evaluation.Tests.Http;
using Evaluation.Tests.Journal;

namespace Evaluation.Cluster.Tests.Journal;

/// <summary>PostgreSQL itself is killed under the journal.</summary>
public sealed class OutageTests : IAsyncLifetime
{
    private PostgresServer _server = null!;

    public async Task InitializeAsync() => _server = await PostgresServer.StartAsync();

    public Task DisposeAsync()
    {
        _server.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task What_was_acknowledged_survives_a_killed_server_and_what_came_meanwhile_is_told_as_unavailable()
    {
        await using var source = PostgresConnection.Open(_server.ConnectionString("postgres"));
        await Migrations.ApplyAsync(source);
        await using var journal = new PostgresJournal(source);
        var killing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var writers = Enumerable.Range(0, 8).Select(box => WriteAsync(journal, $"box-a-{box}", () => killing.TrySetResult())).ToArray();
        await killing.Task;
        await _server.KillAsync();
        var acknowledged = await Task.WhenAll(writers);
        await Assert.ThrowsAsync<JournalUnavailableException>(async () => await journal.CheckAsync());
        await Assert.ThrowsAsync<JournalUnavailableException>(async () => await journal.EndsAtAsync("box-a-0", 0));

        await _server.StartAgainAsync();
        await Eventually.IsTrueAsync(async () => await CanWriteAsync(journal), "the journal can write again");
        for (var box = 0; box < acknowledged.Length; box++)
        {
            var kept = await journal.ReadAllAsync($"box-a-{box}");
            Assert.InRange(kept.Count, acknowledged[box].Count, acknowledged[box].Count + 1);
            Entries.AssertSame(acknowledged[box], kept.Take(acknowledged[box].Count));
            await journal.AppendAllAsync([Entries.After(kept[^1])]);
        }
    }

    /// <summary>Appends until the server is gone; what was acknowledged.</summary>
    private static async Task<List<JournalEntry>> WriteAsync(PostgresJournal journal, string stream, Action enough)
    {
        List<JournalEntry> acknowledged = [];
        try
        {
            for (var entry = Entries.First(stream); ; entry = Entries.After(entry))
            {
                Assert.Equal(AppendResult.Appended, await journal.AppendAsync(entry));
                acknowledged.Add(entry);
                if (acknowledged.Count == 100)
                    enough();
            }
        }
        catch (JournalUnavailableException)
        {
            return acknowledged;
        }
    }

    private static async Task<bool> CanWriteAsync(PostgresJournal journal)
    {
        try
        {
            await journal.CheckAsync();
            return true;
        }
        catch (JournalUnavailableException)
        {
            return false;
        }
    }
}
