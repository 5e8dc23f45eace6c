using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Evaluation.Cluster.Keys;
using Evaluation.Gateway.Hosting;
using Evaluation.Gateway.Log;

namespace Evaluation.Cluster;

/// <summary>The roles of a process of the cluster.</summary>
[Flags]
internal enum Roles
{
    /// <summary>Runs grains.</summary>
    Silo = 1,

    /// <summary>Serves the API and the pages.</summary>
    Gateway = 2,
}

/// <summary>PEM files of a process: its certificate, the private key of the certificate, and the authority of all processes.</summary>
internal sealed record TlsFiles(string Certificate, string Key, string Authority);

/// <summary>Settings of the process, by name on the command line or from the environment.</summary>
/// <param name="Roles"><c>ROLE</c>: <c>silo</c>, <c>gateway</c> or <c>silo,gateway</c>; default both.</param>
/// <param name="ConnectionString">
/// <c>ConnectionStrings__Evaluation</c>: the connection string of PostgreSQL, in Npgsql's format. The only required setting.
/// </param>
/// <param name="Address"><c>POD_IP</c>: the address at which other silos and gateways reach this silo; default only this machine.</param>
/// <param name="Name"><c>POD_NAME</c>: the display name of the silo; default the machine's name and the port.</param>
/// <param name="SiloPort"><c>EVALUATION_SILO_PORT</c>: the port for other silos; default 11111.</param>
/// <param name="ClientPort"><c>EVALUATION_CLIENT_PORT</c>: the port for gateways; default 30000.</param>
/// <param name="SiloListenPort">
/// <c>EVALUATION_SILO_LISTEN_PORT</c>: the local port for other silos, if it differs from the advertised one, as with a container's
/// published ports.
/// </param>
/// <param name="ClientListenPort"><c>EVALUATION_CLIENT_LISTEN_PORT</c>: the same for gateways.</param>
/// <param name="Drain">
/// <c>EVALUATION_DRAIN_SECONDS</c>: how long a stopping process keeps serving while it reports that it is not ready; default 0.
/// </param>
/// <param name="Tls">
/// <c>EVALUATION_TLS_CERTIFICATE</c>, <c>EVALUATION_TLS_KEY</c>, <c>EVALUATION_TLS_CA</c>: PEM files for connections between processes of
/// the cluster; without them these connections are not encrypted.
/// </param>
/// <param name="Start">What a gateway does at its start.</param>
/// <param name="Keys"><c>ConnectionStrings__Keys</c>, <c>EVALUATION_MASTER_KEY</c>: the database of the keys of rounds. Required.</param>
internal sealed record ClusterSettings(
    Roles Roles, string ConnectionString, IPAddress? Address, string Name, int SiloPort, int ClientPort, int SiloListenPort, int ClientListenPort, TimeSpan Drain, TlsFiles? Tls,
    StartSettings Start, KeyDatabase Keys, LogKey? LogKey = null)
{
    public bool IsSilo => Roles.HasFlag(Roles.Silo);

    public bool IsGateway => Roles.HasFlag(Roles.Gateway);

    /// <summary>Under which other processes reach this silo.</summary>
    public IPEndPoint SiloEndpoint => new(Address ?? IPAddress.Loopback, SiloPort);

    /// <summary>Where a silo listens: only this machine, or every address of IPv6 and IPv4.</summary>
    public IPAddress ListenAddress => Address is null ? IPAddress.Loopback : Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any;

    /// <exception cref="SettingException">A setting is missing or invalid.</exception>
    public static ClusterSettings Read(IConfiguration configuration)
    {
        var siloPort = Port("EVALUATION_SILO_PORT", 11_111);
        var clientPort = Port("EVALUATION_CLIENT_PORT", 30_000);
        return new(
            RolesOf(configuration["ROLE"] is { Length: > 0 } role ? role : "silo,gateway"),
            ConnectionOf(configuration),
            AddressOf(configuration["POD_IP"]),
            configuration["POD_NAME"] is { Length: > 0 } name ? name : string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}-{siloPort}"),
            siloPort,
            clientPort,
            Port("EVALUATION_SILO_LISTEN_PORT", siloPort),
            Port("EVALUATION_CLIENT_LISTEN_PORT", clientPort),
            TimeSpan.FromSeconds(Number(configuration, "EVALUATION_DRAIN_SECONDS", 0, 0, (int)ClusterLimits.StopWithin.TotalSeconds)),
            TlsOf(configuration["EVALUATION_TLS_CERTIFICATE"] ?? "", configuration["EVALUATION_TLS_KEY"] ?? "", configuration["EVALUATION_TLS_CA"] ?? ""),
            StartSettings.Read(configuration, sampleByDefault: false, ClusterLimits.CallsEndWithin),
            KeyDatabase.Read(configuration),
            LogKeyOf(configuration["EVALUATION_LOG_KEY"]));

        int Port(string name, int otherwise) => Number(configuration, name, otherwise, 1, 65_535);
    }

    /// <exception cref="SettingException">The setting is missing.</exception>
    public static string ConnectionOf(IConfiguration configuration) => configuration.GetConnectionString("Evaluation") is { Length: > 0 } connection
        ? connection
        : throw new SettingException("ConnectionStrings__Evaluation is missing: Host=…;Username=…;Password=…;Database=…");

    private static Roles RolesOf(string text) => text.Split(',', StringSplitOptions.TrimEntries).Aggregate(default(Roles), (roles, word) => roles | word switch
    {
        "silo" => Roles.Silo,
        "gateway" => Roles.Gateway,
        _ => throw new SettingException($"ROLE must be silo, gateway or silo,gateway, but is '{text}'."),
    });

    private static TlsFiles? TlsOf(string certificate, string key, string authority) => (certificate, key, authority) switch
    {
        ("", "", "") => null,
        (not "", not "", not "") => new(certificate, key, authority),
        _ => throw new SettingException("EVALUATION_TLS_CERTIFICATE, EVALUATION_TLS_KEY and EVALUATION_TLS_CA are set together or not at all."),
    };

    private static LogKey? LogKeyOf(string? path)
    {
        if (path is not { Length: > 0 })
            return null;
        try
        {
            return LogKey.Read(File.ReadAllText(path));
        }
        catch (Exception failure) when (failure is FormatException or IOException or UnauthorizedAccessException)
        {
            throw new SettingException($"EVALUATION_LOG_KEY must be the path of a PEM file with a private key of the curve P-256: {failure.Message}");
        }
    }

    private static IPAddress? AddressOf(string? text) => text is not { Length: > 0 }
        ? null
        : IPAddress.TryParse(text, out var address) ? address : throw new SettingException($"POD_IP must be an IP address, but is '{text}'.");

    private static int Number(IConfiguration configuration, string name, int otherwise, int min, int max)
    {
        if (configuration[name] is not { Length: > 0 } text)
            return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number
            : throw new SettingException($"{name} must be a whole number from {min} to {max}, but is '{text}'.");
    }
}
