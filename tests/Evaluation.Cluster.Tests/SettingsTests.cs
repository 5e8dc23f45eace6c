using System.Net;
using System.Net.Sockets;
using Evaluation.Cluster.Tests.Postgres;
using Evaluation.Gateway.Hosting;
using Microsoft.Extensions.Configuration;

namespace Evaluation.Cluster.Tests;

public sealed class SettingsTests
{
    private const string Connection = "ConnectionStrings:Evaluation";

    [Fact]
    public void Two_databases_and_a_master_key_are_enough()
    {
        var settings = Read((Connection, "Host=db"));
        Assert.Equal((true, true, "Host=db"), (settings.IsSilo, settings.IsGateway, settings.ConnectionString));
        Assert.Equal((11_111, 30_000, TimeSpan.Zero), (settings.SiloPort, settings.ClientPort, settings.Drain));
        Assert.Equal((11_111, 30_000), (settings.SiloListenPort, settings.ClientListenPort));
        Assert.Null(settings.Address);
        Assert.False(settings.Start.Sample);
    }

    [Fact]
    public void A_pod_is_configured_by_its_environment()
    {
        var settings = Read((Connection, "Host=db"), ("role", "gateway"), ("POD_IP", "10.1.2.3"), ("POD_NAME", "gateway-7"), ("EVALUATION_DRAIN_SECONDS", "10"));
        Assert.Equal((false, true, IPAddress.Parse("10.1.2.3"), "gateway-7", TimeSpan.FromSeconds(10)), (settings.IsSilo, settings.IsGateway, settings.Address, settings.Name, settings.Drain));
    }

    [Fact]
    public void A_silo_that_others_reach_listens_on_IPv6_and_IPv4()
    {
        Assert.Equal(Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any, Read((Connection, "Host=db"), ("POD_IP", "10.1.2.3")).ListenAddress);
        Assert.Equal(IPAddress.Loopback, Read((Connection, "Host=db")).ListenAddress);
        Assert.Equal(new IPEndPoint(IPAddress.Parse("fd00::7"), 11_111), Read((Connection, "Host=db"), ("POD_IP", "fd00::7")).SiloEndpoint);
    }

    [Theory]
    [InlineData(Connection, "")]
    [InlineData("ConnectionStrings:Keys", "")]
    [InlineData("ConnectionStrings:Keys", "Host=DB")]
    [InlineData("EVALUATION_MASTER_KEY", "")]
    [InlineData("EVALUATION_MASTER_KEY", "short")]
    [InlineData("EVALUATION_MASTER_KEY", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZQ==")]
    [InlineData("EVALUATION_PREVIOUS_MASTER_KEY", "?")]
    [InlineData("EVALUATION_TLS_CERTIFICATE", "tls.crt")]
    [InlineData("EVALUATION_LOG_KEY", "/no-such-folder/log-key.pem")]
    [InlineData("ROLE", "silo,gate")]
    [InlineData("POD_IP", "here")]
    [InlineData("EVALUATION_SILO_PORT", "0")]
    [InlineData("EVALUATION_CLIENT_PORT", "70000")]
    [InlineData("EVALUATION_SILO_LISTEN_PORT", "x")]
    [InlineData("EVALUATION_DRAIN_SECONDS", "-1")]
    [InlineData("EVALUATION_SAMPLE", "perhaps")]
    public void An_invalid_setting_is_named(string name, string value)
    {
        var refused = Assert.Throws<SettingException>(() => Read((Connection, "Host=db"), (name, value)));
        Assert.Contains(name.Replace(":", "__", StringComparison.Ordinal), refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_text_of_the_settings_holds_a_master_key() =>
        Assert.DoesNotContain(KeyDatabases.MasterKey, $"{Read((Connection, "Host=db"))} {Read((Connection, "Host=db")).Keys} {Read((Connection, "Host=db")).Keys.Masters}", StringComparison.Ordinal);

    private static ClusterSettings Read(params (string Name, string Value)[] settings) => ClusterSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(new (string Name, string Value)[] { ("ConnectionStrings:Keys", "Host=keys"), ("EVALUATION_MASTER_KEY", KeyDatabases.MasterKey) }.Concat(settings).GroupBy(setting => setting.Name).Select(same => KeyValuePair.Create(same.Key, (string?)same.Last().Value))).Build());
}
