using Npgsql;

namespace Evaluation.Cluster.Journal;

/// <summary>Opens data sources for PostgreSQL: the operator's connection string, with defaults tuned for many small commits.</summary>
internal static class PostgresConnection
{
    /// <exception cref="ArgumentException">The text is not a connection string.</exception>
    public static NpgsqlDataSource Open(string connectionString)
    {
        var given = new NpgsqlConnectionStringBuilder(connectionString);
        return NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = given.ApplicationName ?? "evaluation",
            // Abandoned statements continue to run in the background and need a time limit.
            Timeout = Bound(Or(given, "Timeout", ClusterLimits.ConnectSeconds), ClusterLimits.ConnectSeconds),
            CommandTimeout = Bound(Or(given, "Command Timeout", ClusterLimits.CommandSeconds), ClusterLimits.CommandSeconds),
            MaxPoolSize = Or(given, "Maximum Pool Size", ClusterLimits.ConnectionsMax),
            // Measured: 1.66 times the rate, together with NoResetOnClose, on small writes.
            MaxAutoPrepare = Or(given, "Max Auto Prepare", 50),
            NoResetOnClose = true,
            // After a timeout the driver closes the connection as soon as it has sent the cancel request, or failed to. The journal treats
            // the outcome as unknown anyway.
            CancellationTimeout = Or(given, "Cancellation Timeout", -1),
            // Acknowledged commits must be on the server's disk, whatever the server's default is.
            Options = $"{given.Options} -c synchronous_commit=on".Trim(),
        });
    }

    /// <summary>
    /// The time limit for connecting, preparing and running a statement together: the operator's setting, at most
    /// <see cref="ClusterLimits.StatementWithinMax"/>. If the operator sets no limit (0 in a connection string), the program's default
    /// applies.
    /// </summary>
    public static TimeSpan Within(NpgsqlDataSource source)
    {
        var set = new NpgsqlConnectionStringBuilder(source.ConnectionString);
        var within = TimeSpan.FromSeconds((long)Bound(set.Timeout, ClusterLimits.ConnectSeconds) + Bound(set.CommandTimeout, ClusterLimits.CommandSeconds));
        return within < ClusterLimits.StatementWithinMax ? within : ClusterLimits.StatementWithinMax;
    }

    private static int Bound(int set, int otherwise) => set > 0 ? set : otherwise;

    private static int Or(NpgsqlConnectionStringBuilder given, string name, int otherwise) =>
        given.ShouldSerialize(name) ? Convert.ToInt32(given[name], System.Globalization.CultureInfo.InvariantCulture) : otherwise;
}
