using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;

namespace Evaluation.Gateway.Operations.Measuring;

/// <summary>What a process does in the deployment.</summary>
[System.Text.Json.Serialization.JsonConverter(typeof(CamelCaseEnum<NodeRole>))]
public enum NodeRole
{
    /// <summary>Serves people.</summary>
    Gateway,

    /// <summary>Runs grains and writes the journal.</summary>
    Silo,
}

/// <summary>Who a process is: one start of one program.</summary>
/// <param name="Id">Differs for every start.</param>
/// <param name="Name">As operators know it.</param>
public sealed record NodeIdentity(string Id, string Name, IReadOnlyList<NodeRole> Roles, string Version, DateTimeOffset StartedAt)
{
    private const int Digits = 8;

    /// <summary>This process.</summary>
    public static NodeIdentity Of(string name, IReadOnlyList<NodeRole> roles, DateTimeOffset startedAt) =>
        new(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)), name, roles, ProgramVersion, startedAt);

    /// <summary>
    /// The version of the program with what tells two builds of it apart: the commit, or a hash of its assemblies where the build did not
    /// know the commit.
    /// </summary>
    public static string ProgramVersion { get; } = Describe(
        typeof(NodeIdentity).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0",
        [typeof(NodeIdentity).Module.ModuleVersionId, typeof(Limits).Module.ModuleVersionId, .. Assembly.GetEntryAssembly() is { } entry ? new[] { entry.ManifestModule.ModuleVersionId } : []]);

    internal static string Describe(string informational, IReadOnlyList<Guid> modules)
    {
        var parts = informational.Split('+', 2);
        var build = parts.Length > 1 && parts[1].Length > 0 ? parts[1] : Convert.ToHexStringLower(SHA256.HashData([.. modules.SelectMany(module => module.ToByteArray())]));
        return string.Create(CultureInfo.InvariantCulture, $"{parts[0]}+{build[..Math.Min(Digits, build.Length)]}");
    }
}
