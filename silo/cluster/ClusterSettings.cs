using System.Globalization;
using System.Net;
using Evaluation.Gateway.Hosting;

namespace Evaluation.Cluster;

/// <summary>What a process of the cluster is.</summary>
[Flags]
internal enum Roles
{
    /// <summary>Runs grains.</summary>
    Silo = 1,

    /// <summary>Serves the API and the pages.</summary>
    Gateway = 2,
}

/// <summary>Settings of the process, by name on the command line or from the environment.</summary>
/// <param name="Roles"><c>ROLE</c>: <c>silo</c>, <c>gateway</c> or <c>silo,gateway</c>; both when left out.</param>
/// <param name="ConnectionString"><c>ConnectionStrings__Evaluation</c>: PostgreSQL, as Npgsql writes it. The only one that has to be there.</param>
/// <param name="Address"><c>POD_IP</c>: under which address the other silos and the gateways reach this silo; this machine alone when left out.</param>
/// <param name="Name"><c>POD_NAME</c>: the silo's name for people; the machine's name and the port when left out.</param>
/// <param name="SiloPort"><c>EVALUATION_SILO_PORT</c>: where silos talk to each other; 11111.</param>
/// <param name="ClientPort"><c>EVALUATION_CLIENT_PORT</c>: where gateways talk to silos; 30000.</param>
/// <param name="Drain"><c>EVALUATION_DRAIN_SECONDS</c>: how long a process that shall stop goes on serving while it says that it is not ready; 0.</param>
/// <param name="Start">What a gateway's start sees to.</param>
internal sealed record ClusterSettings(
    Roles Roles, string ConnectionString, IPAddress? Address, string Name, int SiloPort, int ClientPort, TimeSpan Drain, StartSettings Start)
{
    public bool IsSilo => Roles.HasFlag(Roles.Silo);

    public bool IsGateway => Roles.HasFlag(Roles.Gateway);

    /// <exception cref="SettingException">A setting is missing or makes no sense.</exception>
    public static ClusterSettings Read(IConfiguration configuration)
    {
        var siloPort = Number(configuration, "EVALUATION_SILO_PORT", 11_111, 1, 65_535);
        return new(
            RolesOf(configuration["ROLE"] is { Length: > 0 } role ? role : "silo,gateway"),
            ConnectionOf(configuration),
            AddressOf(configuration["POD_IP"]),
            configuration["POD_NAME"] is { Length: > 0 } name ? name : string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}-{siloPort}"),
            siloPort,
            Number(configuration, "EVALUATION_CLIENT_PORT", 30_000, 1, 65_535),
            TimeSpan.FromSeconds(Number(configuration, "EVALUATION_DRAIN_SECONDS", 0, 0, (int)ClusterLimits.StopWithin.TotalSeconds)),
            StartSettings.Read(configuration, sampleByDefault: false, ClusterLimits.CallsEndWithin));
    }

    /// <exception cref="SettingException">It is missing.</exception>
    public static string ConnectionOf(IConfiguration configuration) => configuration.GetConnectionString("Evaluation") is { Length: > 0 } connection
        ? connection
        : throw new SettingException("ConnectionStrings__Evaluation is missing: Host=…;Username=…;Password=…;Database=…");

    private static Roles RolesOf(string text) => text.Split(',', StringSplitOptions.TrimEntries).Aggregate(default(Roles), (roles, word) => roles | word switch
    {
        "silo" => Roles.Silo,
        "gateway" => Roles.Gateway,
        _ => throw new SettingException($"ROLE is silo, gateway or silo,gateway, not '{text}'."),
    });

    private static IPAddress? AddressOf(string? text) => text is not { Length: > 0 }
        ? null
        : IPAddress.TryParse(text, out var address) ? address : throw new SettingException($"POD_IP is an address, not '{text}'.");

    private static int Number(IConfiguration configuration, string name, int otherwise, int min, int max)
    {
        if (configuration[name] is not { Length: > 0 } text)
            return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number
            : throw new SettingException($"{name} is a whole number from {min} to {max}, not '{text}'.");
    }
}
