using Evaluation.Cluster.Schema;
using Evaluation.Cluster.Tests.Postgres;
using Evaluation.Cluster.Tests.Survival;
using Npgsql;

namespace Evaluation.Cluster.Tests.Accounts;

/// <summary>Processes whose account owns no table.</summary>
[Collection(Processes.Name)]
public sealed class RestrictedRoundTests : IAsyncLifetime
{
    private TwoAccounts _accounts = null!;

    public async Task InitializeAsync() => _accounts = await TwoAccounts.CreateAsync();

    public Task DisposeAsync() => _accounts.DisposeAsync();

    [PostgresFact]
    public async Task A_whole_round_runs_from_its_definition_to_a_corrected_publication_without_a_refusal_by_PostgreSQL()
    {
        await _accounts.PrepareAsync();
        using var cluster = await StartAsync("silo,gateway");
        await RepeatedCalls.AskAsync(() => cluster.Site.Administrator.GetAsync("/api/rounds"));
        var (filed, unit) = await Filing.OpenAsync(cluster.Site);
        (await Filing.FileAsync(unit, filed, [.. "%PDF-1.7\n"u8, 1, 2, 3])).Answers(201);
        var round = await KeylessRound.SealAsync(cluster.Site);
        await round.ReadAsync(KeylessRound.Sealed);
        (await round.DestroyAsync()).Answers();
        await round.Round.MoveAsync("provisional");
        await round.ReadAsync(KeylessRound.Computed);
        await round.CorrectAsync();
        Assert.Equal(0, await cluster.TerminateAsync());
        Assert.DoesNotContain(PostgresErrorCodes.InsufficientPrivilege, cluster.Said(), StringComparison.Ordinal);
        Assert.DoesNotContain("permission denied", cluster.Said(), StringComparison.Ordinal);

        foreach (var command in (string[][])[["verify"], ["record-backup", typeof(RestrictedRoundTests).Assembly.Location], ["keys", "list"], ["keys", "rewrap"]])
        {
            var (code, said) = await _accounts.RunAsync(_accounts.Account, command);
            Assert.True(code == 0, said);
        }
        // Only the owner of the tables can change what the round has stored.
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, await _accounts.TryAsync(_accounts.Journal, "update journal set payload = payload"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, await _accounts.TryAsync(_accounts.Journal, "delete from journal where stream like 'box-%'"));
    }

    [PostgresFact]
    public async Task A_silo_on_tables_of_an_earlier_version_waits_says_why_and_starts_when_the_owner_has_upgraded_them()
    {
        await _accounts.PrepareAsync();
        await _accounts.ForgetTrialsAsync();
        using var cluster = Begin("silo,gateway");
        await Eventually.IsTrueAsync(
            () => Task.FromResult(cluster.Said().Contains($"may not apply it. Run: migrate --grant {_accounts.Account}", StringComparison.Ordinal)), "the silo says what is missing");
        await _accounts.PrepareAsync();
        await cluster.IsReadyAsync();
        Assert.Equal(0, await cluster.TerminateAsync());
    }

    [PostgresFact]
    public async Task A_silo_on_empty_databases_waits_says_why_and_starts_when_the_owner_has_made_the_tables()
    {
        using var cluster = Begin("silo,gateway");
        await Eventually.IsTrueAsync(
            () => Task.FromResult(cluster.Said().Contains("The start waits (keys-start): The database of keys lacks tables", StringComparison.Ordinal)), "the silo says what is missing");
        await _accounts.PrepareAsync();
        await cluster.IsReadyAsync();
        Assert.Equal(0, await cluster.TerminateAsync());
    }

    [PostgresFact]
    public async Task A_silo_whose_tables_nobody_makes_ends_with_code_2_and_names_the_command()
    {
        // Two waits at the same time: one silo lacks the tables of the keys, the other one only those of the journal.
        var ready = await Database.CreateEmptyAsync();
        using var withoutKeys = Begin("silo");
        using var withoutJournal = ClusterProcess.Begin("silo", _accounts.Connection, [.. KeyDatabases.Stored(ready.ConnectionString).Select(setting => (setting.Name, (object)setting.Value))]);
        await EndsAsync(
            withoutKeys,
            "The start waits (keys-start): The database of keys lacks tables",
            $"The database of keys lacks tables, or the account '{_accounts.Account}' has no rights on them. "
            + $"Run: migrate --grant-keys {_accounts.Account}, with the account that owns the tables in ConnectionStrings__Keys. See the handbook, Accounts of the database.");
        await EndsAsync(
            withoutJournal,
            "The start waits (migrations): The database of the journal lacks the migration",
            $"The database of the journal lacks the migration {Migrations.Known[0].Name}, and the account '{_accounts.Account}' may not apply it. "
            + $"Run: migrate --grant {_accounts.Account}, with the account that owns the tables in ConnectionStrings__Evaluation. See the handbook, Accounts of the database.");
        await ready.DisposeAsync();
        foreach (var database in (Database[])[_accounts.Journal, _accounts.Keys])
        {
            await using var count = database.Source.CreateCommand("select count(*) from pg_class where relnamespace = 'public'::regnamespace");
            Assert.Equal(0L, await count.ExecuteScalarAsync());
        }
    }

    /// <summary>The process has said once why it waits, and ends with the same reason in its last line.</summary>
    private static async Task EndsAsync(ClusterProcess silo, string waits, string last)
    {
        var code = await silo.EndAsync();
        Assert.True(code == 2, silo.Said());
        Assert.Single(silo.Said().Split('\n'), line => line.Contains(waits, StringComparison.Ordinal));
        Assert.Equal(last, silo.Said().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[^1]);
    }

    private ClusterProcess Begin(string role) => ClusterProcess.Begin(role, _accounts.Connection, [.. _accounts.KeySettings.Select(setting => (setting.Name, (object)setting.Value))]);

    private async Task<ClusterProcess> StartAsync(string role)
    {
        var process = Begin(role);
        await process.IsReadyAsync();
        return process;
    }
}
