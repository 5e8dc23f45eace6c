using System.Text.Json;
using Evaluation.Cluster.Tests.Postgres;
using Evaluation.Cluster.Tests.Survival;

namespace Evaluation.Cluster.Tests.Operations;

/// <summary>What operators see of a cluster: every process, the ballots of all gateways, a silo that is lost, the database.</summary>
[Collection(Processes.Name)]
public sealed class OperationsReportTests
{
    [PostgresFact]
    public async Task Every_gateway_shows_all_processes_and_all_ballots_and_a_killed_silo_is_silent()
    {
        using var cluster = await LocalCluster.StartAsync();
        var voters = await RecordingVoters.InviteAsync(cluster.Gateways[0].Site, 51);
        await voters.VoteAsync(cluster.Gateways, async () =>
        {
            await voters.AreServedAsync();
            foreach (var gateway in cluster.Gateways)
            {
                var seen = await Eventually.IsAsync(() => ReportAsync(gateway), report => States(report).SequenceEqual(["gateway running", "gateway running", "silo running", "silo running"]), "all are seen");
                Assert.True(seen.GetProperty("isCluster").GetBoolean() && seen.GetProperty("isConnected").GetBoolean());
                Assert.Single(seen.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("version").GetString()).Distinct());
                Assert.Equal(4, seen.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("name").GetString()).Distinct().Count());
            }
            cluster.Silos[1].Kill();
            await voters.AreServedAsync();
            foreach (var gateway in cluster.Gateways)
            {
                var seen = await Eventually.IsAsync(() => ReportAsync(gateway), report => States(report).Contains("silo silent"), "the killed silo is silent");
                Assert.Equal(["gateway running", "gateway running", "silo running", "silo silent"], States(seen));
                Assert.Contains(seen.GetProperty("toDo").EnumerateArray(), advice => advice.GetProperty("rule").GetString() == "node-silent" && advice.GetProperty("level").GetString() == "warn");
            }
            await voters.AreServedAsync();
        });
        // The ballots of the hour are those that were acknowledged, at whichever gateway, and a new gateway knows them too.
        cluster.Gateways.Add(await cluster.AnotherAsync("gateway"));
        foreach (var gateway in cluster.Gateways)
            await Eventually.IsAsync(() => AcceptedAsync(gateway), accepted => accepted == voters.Answers[200], $"the ballots are counted: {voters.Answers[200]}");
        var minutes = (await ReportAsync(cluster.Gateways[0])).GetProperty("minutes").EnumerateArray().ToArray();
        Assert.Contains(minutes, minute => minute.GetProperty("p99Seconds").ValueKind == JsonValueKind.Number && minute.GetProperty("journalP99Seconds").ValueKind == JsonValueKind.Number);
        Assert.Contains(minutes, minute => minute.GetProperty("waiting").ValueKind == JsonValueKind.Number);
    }

    [PostgresFact]
    public async Task A_silo_that_is_stopped_disappears_and_one_that_replaces_it_appears()
    {
        using var cluster = await LocalCluster.StartAsync(silos: 2, gateways: 1);
        await Eventually.IsTrueAsync(async () => States(await ReportAsync(cluster.Gateways[0])).SequenceEqual(["gateway running", "silo running", "silo running"]), "all are seen");
        Assert.Equal(0, await cluster.Silos[1].TerminateAsync());
        await Eventually.IsTrueAsync(async () => States(await ReportAsync(cluster.Gateways[0])).SequenceEqual(["gateway running", "silo running"]), "the silo has left");
        cluster.Silos.Add(await cluster.AnotherAsync("silo"));
        await Eventually.IsTrueAsync(async () => States(await ReportAsync(cluster.Gateways[0])).SequenceEqual(["gateway running", "silo running", "silo running"]), "the new one is seen");
    }

    [PostgresFact]
    public async Task Without_a_silo_there_is_no_report_and_with_the_next_one_it_is_back()
    {
        using var cluster = await LocalCluster.StartAsync(silos: 1, gateways: 2);
        var gateway = cluster.Gateways[0];
        await Eventually.IsTrueAsync(async () => States(await ReportAsync(gateway)).Length == 3, "all are seen");
        cluster.Silos[0].Kill();
        // The account is looked up on a silo, so nobody gets the report any more; with the next silo it is there again.
        Assert.Equal(503, (await Eventually.IsAsync(() => gateway.Site.Administrator.GetAsync("/api/operations"), answer => answer.Status != 200, "the silo is missing")).Status);
        cluster.Silos.Add(await cluster.AnotherAsync("silo"));
        await Eventually.IsTrueAsync(async () => await gateway.Site.Administrator.GetAsync("/api/operations") is { Status: 200 } answer && States(answer.Answers()).Count(state => state.EndsWith("running", StringComparison.Ordinal)) == 3, "all are seen again");
    }

    [PostgresFact]
    public async Task The_database_and_what_the_commands_have_recorded_are_shown()
    {
        using var cluster = await LocalCluster.StartAsync(silos: 0, gateways: 0);
        cluster.Gateways.Add(await cluster.AnotherAsync("silo,gateway"));
        var dump = Path.GetTempFileName();
        await File.WriteAllTextAsync(dump, "PGDMP");
        var (missing, _) = await Verification.RunAsync(cluster.ConnectionString, "record-backup", dump + ".none");
        Assert.Equal(2, missing);
        var (recorded, said) = await Verification.RunAsync(cluster.ConnectionString, "record-backup", dump);
        Assert.True(recorded == 0, said);
        File.Delete(dump);
        var (verified, found) = await Verification.RunAsync(cluster.ConnectionString);
        Assert.True(verified == 0, found);

        var storage = (await Eventually.IsAsync(() => ReportAsync(cluster.Gateways[0]), report => report.GetProperty("storage").GetProperty("verification").ValueKind == JsonValueKind.Object, "the record is read")).GetProperty("storage");
        Assert.Equal(("agrees", 5), (storage.GetProperty("verification").GetProperty("outcome").GetString(), storage.GetProperty("backup").GetProperty("bytes").GetInt32()));
        var figures = storage.GetProperty("figures");
        Assert.True(figures.GetProperty("dataBytes").GetInt64() > 1_000_000);
        Assert.InRange(figures.GetProperty("connections").GetInt32(), 1, figures.GetProperty("connectionsMax").GetInt32());
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null, 0), (figures.GetProperty("diskBytes").ValueKind, storage.GetProperty("usedShare").ValueKind, figures.GetProperty("standbys").GetArrayLength()));
        Assert.Equal("silo gateway", string.Join(' ', (await ReportAsync(cluster.Gateways[0])).GetProperty("nodes")[0].GetProperty("roles").EnumerateArray().Select(role => role.GetString()).Reverse()));
    }

    private static async Task<int> AcceptedAsync(ClusterProcess gateway) => (await ReportAsync(gateway)).GetProperty("ballots").GetProperty("acceptedInHour").GetInt32();

    private static async Task<JsonElement> ReportAsync(ClusterProcess gateway) => (await RepeatedCalls.AskAsync(() => gateway.Site.Administrator.GetAsync("/api/operations"))).Answers();

    /// <summary>The role and state of each process, sorted.</summary>
    private static string[] States(JsonElement report) =>
        [.. report.GetProperty("nodes").EnumerateArray().Select(node => $"{node.GetProperty("roles")[0].GetString()} {node.GetProperty("state").GetString()}").Order(StringComparer.Ordinal)];
}
