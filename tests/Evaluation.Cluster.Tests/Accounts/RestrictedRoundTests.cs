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

    private ClusterProcess Begin(string role) => ClusterProcess.Begin(role, _accounts.Connection, [.. _accounts.KeySettings.Select(setting => (setting.Name, (object)setting.Value))]);

    private async Task<ClusterProcess> StartAsync(string role)
    {
        var process = Begin(role);
        await process.IsReadyAsync();
        return process;
    }
}
