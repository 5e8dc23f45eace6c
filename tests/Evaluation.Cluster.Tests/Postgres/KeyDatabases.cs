using Evaluation.Cluster.Keys;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Evaluation.Cluster.Tests.Postgres;

/// <summary>The database of keys that belongs to a test's database of the journal: on the same server, with another name.</summary>
internal static class KeyDatabases
{
    /// <summary>A master key of tests: 32 bytes in base 64.</summary>
    public const string MasterKey = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    /// <summary>The name of the setting of the connection string.</summary>
    public const string Setting = "ConnectionStrings__Keys";

    /// <summary>The settings of a process.</summary>
    public static IEnumerable<(string Name, string Value)> Settings(string journal) => Stored(For(journal));

    /// <summary>The settings of a process whose keys are in another place than beside its journal.</summary>
    public static IEnumerable<(string Name, string Value)> Stored(string keys) => [(Setting, keys), (MasterKeys.Setting, MasterKey)];

    /// <summary>The connection string of the keys. The database is created if it is not there.</summary>
    public static string For(string journal)
    {
        var keys = new NpgsqlConnectionStringBuilder(journal);
        keys.Database = NameOf(keys);
        var admin = new NpgsqlConnectionStringBuilder(journal) { Database = "postgres", Username = PostgresServer.Account, Pooling = false };
        using var source = NpgsqlDataSource.Create(admin);
        using var connection = source.OpenConnection();
        using var exists = new NpgsqlCommand($"select 1 from pg_database where datname = '{keys.Database}'", connection);
        if (exists.ExecuteScalar() is not null)
            return keys.ConnectionString;
        try
        {
            using var create = new NpgsqlCommand($"create database \"{keys.Database}\" owner \"{keys.Username}\"", connection);
            create.ExecuteNonQuery();
        }
        // Another process of the test was faster.
        catch (PostgresException failure) when (failure.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
        }
        return keys.ConnectionString;
    }

    /// <summary>The store of the keys of a cluster.</summary>
    public static PostgresKeyStore Open(string journal) => new(NpgsqlDataSource.Create(For(journal)), Masters());

    public static MasterKeys Masters(string current = MasterKey, string? previous = null) => MasterKeys.Read(new ConfigurationBuilder().AddInMemoryCollection(
        [KeyValuePair.Create(MasterKeys.Setting, (string?)current), KeyValuePair.Create(MasterKeys.PreviousSetting, previous)]).Build());

    private static string NameOf(NpgsqlConnectionStringBuilder journal) => (journal.Database ?? journal.Username) + "_keys";
}
