using Evaluation.Cluster.Journal;
using Evaluation.Cluster.Keys;
using Evaluation.Cluster.Schema;
using Evaluation.Gateway.Hosting;
using Npgsql;

namespace Evaluation.Cluster;

/// <summary>
/// The command <c>migrate</c>: creates or updates the tables. With <c>--grant</c> and <c>--grant-keys</c> it also gives the accounts of
/// silos and gateways the rights that they need, and no others; it then runs with the account that owns the tables.
/// </summary>
internal static class MigrateCommand
{
    private const string Usage = "usage: migrate [--grant ACCOUNT] [--grant-keys ACCOUNT]";

    /// <exception cref="SettingException">An account is missing or can do too much, or the database of keys is not set.</exception>
    /// <exception cref="NpgsqlException">The server did not respond, or a migration failed and was rolled back.</exception>
    public static async Task<int> RunAsync(string[] args, NpgsqlDataSource source, IConfiguration settings, TextWriter to)
    {
        var (account, ofKeys) = Read(args);
        var applied = await Migrations.ApplyAsync(source);
        to.WriteLine(applied.Count == 0 ? "The tables are up to date." : $"Applied {string.Join(", ", applied)}.");
        if (account is not null)
        {
            await AccountRights.GrantAsync(source, account, AccountRights.OfJournal);
            to.WriteLine($"The account {account} can read and append to the journal. It can change or remove no entry, and no table.");
        }
        if (ofKeys is not null)
            await GrantKeysAsync(ofKeys, settings, to);
        return ExitCodes.Clean;
    }

    private static async Task GrantKeysAsync(string account, IConfiguration settings, TextWriter to)
    {
        await using var source = PostgresConnection.Open(KeyDatabase.ConnectionOf(settings));
        await FlushCheck.RequireAsync(source, settings);
        switch (await KeyTables.PrepareAsync(source, default))
        {
            case KeyTables.Prepared.IsJournal:
                throw new SettingException("ConnectionStrings__Keys names a database that holds a journal.");
            case KeyTables.Prepared.MayNotCreate:
                throw TablesMissingException.OfKeys(new NpgsqlConnectionStringBuilder(source.ConnectionString).Username);
        }
        await AccountRights.GrantAsync(source, account, AccountRights.OfKeys);
        to.WriteLine($"The account {account} can use the keys of rounds. It can change no table.");
    }

    private static (string? Account, string? OfKeys) Read(string[] args)
    {
        var (account, ofKeys) = ((string?)null, (string?)null);
        for (var at = 0; at < args.Length; at += 2)
        {
            switch (args[at..])
            {
                case ["--grant", { Length: > 0 } name, ..] when account is null:
                    account = name;
                    break;
                case ["--grant-keys", { Length: > 0 } name, ..] when ofKeys is null:
                    ofKeys = name;
                    break;
                default:
                    throw new SettingException(Usage);
            }
        }
        return (account, ofKeys);
    }
}
