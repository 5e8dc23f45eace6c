using System.Diagnostics;
using Evaluation.Cluster.Tests.Postgres;

namespace Evaluation.Cluster.Tests.Survival;

/// <summary>How a silo leaves a cluster that has declared it dead, and how a silo with the address of another one is refused.</summary>
[Collection(Processes.Name)]
public sealed class MembershipTests
{
    /// <summary>Half of the time in which a silo found out without asking, when its readiness did not.</summary>
    private static readonly TimeSpan LeavesWithin = TimeSpan.FromSeconds(15);

    [PostgresFact]
    public async Task A_silo_that_stood_still_is_never_ready_again_and_ends_with_its_own_exit_code()
    {
        using var cluster = await LocalCluster.StartAsync(gateways: 1);
        await cluster.Silos[0].HoldAsync();
        await Eventually.IsTrueAsync(async () => await cluster.CountSilosAsync(SiloStatus.Dead) == 1, "the other silo declares it dead");
        await cluster.Silos[0].ReleaseAsync();

        var (waited, answers) = (Stopwatch.StartNew(), new List<int>());
        while (!cluster.Silos[0].HasEnded && waited.Elapsed < LeavesWithin)
        {
            answers.Add(await cluster.Silos[0].ReadinessAsync());
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
        Assert.DoesNotContain(200, answers);
        Assert.True(cluster.Silos[0].HasEnded, $"The silo still runs after {waited.Elapsed}: {cluster.Silos[0].Said()}");
        Assert.Equal(ClusterExit.Evicted, await cluster.Silos[0].EndAsync());
        Assert.Contains("This silo leaves the cluster", cluster.Silos[0].Said(), StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled exception", cluster.Silos[0].Said(), StringComparison.Ordinal);
        Assert.Equal(200, await cluster.Silos[1].ReadinessAsync());
        (await RepeatedCalls.AskAsync(() => cluster.Gateways[0].Site.Administrator.GetAsync("/api/rounds"))).Answers();
    }

    [PostgresFact]
    public async Task A_silo_that_stood_still_leaves_without_being_asked_whether_it_is_ready()
    {
        using var cluster = await LocalCluster.StartAsync(gateways: 0);
        await cluster.Silos[0].HoldAsync();
        await Eventually.IsTrueAsync(async () => await cluster.CountSilosAsync(SiloStatus.Dead) == 1, "the other silo declares it dead");
        await cluster.Silos[0].ReleaseAsync();
        var waited = Stopwatch.StartNew();
        Assert.Equal(ClusterExit.Evicted, await cluster.Silos[0].EndAsync());
        Assert.True(waited.Elapsed < LeavesWithin, $"It left after {waited.Elapsed}.");
    }

    [PostgresFact]
    public async Task A_second_silo_on_the_ports_of_another_is_refused_and_the_first_stays()
    {
        using var cluster = await LocalCluster.StartAsync(silos: 0, gateways: 0);
        (string, object)[] ports = [("EVALUATION_SILO_PORT", PostgresServer.FreePort()), ("EVALUATION_CLIENT_PORT", PostgresServer.FreePort())];
        cluster.Silos.Add(await cluster.AnotherAsync("silo", ports));
        using var second = ClusterProcess.Begin("silo", cluster.ConnectionString, ports);

        Assert.Equal(2, await second.EndAsync());
        Assert.Contains("EVALUATION_SILO_PORT", second.Said(), StringComparison.Ordinal);
        await AssertFirstStaysAsync(cluster);
    }

    [PostgresFact]
    public async Task A_silo_that_announces_the_address_of_another_is_refused_and_the_first_stays()
    {
        using var cluster = await LocalCluster.StartAsync(silos: 0, gateways: 0);
        (string, object)[] announced = [("EVALUATION_SILO_PORT", PostgresServer.FreePort()), ("EVALUATION_CLIENT_PORT", PostgresServer.FreePort())];
        cluster.Silos.Add(await cluster.AnotherAsync("silo", announced));
        // As on another machine: the ports are free there, but the announced address is the same.
        using var second = ClusterProcess.Begin("silo", cluster.ConnectionString,
            [.. announced, ("EVALUATION_SILO_LISTEN_PORT", PostgresServer.FreePort()), ("EVALUATION_CLIENT_LISTEN_PORT", PostgresServer.FreePort())]);

        Assert.Equal(2, await second.EndAsync());
        Assert.Contains("Two silos cannot share an address", second.Said(), StringComparison.Ordinal);
        await AssertFirstStaysAsync(cluster);
    }

    [PostgresFact]
    public async Task A_silo_starts_again_on_its_address_after_it_was_killed()
    {
        using var cluster = await LocalCluster.StartAsync(silos: 0, gateways: 0);
        (string, object)[] ports = [("EVALUATION_SILO_PORT", PostgresServer.FreePort()), ("EVALUATION_CLIENT_PORT", PostgresServer.FreePort())];
        cluster.Silos.Add(await cluster.AnotherAsync("silo", ports));
        cluster.Silos[0].Kill();
        cluster.Silos.Add(await cluster.AnotherAsync("silo", ports));
        Assert.Equal((1, 1), (await cluster.CountSilosAsync(SiloStatus.Active), await cluster.CountSilosAsync(SiloStatus.Dead)));
        Assert.Equal(0, await cluster.Silos[1].TerminateAsync());
    }

    [PostgresFact]
    public async Task Silos_and_gateways_reach_each_other_over_IPv6()
    {
        using var cluster = await LocalCluster.StartAsync(silos: 0, gateways: 0);
        cluster.Silos.AddRange([await cluster.AnotherAsync("silo", ("POD_IP", "::1")), await cluster.AnotherAsync("silo", ("POD_IP", "::1"))]);
        cluster.Gateways.Add(await cluster.AnotherAsync("gateway"));
        (await RepeatedCalls.AskAsync(() => cluster.Gateways[0].Site.Administrator.GetAsync("/api/rounds"))).Answers();
        Assert.Equal(2, await cluster.CountSilosAsync(SiloStatus.Active));
    }

    private static async Task AssertFirstStaysAsync(LocalCluster cluster)
    {
        Assert.Equal(200, await cluster.Silos[0].ReadinessAsync());
        Assert.Equal((1, 0), (await cluster.CountSilosAsync(SiloStatus.Active), await cluster.CountSilosAsync(SiloStatus.Dead)));
        Assert.Equal(0, await cluster.Silos[0].TerminateAsync());
    }
}
