using System.Net;
using System.Net.Sockets;
using Evaluation.Gateway.Hosting;

namespace Evaluation.Cluster.Membership;

/// <summary>
/// Refuses to start a silo under an address that another running process uses. Orleans shares the port with that process and declares its
/// silo dead.
/// </summary>
internal static class AddressCheck
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    /// <exception cref="SettingException">Another process uses a port or is in the list of silos under this address.</exception>
    public static async Task RequireFreeAsync(ClusterSettings settings, IMembershipTable table, TimeProvider clock)
    {
        RequireFree(settings, settings.SiloListenPort, "EVALUATION_SILO_PORT");
        RequireFree(settings, settings.ClientListenPort, "EVALUATION_CLIENT_PORT");
        await table.InitializeMembershipTableAsync(tryInitTableVersion: true, CancellationToken.None);
        if (await EntryAsync(settings, table) is not { } before)
            return;
        // On this machine a free port proves that the earlier process has ended.
        if (before.HostName == Dns.GetHostName() && settings.SiloListenPort == settings.SiloPort)
            return;
        await RequireSilentAsync(settings, table, before, clock);
    }

    /// <summary>An entry whose timestamp changes belongs to a running process. Clocks of two machines are not compared.</summary>
    private static async Task RequireSilentAsync(ClusterSettings settings, IMembershipTable table, MembershipEntry before, TimeProvider clock)
    {
        var began = clock.GetTimestamp();
        while (clock.GetElapsedTime(began) < 2 * ClusterLimits.AliveEvery)
        {
            await Task.Delay(Between, clock);
            if (await EntryAsync(settings, table) is not { } now)
                return;
            if (now.IAmAliveTime != before.IAmAliveTime || !now.SiloAddress.Equals(before.SiloAddress))
                throw new SettingException(
                    $"Silo {now.SiloName} on {now.HostName} runs under the address {settings.SiloEndpoint}. Two silos cannot share an address: set "
                    + "EVALUATION_SILO_PORT and EVALUATION_CLIENT_PORT for a second silo on one machine, and POD_IP for silos on several machines.");
        }
    }

    private static void RequireFree(ClusterSettings settings, int port, string setting)
    {
        var address = settings.ListenAddress;
        try
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            if (address.Equals(IPAddress.IPv6Any))
                socket.DualMode = true;
            socket.Bind(new IPEndPoint(address, port));
            socket.Listen();
        }
        catch (SocketException failure)
        {
            throw new SettingException($"The silo cannot listen on port {port}: {failure.Message}. Every process on one machine needs ports of its own: set {setting}.");
        }
    }

    /// <summary>The newest entry under the address of this silo that is not declared dead.</summary>
    private static async Task<MembershipEntry?> EntryAsync(ClusterSettings settings, IMembershipTable table) => (await table.ReadAllAsync(CancellationToken.None)).Members.Select(member => member.Item1)
        .Where(entry => entry.SiloAddress.Endpoint.Equals(settings.SiloEndpoint) && entry.Status != SiloStatus.Dead)
        .MaxBy(entry => entry.SiloAddress.Generation);
}
