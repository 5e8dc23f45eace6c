using Evaluation.Cluster.Schema;
using Evaluation.Cluster.Tests.Operations;
using Evaluation.Cluster.Tests.Postgres;
using Npgsql;

namespace Evaluation.Cluster.Tests.Accounts;

/// <summary>
/// The two databases of a cluster with two accounts each: one owns the tables, and the other one runs silos and gateways. None of them is a
/// superuser.
/// </summary>
internal sealed class TwoAccounts
{
    private TwoAccounts(Database journal, Database keys)
    {
        (Journal, Keys) = (journal, keys);
        var name = new NpgsqlConnectionStringBuilder(journal.ConnectionString).Database!;
        (Owner, Account) = ($"{name}_owner", $"{name}_account");
    }

    /// <summary>The databases, by the server's superuser.</summary>
    public Database Journal { get; }

    public Database Keys { get; }

    public string Owner { get; }

    public string Account { get; }

    /// <summary>Settings by which a process with the restricted account finds the database of keys.</summary>
    public IEnumerable<(string Name, string Value)> KeySettings => KeyDatabases.Stored(As(Account, Keys));

    /// <summary>The connection string of silos and gateways.</summary>
    public string Connection => As(Account, Journal);

    /// <summary>Databases without tables.</summary>
    public static async Task<TwoAccounts> CreateAsync()
    {
        var accounts = new TwoAccounts(await Database.CreateEmptyAsync(), await Database.CreateEmptyAsync());
        await accounts.Journal.ExecuteAsync($"create role {accounts.Owner} login; create role {accounts.Account} login");
        foreach (var database in (Database[])[accounts.Journal, accounts.Keys])
            await database.ExecuteAsync($"alter database {new NpgsqlConnectionStringBuilder(database.ConnectionString).Database} owner to {accounts.Owner}");
        return accounts;
    }

    /// <summary>The program's command, as the owner of the tables runs it.</summary>
    public Task<(int Code, string Said)> MigrateAsync(params string[] words) => RunAsync(Owner, ["migrate", .. words]);

    /// <summary>A command of the program with one of the accounts.</summary>
    public Task<(int Code, string Said)> RunAsync(string account, params string[] command) =>
        Verification.RunAsync(As(account, Journal), KeyDatabases.Stored(As(account, Keys)), command);

    /// <summary>Makes all tables and gives the restricted account its rights.</summary>
    public async Task PrepareAsync()
    {
        var (code, said) = await MigrateAsync("--grant", Account, "--grant-keys", Account);
        Assert.True(code == 0, said);
    }

    /// <summary>Why PostgreSQL refuses a statement of the restricted account; null if it does not.</summary>
    public async Task<string?> TryAsync(Database database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(As(Account, database) + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        try
        {
            await command.ExecuteNonQueryAsync();
            return null;
        }
        catch (PostgresException refused)
        {
            return refused.SqlState;
        }
    }

    /// <summary>The database of the journal goes back to the tables of the version before the last migration.</summary>
    public Task ForgetTrialsAsync() => Journal.ExecuteAsync($"drop table journal_trials; delete from migrations where number = {Migrations.Known[^1].Number}");

    public async Task DisposeAsync()
    {
        await Journal.DisposeAsync();
        await Keys.DisposeAsync();
    }

    private static string As(string account, Database database) => new NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = account }.ConnectionString;
}
