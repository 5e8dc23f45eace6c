using Evaluation.Cluster.Tests.Postgres;
using Evaluation.Cluster.Tests.Survival;
using Npgsql;

namespace Evaluation.Cluster.Tests.Operations;

/// <summary>The database is dumped during voting, lost, and restored on another server by the commands of the handbook.</summary>
[Collection(Processes.Name)]
public sealed class BackupTests : IDisposable
{
    private const string Database = "evaluation";
    private const string Account = "evaluation";
    private const string Owner = "evaluation_owner";
    private const int Voters = 10;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("evaluation-backup-");
    private Postgres.Database? _keys;

    /// <summary>PostgreSQL's programs run under a separate account.</summary>
    public BackupTests()
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_folder.FullName, (UnixFileMode)0b_111_111_111);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [PostgresFact]
    public async Task Every_ballot_acknowledged_before_a_dump_counts_after_its_restore()
    {
        var (voters, receipts) = await VoteAndSaveAsync();
        using var postgres = await RestoreAsync();
        await AssertRecountAsync(postgres, $"{Voters / 2} ballots, {Voters / 2} slips recounted; not sealed yet");

        using var cluster = await StartAsync(postgres);
        var round = new TestRound(cluster.Site, "saved");
        // The same ballot gets the same receipt, so it is stored. Voters after the dump vote again.
        Assert.Equal(receipts, await FewVoters.CastAsync(round, voters[..(Voters / 2)]));
        await FewVoters.CastAsync(round, voters[(Voters / 2)..]);
        await round.MovePatientlyAsync("sealed");
        await AssertRecountAsync(postgres, $"{Voters} ballots, {Voters} slips recounted; agrees");
    }

    [PostgresFact]
    public async Task A_ballot_missing_from_a_restored_dump_is_detected()
    {
        await VoteAndSaveAsync();
        using var postgres = await RestoreAsync();
        await postgres.OperateAsync($"psql --command=\"delete from journal where (stream, first_version) in (select stream, max(first_version) - 1 from journal where stream like 'box-saved-%' group by stream)\" {Database}", _folder.FullName);

        var (code, said) = await Verification.RunAsync(Connection(postgres), await KeysAsync(), "verify");
        Assert.True(code == 4, said);
    }

    /// <summary>A round in which half of the voters vote before the dump and half after it; then the server is removed.</summary>
    private async Task<(string[] Voters, string[] Receipts)> VoteAndSaveAsync()
    {
        using var postgres = await PrepareAsync("Install");
        using var cluster = await StartAsync(postgres);
        var (round, voters) = await FewVoters.InviteAsync(cluster.Site, "saved", Voters);
        var receipts = await FewVoters.CastAsync(round, voters[..(Voters / 2)]);
        await postgres.OperateAsync(OperationsCommands.Command("pg_dump"), _folder.FullName);
        await FewVoters.CastAsync(round, voters[(Voters / 2)..]);
        return (voters, receipts);
    }

    /// <summary>
    /// A new server on which the commands of a section have been executed, and then the migration, as the owner of the tables. Passwords
    /// are typed, so they are left out.
    /// </summary>
    private async Task<PostgresServer> PrepareAsync(string section)
    {
        var postgres = await PostgresServer.StartAsync();
        foreach (var command in OperationsCommands.Commands(section, "createuser", "createdb", "pg_restore"))
            await postgres.OperateAsync(command, _folder.FullName);
        var (code, said) = await Verification.RunAsync(Connection(postgres, Owner), "migrate", "--grant", Account);
        Assert.True(code == 0, said);
        return postgres;
    }

    private Task<PostgresServer> RestoreAsync() => PrepareAsync("Restore");

    private async Task AssertRecountAsync(PostgresServer postgres, string verdict)
    {
        var (code, said) = await Verification.RunAsync(Connection(postgres), await KeysAsync(), "verify");
        Assert.True(code == 0, said);
        Assert.Contains($"round saved: {verdict}", said, StringComparison.Ordinal);
    }

    private async Task<ClusterProcess> StartAsync(PostgresServer postgres) =>
        await ClusterProcess.StartAsync("silo,gateway", Connection(postgres), [.. (await KeysAsync()).Select(setting => (setting.Name, (object)setting.Value))]);

    /// <summary>The keys are on another server, which is not lost.</summary>
    private async Task<IEnumerable<(string Name, string Value)>> KeysAsync() => KeyDatabases.Stored((_keys ??= await Postgres.Database.CreateEmptyAsync()).ConnectionString);

    /// <summary>Connects with the program's own account and its rights, unless another one is named.</summary>
    private static string Connection(PostgresServer postgres, string account = Account) =>
        new NpgsqlConnectionStringBuilder(postgres.ConnectionString(Database)) { Username = account }.ToString();
}
