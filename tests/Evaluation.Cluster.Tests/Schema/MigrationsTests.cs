using Evaluation.Cluster.Schema;
using Evaluation.Cluster.Tests.Postgres;
using Npgsql;

namespace Evaluation.Cluster.Tests.Schema;

public sealed class MigrationsTests : IAsyncLifetime
{
    private Database _database = null!;

    public async Task InitializeAsync() => _database = await Database.CreateEmptyAsync();

    public Task DisposeAsync() => _database.DisposeAsync();

    [PostgresFact]
    public async Task Of_many_processes_that_start_at_once_one_applies_every_step()
    {
        var applied = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Migrations.ApplyAsync(_database.Source)));
        Assert.Equal(Migrations.Known.Select(step => step.Name), Assert.Single(applied, steps => steps.Count > 0));
        Assert.Empty(await Migrations.ApplyAsync(_database.Source));
    }

    [PostgresFact]
    public async Task A_failed_step_is_rolled_back_and_retried()
    {
        await _database.ExecuteAsync("create table silos()");
        await Assert.ThrowsAsync<PostgresException>(() => Migrations.ApplyAsync(_database.Source));
        await _database.ExecuteAsync("drop table silos");
        Assert.Equal(Migrations.Known.Select(step => step.Name).Skip(1), await Migrations.ApplyAsync(_database.Source));
    }

    [PostgresFact]
    public async Task A_database_of_a_newer_program_is_not_changed()
    {
        await Migrations.ApplyAsync(_database.Source);
        await _database.ExecuteAsync("insert into migrations(number, name) values(9000, 'of tomorrow')");
        Assert.Empty(await Migrations.ApplyAsync(_database.Source));
    }

    [PostgresFact]
    public void Steps_are_numbered_from_one_without_a_gap() =>
        Assert.Equal(Enumerable.Range(1, Migrations.Known.Count), Migrations.Known.Select(step => step.Number));
}
