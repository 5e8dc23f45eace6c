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
        using var town = await Town.StartAsync(gateways: 1);
        await town.Silos[0].HoldAsync();
        await Eventually.IsTrueAsync(async () => await town.CountSilosAsync(SiloStatus.Dead) == 1, "the other silo declares it dead");
        await town.Silos[0].ReleaseAsync();

        var (waited, answers) = (Stopwatch.StartNew(), new List<int>());
        while (!town.Silos[0].HasEnded && waited.Elapsed < LeavesWithin)
        {
            answers.Add(await town.Silos[0].ReadinessAsync());
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
        Assert.DoesNotContain(200, answers);
        Assert.True(town.Silos[0].HasEnded, $"The silo still runs after {waited.Elapsed}: {town.Silos[0].Said()}");
        Assert.Equal(ClusterExit.Evicted, await town.Silos[0].EndAsync());
        Assert.Contains("This silo leaves the cluster", town.Silos[0].Said(), StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled exception", town.Silos[0].Said(), StringComparison.Ordinal);
        Assert.Equal(200, await town.Silos[1].ReadinessAsync());
        (await Patiently.AskAsync(() => town.Gateways[0].Site.Administrator.GetAsync("/api/rounds"))).Answers();
    }

    [PostgresFact]
    public async Task A_silo_that_stood_still_leaves_without_being_asked_whether_it_is_ready()
    {
        using var town = await Town.StartAsync(gateways: 0);
        await town.Silos[0].HoldAsync();
        await Eventually.IsTrueAsync(async () => await town.CountSilosAsync(SiloStatus.Dead) == 1, "the other silo declares it dead");
        await town.Silos[0].ReleaseAsync();
        var waited = Stopwatch.StartNew();
        Assert.Equal(ClusterExit.Evicted, await town.Silos[0].EndAsync());
        Assert.True(waited.Elapsed < LeavesWithin, $"It left after {waited.Elapsed}.");
    }

    [PostgresFact]
    public async Task A_second_silo_on_the_ports_of_another_is_refused_and_the_first_stays()
    {
        using var town = await Town.StartAsync(silos: 0, gateways: 0);
        (string, object)[] ports = [("EVALUATION_SILO_PORT", PostgresServer.FreePort()), ("EVALUATION_CLIENT_PORT", PostgresServer.FreePort())];
        town.Silos.Add(await town.AnotherAsync("silo", ports));
        using var second = ClusterProcess.Begin("silo", town.ConnectionString, ports);

        Assert.Equal(2, await second.EndAsync());
        Assert.Contains("EVALUATION_SILO_PORT", second.Said(), StringComparison.Ordinal);
        await AssertFirstStaysAsync(town);
    }

    [PostgresFact]
    public async Task A_silo_that_announces_the_address_of_another_is_refused_and_the_first_stays()
    {
        using var town = await Town.StartAsync(silos: 0, gateways: 0);
        (string, object)[] announced = [("EVALUATION_SILO_PORT", PostgresServer.FreePort()), ("EVALUATION_CLIENT_PORT", PostgresServer.FreePort())];
        town.Silos.Add(await town.AnotherAsync("silo", announced));
        // As on another machine: the ports are free there, but the announced address is the same.
        using var second = ClusterProcess.Begin("silo", town.ConnectionString,
            [.. announced, ("EVALUATION_SILO_LISTEN_PORT", PostgresServer.FreePort()), ("EVALUATION_CLIENT_LISTEN_PORT", PostgresServer.FreePort())]);

        Assert.Equal(2, await second.EndAsync());
        Assert.Contains("Two silos cannot share an address", second.Said(), StringComparison.Ordinal);
        await AssertFirstStaysAsync(town);
    }

    [PostgresFact]
    public async Task A_silo_starts_again_on_its_address_after_it_was_killed()
    {
        using var town = await Town.StartAsync(silos: 0, gateways: 0);
        (string, object)[] ports = [("EVALUATION_SILO_PORT", PostgresServer.FreePort()), ("EVALUATION_CLIENT_PORT", PostgresServer.FreePort())];
        town.Silos.Add(await town.AnotherAsync("silo", ports));
        town.Silos[0].Kill();
        town.Silos.Add(await town.AnotherAsync("silo", ports));
        Assert.Equal((1, 1), (await town.CountSilosAsync(SiloStatus.Active), await town.CountSilosAsync(SiloStatus.Dead)));
        Assert.Equal(0, await town.Silos[1].TerminateAsync());
    }

    [PostgresFact]
    public async Task Silos_and_gateways_reach_each_other_over_IPv6()
    {
        using var town = await Town.StartAsync(silos: 0, gateways: 0);
        town.Silos.AddRange([await town.AnotherAsync("silo", ("POD_IP", "::1")), await town.AnotherAsync("silo", ("POD_IP", "::1"))]);
        town.Gateways.Add(await town.AnotherAsync("gateway"));
        (await Patiently.AskAsync(() => town.Gateways[0].Site.Administrator.GetAsync("/api/rounds"))).Answers();
        Assert.Equal(2, await town.CountSilosAsync(SiloStatus.Active));
    }

    private static async Task AssertFirstStaysAsync(Town town)
    {
        Assert.Equal(200, await town.Silos[0].ReadinessAsync());
        Assert.Equal((1, 0), (await town.CountSilosAsync(SiloStatus.Active), await town.CountSilosAsync(SiloStatus.Dead)));
        Assert.Equal(0, await town.Silos[0].TerminateAsync());
    }
}
