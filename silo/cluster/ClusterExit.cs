using Evaluation.Gateway.Hosting;
using Npgsql;

namespace Evaluation.Cluster;

/// <summary>Adds to <see cref="ExitCodes"/> what only a cluster can end with.</summary>
internal static class ClusterExit
{
    /// <summary>The code for what a process may fail with and a person, or a later start, can mend; null for a bug.</summary>
    public static int? For(Exception failure) => failure switch
    {
        NpgsqlException or OrleansException => ExitCodes.JournalUnavailable,
        _ => ExitCodes.For(failure),
    };
}
