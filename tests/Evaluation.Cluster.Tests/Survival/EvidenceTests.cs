using System.Security.Cryptography;
using Evaluation.Cluster.Tests.Operations;
using Evaluation.Cluster.Tests.Postgres;
using Npgsql;
namespace Evaluation.Cluster.Tests.Survival;

/// <summary>Units file evidence while processes are killed.</summary>
[Collection(Processes.Name)]
public sealed class EvidenceTests
{
    [PostgresFact]
    public async Task A_file_stored_through_one_gateway_is_read_through_the_other()
    {
        using var cluster = await LocalCluster.StartAsync(silos: 1);
        var (round, unit) = await Filing.OpenAsync(cluster.Gateways[0].Site);
        var content = Content(new(1), 3 << 20);
        (await Filing.FileAsync(unit, round, content)).Answers(201);
        Assert.Equal(content, (await cluster.Gateways[1].Site.Administrator.GetAsync($"{Filing.Path(round)}/ev-1/file")).Body);
    }

    [PostgresFact]
    public async Task PostgreSQL_is_killed_and_comes_back_and_no_acknowledged_file_is_lost()
    {
        using var cluster = await LocalCluster.StartAsync(silos: 1, gateways: 1);
        var (round, unit) = await Filing.OpenAsync(cluster.Gateways[0].Site);
        List<string> acknowledged = [];
        var (killing, over) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), false);
        var filing = Enumerable.Range(0, 4).Select(client => FileAsync(unit, round, new(client), acknowledged, () => killing.TrySetResult(), () => Volatile.Read(ref over))).ToArray();
        await killing.Task;
        await cluster.Postgres.KillAsync();
        await cluster.Postgres.StartAgainAsync();
        await cluster.Gateways[0].IsReadyAsync();
        var before = acknowledged.Count;
        await Eventually.IsTrueAsync(() => Task.FromResult(acknowledged.Count > before), "files are taken again");
        Volatile.Write(ref over, true);
        await Task.WhenAll(filing);

        var listed = (await unit.GetAsync(Filing.Path(round))).Answers().EnumerateArray().ToDictionary(item => item.GetProperty("sha256").GetString()!, item => item.GetProperty("id").GetString());
        Assert.Subset(listed.Keys.ToHashSet(), acknowledged.ToHashSet());
        foreach (var (sha256, id) in listed)
            Assert.Equal(sha256, Hash((await unit.GetAsync($"{Filing.Path(round)}/{id}/file")).Body));
        var (code, said) = await Verification.RunAsync(cluster.ConnectionString);
        Assert.True(code == 0, said);
        Assert.Contains($"evidence: {listed.Count} files", said, StringComparison.Ordinal);

        await LoseAsync(cluster, "ev-1", listed.Single(item => item.Value == "ev-1").Key);
    }

    /// <summary>The program's verification finds a missing piece.</summary>
    private static async Task LoseAsync(LocalCluster cluster, string id, string sha256)
    {
        await using (var source = NpgsqlDataSource.Create(cluster.ConnectionString))
        {
            await using var command = source.CreateCommand("delete from evidence_pieces where number = 0 and sha256 = $1");
            command.Parameters.Add(new NpgsqlParameter { Value = Convert.FromHexString(sha256) });
            Assert.Equal(1, await command.ExecuteNonQueryAsync());
        }
        var (code, said) = await Verification.RunAsync(cluster.ConnectionString);
        Assert.True(code == 7, said);
        Assert.Contains($"{id}: the file {sha256} is damaged", said, StringComparison.Ordinal);
    }

    /// <summary>Files documents one after the other; an unacknowledged one is filed again, as a person does.</summary>
    private static async Task FileAsync(Caller unit, TestRound round, Random random, List<string> acknowledged, Action enough, Func<bool> isOver)
    {
        while (!isOver())
        {
            var content = Content(random, random.Next(1_000, 2 << 20));
            var filed = await RepeatedCalls.AskAsync(() => Filing.FileAsync(unit, round, content));
            filed.Answers(201);
            lock (acknowledged)
            {
                acknowledged.Add(Hash(content));
                if (acknowledged.Count == 8)
                    enough();
            }
        }
    }

    private static byte[] Content(Random random, int bytes)
    {
        var content = new byte[bytes];
        random.NextBytes(content);
        "%PDF-1.7"u8.CopyTo(content);
        return content;
    }

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
