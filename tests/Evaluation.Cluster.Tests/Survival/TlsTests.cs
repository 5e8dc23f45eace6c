using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Evaluation.Cluster.Tests.Engine;
using Evaluation.Cluster.Tests.Postgres;

namespace Evaluation.Cluster.Tests.Survival;

/// <summary>A cluster whose processes authenticate each other by certificates.</summary>
[Collection(Processes.Name)]
public sealed class TlsTests : IDisposable
{
    private readonly Certificates _ours = new();
    private readonly Certificates _others = new();

    public void Dispose()
    {
        _ours.Dispose();
        _others.Dispose();
    }

    [PostgresFact]
    public async Task Only_processes_with_a_certificate_of_the_authority_reach_the_silos()
    {
        using var cluster = await LocalCluster.StartAsync(silos: 0, gateways: 0);
        var port = PostgresServer.FreePort();
        cluster.Silos.AddRange([await cluster.AnotherAsync("silo", [.. _ours.Settings, ("EVALUATION_CLIENT_PORT", port)]), await cluster.AnotherAsync("silo", _ours.Settings)]);
        cluster.Gateways.Add(await cluster.AnotherAsync("gateway", _ours.Settings));
        Assert.Equal(2, await cluster.CountSilosAsync(SiloStatus.Active));
        (await RepeatedCalls.AskAsync(() => cluster.Gateways[0].Site.Administrator.GetAsync("/api/rounds"))).Answers();

        foreach (var settings in ((string, object)[][])[[], _others.Settings])
        {
            using var stranger = ClusterProcess.Begin("gateway", cluster.ConnectionString, settings);
            await Eventually.IsTrueAsync(() => Task.FromResult(stranger.Said().Contains("Connection attempt to endpoint", StringComparison.Ordinal)), "a connection of the gateway has failed");
            await Eventually.IsTrueAsync(async () => await stranger.ReadinessAsync() == 503, "the gateway is not ready");
        }
        await AssertNeedsCertificateAsync(port);
        Assert.Equal(200, await cluster.Gateways[0].ReadinessAsync());
    }

    /// <summary>A client that accepts the certificate of the silo but shows none is disconnected.</summary>
    private static async Task AssertNeedsCertificateAsync(int port)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        await using var tls = new SslStream(client.GetStream(), false, (_, certificate, _, _) => certificate?.Subject == "CN=evaluation");
        try
        {
            await tls.AuthenticateAsClientAsync("evaluation");
            Assert.Equal(0, await tls.ReadAsync(new byte[1]).AsTask().WaitAsync(TimeSpan.FromSeconds(5)));
        }
        catch (Exception refused) when (refused is IOException or AuthenticationException)
        {
            // The silo ended the handshake.
        }
    }
}
