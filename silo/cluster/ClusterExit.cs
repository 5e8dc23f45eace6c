using Evaluation.Gateway.Hosting;
using Npgsql;

namespace Evaluation.Cluster;

/// <summary>Adds the exit codes of a cluster process to <see cref="ExitCodes"/>.</summary>
internal static class ClusterExit
{
    /// <summary>The other silos have declared this silo dead, for instance because it stood still; a new process joins again.</summary>
    public const int Evicted = 8;

    /// <summary>The exit code of a failure that an operator or a later start can fix; null for a bug.</summary>
    public static int? For(Exception failure) => failure switch
    {
        NpgsqlException or OrleansException => ExitCodes.JournalUnavailable,
        _ => ExitCodes.For(failure),
    };
}
