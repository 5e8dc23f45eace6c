using System.Text.Json;
using System.Text.Json.Nodes;
using Evaluation.Cluster.Tests.Postgres;

namespace Evaluation.Cluster.Tests.Survival;

/// <summary>How processes of a cluster start with and without their dependencies.</summary>
[Collection(Processes.Name)]
public sealed class StartTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("evaluation-");

    public void Dispose() => _folder.Delete(recursive: true);

    [PostgresFact]
    public async Task A_gateway_without_silos_refuses_as_busy_and_serves_as_soon_as_one_starts()
    {
        using var postgres = await PostgresServer.StartAsync();
        using var gateway = ClusterProcess.Begin("gateway", postgres.ConnectionString("postgres"));
        await Eventually.IsTrueAsync(async () => await gateway.ReadinessAsync() == 503, "the gateway is up and says that it is not ready");
        var refused = await gateway.Site.Voter("0123456789abcdefghjkmnpqr0").PutAsync("/api/rounds/any/ballot", TestRound.Ballot("u1:0"));
        refused.Refuses(503, "busy");
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal(200, (await gateway.Site.Anybody.GetAsync("/healthz")).Status);

        using var silo = await ClusterProcess.StartAsync("silo", postgres.ConnectionString("postgres"));
        await gateway.IsReadyAsync();
        (await gateway.Site.Administrator.GetAsync("/api/rounds")).Answers();
        Assert.Equal(0, await gateway.TerminateAsync());
        Assert.Equal(0, await silo.TerminateAsync());
    }

    [PostgresFact]
    public async Task The_same_round_gives_the_same_results_embedded_and_in_a_cluster()
    {
        using var embedded = await ServerProcess.StartAsync(_folder.FullName);
        using var postgres = await PostgresServer.StartAsync();
        using var cluster = await ClusterProcess.StartAsync("silo,gateway", postgres.ConnectionString("postgres"));

        var results = await Task.WhenAll(RunAsync(embedded.Site), RunAsync(cluster.Site));
        Assert.Equal(results[0].Result, results[1].Result);
        Assert.Contains("\"rank\":1", results[0].Result, StringComparison.Ordinal);
        // The files contain no times; each ends with its checksum.
        Assert.All(results[0].Files.Zip(results[1].Files), pair => Assert.Equal(pair.First, pair.Second));
        Assert.All(results[0].Files, file => Assert.Contains("u3", file, StringComparison.Ordinal));
    }

    /// <summary>Runs a whole random round. Returns the published result without instants, and the exported files.</summary>
    private static async Task<(string Result, string[] Files)> RunAsync(Site site)
    {
        var random = new Random(11);
        await RepeatedCalls.AskAsync(() => site.Administrator.PostAsync("/api/rounds", SmallDefinition.Of("same")));
        var round = new TestRound(site, "same");
        await round.MovePatientlyAsync("voting");
        foreach (var group in (string[])["npc", "users"])
        {
            foreach (var voter in await RepeatedCalls.IssueAsync(round, group, 20))
            {
                string[] slips = [.. ((string[])["u1", "u2", "u3"]).Select(unit => $"{unit}:{random.Next(4)},{random.Next(4)}")];
                (await RepeatedCalls.AskAsync(() => round.CastAsync(voter, slips))).Answers();
            }
        }
        await round.MovePatientlyAsync("sealed", "provisional", "published");
        var files = await Task.WhenAll(((string[])["csv&what=results", "json&what=results", "csv&what=tally", "json&what=tally"]).Select(
            file => RepeatedCalls.AskAsync(() => site.Administrator.GetAsync($"{round.Path}/export?format={file}"))));
        Assert.All(files, file => Assert.Equal(200, file.Status));
        return (WithoutInstants(JsonNode.Parse((await site.Anybody.GetAsync($"{round.Path}/results")).Body)!).ToJsonString(), [.. files.Select(file => file.Text)]);
    }

    private static JsonNode WithoutInstants(JsonNode node)
    {
        if (node is JsonObject record)
        {
            foreach (var (name, value) in record.ToArray())
            {
                if (value is JsonValue text && text.GetValueKind() == JsonValueKind.String && DateTimeOffset.TryParse(text.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture, out _))
                    record.Remove(name);
                else if (value is not null)
                    WithoutInstants(value);
            }
        }
        if (node is JsonArray list)
            foreach (var item in list)
                if (item is not null)
                    WithoutInstants(item);
        return node;
    }
}
