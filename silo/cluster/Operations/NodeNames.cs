using System.Globalization;

namespace Evaluation.Cluster.Operations;

/// <summary>The name of a process on the operations page.</summary>
internal static class NodeNames
{
    /// <summary>
    /// <c>POD_NAME</c>, or the machine with a port: that of the silo, or where a gateway without a silo listens. Several may run on one
    /// machine.
    /// </summary>
    public static string Of(ClusterSettings settings, IConfiguration configuration)
    {
        if (settings.IsSilo || configuration["POD_NAME"] is { Length: > 0 } || configuration["URLS"]?.Split(';')[0] is not { Length: > 0 } url)
            return settings.Name;
        return string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}-{BindingAddress.Parse(url).Port}");
    }
}
