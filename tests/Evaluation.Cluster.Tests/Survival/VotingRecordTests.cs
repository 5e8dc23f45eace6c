using Evaluation.Cluster.Tests.Postgres;
using Evaluation.Testing.Recording;

namespace Evaluation.Cluster.Tests.Survival;

/// <summary>What gateway and silo say of voters to their logs and to a collector, read as bytes.</summary>
[Collection(Processes.Name)]
public sealed class VotingRecordTests
{
    [PostgresFact]
    public async Task Neither_gateway_nor_silo_records_a_request_of_a_voter()
    {
        await using var collector = await TelemetryCollector.StartAsync();
        (string, object)[] settings = [.. collector.Settings, ("EVALUATION_TRUSTED_PROXIES", "127.0.0.0/8"), ("Logging__LogLevel__Default", "Information")];
        using var cluster = await LocalCluster.StartAsync(silos: 0, gateways: 0);
        cluster.Silos.Add(await cluster.AnotherAsync("silo", settings));
        cluster.Gateways.Add(await cluster.AnotherAsync("gateway", settings));
        var site = cluster.Gateways[0].Site;
        var definition = SmallDefinition.Of("watched");
        TwoPartRound.Describe(definition);
        (await site.Administrator.PostAsync("/api/rounds", definition)).Answers(201);
        var round = new TestRound(site, "watched");
        await round.MoveAsync("voting");
        var voter = new VoterCalls(round, await round.IssueInPartsAsync("npc"), Loopback.NewAddress());
        await voter.MakeAsync();
        foreach (var process in cluster.Gateways.Concat(cluster.Silos))
            Assert.Equal(0, await process.TerminateAsync());

        string[] logs = [cluster.Silos[0].Said(), cluster.Gateways[0].Said()];
        var (traces, metrics) = (collector.Received("traces"), collector.Received("metrics"));
        Assert.All([.. logs, traces, metrics], text => Assert.All(voter.Secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase)));
        // Acts of staff are traced from the gateway to the silo; a ballot is no span of either.
        Assert.Contains("HttpRequestIn", traces, StringComparison.Ordinal);
        Assert.Contains("evaluation.ballots.accepted", metrics, StringComparison.Ordinal);
    }
}
