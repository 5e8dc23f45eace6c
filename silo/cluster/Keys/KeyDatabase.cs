using Evaluation.Cluster.Journal;
using Evaluation.Gateway.Hosting;
using Npgsql;

namespace Evaluation.Cluster.Keys;

/// <summary>The settings of the database of keys: <c>ConnectionStrings__Keys</c> and the master keys. Both are required.</summary>
internal sealed class KeyDatabase(string connectionString, MasterKeys masters)
{
    private const int ConnectionsMax = 4;

    public MasterKeys Masters => masters;

    /// <exception cref="SettingException">A setting is missing or invalid, or names the database of the journal.</exception>
    public static KeyDatabase Read(IConfiguration configuration) => new(ConnectionOf(configuration), MasterKeys.Read(configuration));

    /// <summary>The connection string alone, for a command that needs no master key.</summary>
    /// <exception cref="SettingException">The setting is missing, or names the database of the journal.</exception>
    public static string ConnectionOf(IConfiguration configuration)
    {
        if (configuration.GetConnectionString("Keys") is not { Length: > 0 } keys)
            throw new SettingException("ConnectionStrings__Keys is missing: Host=…;Username=…;Password=…;Database=…, a database of its own for the keys of rounds.");
        if (Place(keys) == Place(ClusterSettings.ConnectionOf(configuration)))
            throw new SettingException("ConnectionStrings__Keys names the same database as ConnectionStrings__Evaluation. The keys of rounds need a database of their own, best on another server.");
        return keys;
    }

    /// <exception cref="ArgumentException">The text is not a connection string.</exception>
    public NpgsqlDataSource Open()
    {
        var given = new NpgsqlConnectionStringBuilder(connectionString);
        if (!given.ShouldSerialize("Maximum Pool Size"))
            given.MaxPoolSize = ConnectionsMax;
        return PostgresConnection.Open(given.ConnectionString);
    }

    private static (string Host, int Port, string Database) Place(string connectionString)
    {
        var given = new NpgsqlConnectionStringBuilder(connectionString);
        return ((given.Host ?? "").ToLowerInvariant(), given.Port, given.Database ?? given.Username ?? "");
    }
}
