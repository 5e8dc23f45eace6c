using Evaluation.Cluster.Journal;
using Npgsql;

namespace Evaluation.Cluster.Tests.Postgres;

public sealed class PostgresConnectionTests
{
    [Fact]
    public void Unset_connection_options_get_defaults_for_many_small_commits()
    {
        var set = Connect("Host=db;Database=evaluation");
        Assert.Equal((ClusterLimits.ConnectSeconds, ClusterLimits.CommandSeconds, ClusterLimits.ConnectionsMax, 50, true), (set.Timeout, set.CommandTimeout, set.MaxPoolSize, set.MaxAutoPrepare, set.NoResetOnClose));
        Assert.Equal(("db", "evaluation", "evaluation"), (set.Host, set.Database, set.ApplicationName));
    }

    [Fact]
    public void Connection_options_of_the_operator_are_kept()
    {
        var set = Connect("Host=db;Timeout=17;Command Timeout=18;Maximum Pool Size=7;Max Auto Prepare=9;Application Name=mine;Options=-c work_mem=8MB");
        Assert.Equal((17, 18, 7, 9, "mine"), (set.Timeout, set.CommandTimeout, set.MaxPoolSize, set.MaxAutoPrepare, set.ApplicationName));
        Assert.Equal("-c work_mem=8MB -c synchronous_commit=on", set.Options);
    }

    [Theory]
    [InlineData("Host=db", 15)]
    [InlineData("Host=db;Timeout=17;Command Timeout=18", 35)]
    [InlineData("Host=db;Timeout=0;Command Timeout=0", 15)]
    [InlineData("Host=db;Command Timeout=2147483647", 600)]
    public void Every_wait_of_the_journal_is_bounded_by_the_operators_timeouts(string given, int seconds)
    {
        using var source = PostgresConnection.Open(given);
        Assert.Equal(TimeSpan.FromSeconds(seconds), PostgresConnection.Within(source));
        _ = new PostgresGuard("test", PostgresConnection.Within(source));
        // An abandoned statement ends at its timeout.
        var set = new NpgsqlConnectionStringBuilder(source.ConnectionString);
        Assert.True(set.Timeout > 0 && set.CommandTimeout > 0, source.ConnectionString);
    }

    private static NpgsqlConnectionStringBuilder Connect(string given)
    {
        using var source = PostgresConnection.Open(given);
        return new(source.ConnectionString);
    }
}
