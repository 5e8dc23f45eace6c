using Npgsql;

namespace Evaluation.Cluster.Journal;

/// <summary>How the program talks to PostgreSQL: the operator's connection string, with what it leaves open set for many small commits.</summary>
internal static class PostgresConnection
{
    /// <exception cref="ArgumentException">It is no connection string.</exception>
    public static NpgsqlDataSource Open(string connectionString)
    {
        var given = new NpgsqlConnectionStringBuilder(connectionString);
        return NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = given.ApplicationName ?? "evaluation",
            // What is given up is left to itself, and has to end some time.
            Timeout = Bound(Or(given, "Timeout", ClusterLimits.ConnectSeconds), ClusterLimits.ConnectSeconds),
            CommandTimeout = Bound(Or(given, "Command Timeout", ClusterLimits.CommandSeconds), ClusterLimits.CommandSeconds),
            MaxPoolSize = Or(given, "Maximum Pool Size", ClusterLimits.ConnectionsMax),
            // Measured 1.66 times the rate on small writes together.
            MaxAutoPrepare = Or(given, "Max Auto Prepare", 50),
            NoResetOnClose = true,
            // A statement whose time is over closes its connection as soon as the server has been asked to cancel it, or could not be; the journal treats it as in doubt anyway.
            CancellationTimeout = Or(given, "Cancellation Timeout", -1),
            // What is acknowledged is on the server's disk, whatever the server's default says.
            Options = $"{given.Options} -c synchronous_commit=on".Trim(),
        });
    }

    /// <summary>
    /// How long connecting, preparing and a statement may take together: as the operator says, at most <see cref="ClusterLimits.StatementWithinMax"/>. Where the operator
    /// sets no bound (0, in a connection string), the program's own holds.
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
