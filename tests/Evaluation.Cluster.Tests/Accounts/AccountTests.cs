using Evaluation.Cluster.Schema;
using Evaluation.Cluster.Tests.Operations;
using Evaluation.Cluster.Tests.Postgres;
using Npgsql;

namespace Evaluation.Cluster.Tests.Accounts;

/// <summary>What the account of silos and gateways can do where another account owns the tables.</summary>
public sealed class AccountTests : IAsyncLifetime
{
    private TwoAccounts _accounts = null!;

    public async Task InitializeAsync() => _accounts = await TwoAccounts.CreateAsync();

    public Task DisposeAsync() => _accounts.DisposeAsync();

    [PostgresFact]
    public async Task Entries_are_neither_changed_nor_removed_by_it_and_tables_are_not_changed()
    {
        await _accounts.PrepareAsync();
        const string entry = "insert into journal(stream, first_version, event_count, format, payload, chain) values('round-a', 0, 1, 3, 'x', 'x')";
        Assert.Null(await _accounts.TryAsync(_accounts.Journal, entry));
        string[] refused =
        [
            "update journal set payload = 'y'",
            "update journal set chain = 'y' where stream = 'round-a'",
            "delete from journal",
            "delete from journal where stream = '' and first_version = -1",
            entry + " on conflict (stream, first_version) do update set payload = 'y'",
            "merge into journal using (select 1) as one on true when matched then delete",
            "truncate journal",
            "drop table journal",
            "alter table journal add column more text",
            "alter table journal drop constraint journal_pkey",
            "create index more on journal(format)",
            "create rule hidden as on insert to journal do instead nothing",
            "create trigger changed before insert on journal for each row execute function suppress_redundant_updates_trigger()",
            "create table more(number integer)",
            "create schema more",
            $"set role {_accounts.Owner}",
            "update orleansquery set querytext = ''",
            "delete from migrations",
            "insert into migrations(number, name) values(99, 'more')",
            "delete from session_keys",
            "truncate evidence cascade",
            "copy journal to program 'true'",
        ];
        foreach (var sql in refused)
            Assert.True(await _accounts.TryAsync(_accounts.Journal, sql) == PostgresErrorCodes.InsufficientPrivilege, sql);
        // A grant by an account that does not own the table has no effect: PostgreSQL warns and does nothing.
        Assert.Null(await _accounts.TryAsync(_accounts.Journal, "grant update on journal to public"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, await _accounts.TryAsync(_accounts.Journal, "update journal set payload = 'y'"));
        foreach (var sql in (string[])["drop table round_keys", "truncate round_keys", "alter table log_heads add column more text", "delete from log_heads", "create table more(number integer)"])
            Assert.True(await _accounts.TryAsync(_accounts.Keys, sql) == PostgresErrorCodes.InsufficientPrivilege, sql);
        Assert.Equal(1, await _accounts.Journal.ExecuteAsync("delete from journal where stream = 'round-a' and payload = 'x'"));
    }

    [PostgresFact]
    public async Task Every_table_has_its_rights_in_the_list()
    {
        await _accounts.PrepareAsync();
        Assert.Equal(await TablesAsync(_accounts.Journal), AccountRights.OfJournal.Select(row => row.Table).Order(StringComparer.Ordinal));
        Assert.Equal(await TablesAsync(_accounts.Keys), AccountRights.OfKeys.Select(row => row.Table).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_handbook_lists_the_rights_of_every_table()
    {
        var words = new Dictionary<string, string> { ["read"] = "select", ["add"] = "insert", ["change"] = "update", ["remove"] = "delete" };
        var rows = Repository.Lines("docs/operations.md").SkipWhile(line => line != "## Accounts of the database").SkipWhile(line => !line.StartsWith("| `", StringComparison.Ordinal))
            .TakeWhile(line => line.StartsWith("| ", StringComparison.Ordinal)).Select(line => line.Split('|'));
        var listed = rows.SelectMany(row => row[1].Split('`').Where((_, index) => index % 2 == 1)
            .Select(table => (table, string.Join(", ", row[2].Trim().Split(", ").Select(word => words[word])))));
        Assert.Equal(AccountRights.OfJournal.Concat(AccountRights.OfKeys).OrderBy(row => row.Table, StringComparer.Ordinal), listed.OrderBy(row => row.table, StringComparer.Ordinal));
    }

    [PostgresFact]
    public async Task An_installation_with_one_account_is_divided_by_the_commands_of_the_handbook()
    {
        // What the installation of earlier versions made: the account of the processes owns the database and its tables.
        var name = new NpgsqlConnectionStringBuilder(_accounts.Journal.ConnectionString).Database;
        await _accounts.Journal.ExecuteAsync($"alter database {name} owner to {_accounts.Account}");
        Assert.Equal(0, (await _accounts.RunAsync(_accounts.Account, "migrate")).Code);
        Assert.Null(await _accounts.TryAsync(_accounts.Journal, "update journal set payload = payload"));
        var command = Assert.Single(OperationsCommands.Commands("Accounts of the database", "psql"), text => text.Contains("reassign", StringComparison.Ordinal));
        await _accounts.Journal.ExecuteAsync(command.Split('\'')[1].Replace("evaluation_owner", _accounts.Owner, StringComparison.Ordinal).Replace("by evaluation ", $"by {_accounts.Account} ", StringComparison.Ordinal));
        Assert.NotNull(await _accounts.TryAsync(_accounts.Journal, "select from journal"));
        await _accounts.PrepareAsync();
        Assert.Null(await _accounts.TryAsync(_accounts.Journal, "select from journal"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, await _accounts.TryAsync(_accounts.Journal, "update journal set payload = payload"));
    }

    [PostgresFact]
    public async Task Rights_that_it_had_before_are_taken_away()
    {
        await _accounts.PrepareAsync();
        await _accounts.Journal.ExecuteAsync($"grant update, delete, truncate on journal to {_accounts.Account}; insert into journal values('a', 0, 1, 3, 'x', 'x')");
        Assert.Null(await _accounts.TryAsync(_accounts.Journal, "update journal set payload = 'y'"));
        await _accounts.PrepareAsync();
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, await _accounts.TryAsync(_accounts.Journal, "update journal set payload = 'z'"));
    }

    [PostgresTheory]
    [InlineData("alter role {account} superuser", "is a superuser, or may make accounts")]
    [InlineData("alter role {account} createrole", "is a superuser, or may make accounts")]
    [InlineData("grant {owner} to {account}", "may act as the owner of the tables")]
    [InlineData("grant create on schema public to public", "may create tables")]
    [InlineData("grant update on journal to public", "may update journal")]
    [InlineData("grant pg_write_all_data to {account}", "may delete journal")]
    public async Task An_account_that_can_do_more_is_named_and_gets_no_rights(string given, string reason)
    {
        await _accounts.PrepareAsync();
        await _accounts.Journal.ExecuteAsync($"revoke all on journal from {_accounts.Account}");
        await _accounts.Journal.ExecuteAsync(given.Replace("{account}", _accounts.Account, StringComparison.Ordinal).Replace("{owner}", _accounts.Owner, StringComparison.Ordinal));
        var (code, said) = await _accounts.MigrateAsync("--grant", _accounts.Account);
        Assert.True(code == 2, said);
        Assert.Contains(reason, said, StringComparison.Ordinal);
        await using var read = _accounts.Journal.Source.CreateCommand(
            $"select count(*) from pg_class, aclexplode(relacl) as acl where relname = 'journal' and acl.grantee = '{_accounts.Account}'::regrole");
        Assert.Equal(0L, await read.ExecuteScalarAsync());
    }

    [PostgresFact]
    public async Task An_account_that_owns_a_table_gets_no_rights_from_a_superuser_either()
    {
        await _accounts.PrepareAsync();
        await _accounts.Journal.ExecuteAsync($"alter table journal owner to {_accounts.Account}");
        var superuser = new NpgsqlConnectionStringBuilder(_accounts.Journal.ConnectionString).Username!;
        var (code, said) = await _accounts.RunAsync(superuser, "migrate", "--grant", _accounts.Account);
        Assert.True(code == 2, said);
        Assert.Contains("may act as the owner of the tables", said, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task A_process_without_rights_on_the_tables_names_the_command_that_gives_them()
    {
        Assert.Equal(0, (await _accounts.MigrateAsync()).Code);
        var (code, said) = await _accounts.RunAsync(_accounts.Account, "migrate");
        Assert.True(code == 2, said);
        Assert.Contains($"has no rights on the tables of the journal. Run: migrate --grant {_accounts.Account},", said, StringComparison.Ordinal);

        await _accounts.PrepareAsync();
        await _accounts.Keys.ExecuteAsync($"revoke all on round_keys from {_accounts.Account}");
        (code, said) = await _accounts.RunAsync(_accounts.Account, "migrate", "--grant-keys", _accounts.Account);
        Assert.True(code == 2, said);
        Assert.Contains("has no rights on them. Run: migrate --grant-keys", said, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task The_owner_and_an_unknown_account_get_no_rights()
    {
        var (code, said) = await _accounts.MigrateAsync("--grant", _accounts.Owner);
        Assert.True(code == 2, said);
        Assert.Contains("may act as the owner of the tables", said, StringComparison.Ordinal);
        (code, said) = await _accounts.MigrateAsync("--grant", "nobody\"; drop table journal");
        Assert.True(code == 2, said);
        Assert.Contains("PostgreSQL has no account 'nobody\"; drop table journal'.", said, StringComparison.Ordinal);
        (code, said) = await _accounts.MigrateAsync("--grant");
        Assert.True(code == 2, said);
        Assert.Contains("usage: migrate [--grant ACCOUNT] [--grant-keys ACCOUNT]", said, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Missing_tables_are_named_together_with_the_command_that_makes_them()
    {
        await _accounts.PrepareAsync();
        await _accounts.ForgetTrialsAsync();
        var (code, said) = await _accounts.RunAsync(_accounts.Account, "migrate");
        Assert.True(code == 2, said);
        Assert.Equal(
            $"The database of the journal lacks the migration {Migrations.Known[^1].Name}, and the account '{_accounts.Account}' may not apply it. "
            + $"Run: migrate --grant {_accounts.Account}, with the account that owns the tables in ConnectionStrings__Evaluation. See the handbook, Accounts of the database.",
            said.Trim());
        await _accounts.Keys.ExecuteAsync("drop table log_heads");
        (code, said) = await _accounts.RunAsync(_accounts.Account, "keys", "list");
        Assert.True(code == 2, said);
        Assert.Equal(
            $"The database of keys lacks tables, or the account '{_accounts.Account}' has no rights on them. "
            + $"Run: migrate --grant-keys {_accounts.Account}, with the account that owns the tables in ConnectionStrings__Keys. See the handbook, Accounts of the database.",
            said.Trim());
        await _accounts.PrepareAsync();
        (code, said) = await _accounts.RunAsync(_accounts.Account, "migrate");
        Assert.True(code == 0, said);
        Assert.Equal("The tables are up to date.", said.Trim());
    }

    private static async Task<IReadOnlyList<string>> TablesAsync(Database database)
    {
        await using var command = database.Source.CreateCommand("select relname::text from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f', 'S')");
        await using var row = await command.ExecuteReaderAsync();
        List<string> tables = [];
        while (await row.ReadAsync())
            tables.Add(row.GetString(0));
        return [.. tables.Order(StringComparer.Ordinal)];
    }
}
