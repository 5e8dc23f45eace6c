using System.Diagnostics;
using Evaluation.Cluster.Tests.Postgres;
using Evaluation.Cluster.Tests.Survival;
using Evaluation.Tests.Http;
using Npgsql;

namespace Evaluation.Cluster.Tests.Operations;

/// <summary>The database saved while people vote, lost, and put back on another server, by the commands of the handbook.</summary>
[Collection(Processes.Name)]
public sealed class BackupTests : IDisposable
{
    private const string Database = "evaluation";
    private const string Account = "evaluation";
    private const int Voters = 10;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("evaluation-backup-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Every_ballot_that_was_acknowledged_before_a_dump_counts_after_it_is_put_back()
    {
        var (voters, receipts) = await VoteAndSaveAsync();
        using var postgres = await RestoreAsync();
        using var cluster = await ClusterProcess.StartAsync("silo,gateway", Connection(postgres));
        var round = new TestRound(cluster.Site, "saved");

        // The same ballot again gets the same receipt: it stands. Whoever voted after the dump votes anew.
        Assert.Equal(receipts, await CastAsync(round, voters[..(Voters / 2)]));
        var state = await round.StateAsync();
        Assert.Equal("voting", state.GetProperty("state").GetString());
        Assert.Equal(Voters / 2, await VotedAsync(round));
        await CastAsync(round, voters[(Voters / 2)..]);
        Assert.Equal(Voters, await VotedAsync(round));

        await round.MovePatientlyAsync("sealed");
        var (code, said) = await VerifyAsync(postgres);
        Assert.True(code == 0, said);
        Assert.Contains($"round saved: {Voters} ballots, {Voters} slips recounted; agrees", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ballot_that_is_missing_from_what_was_put_back_is_found()
    {
        await VoteAndSaveAsync();
        using var postgres = await RestoreAsync();
        await postgres.OperateAsync($"psql --command=\"delete from journal where (stream, first_version) in (select stream, max(first_version) - 1 from journal where stream like 'box-saved-%' group by stream)\" {Database}", _folder.FullName);

        var (code, said) = await VerifyAsync(postgres);
        Assert.True(code == 4, said);
    }

    /// <summary>A round in which half of the voters vote before the dump and half after it; the server is gone afterwards.</summary>
    private async Task<(string[] Voters, string[] Receipts)> VoteAndSaveAsync()
    {
        using var postgres = await PrepareAsync();
        using var cluster = await ClusterProcess.StartAsync("silo,gateway", Connection(postgres));
        (await Patiently.AskAsync(() => cluster.Site.Administrator.PostAsync("/api/rounds", SmallDefinition.Of("saved")))).Answers();
        var round = new TestRound(cluster.Site, "saved");
        await round.MovePatientlyAsync("voting");
        var voters = await Patiently.IssueAsync(round, "npc", Voters);
        var receipts = await CastAsync(round, voters[..(Voters / 2)]);
        await postgres.OperateAsync(Handbook.Command("pg_dump"), _folder.FullName);
        await CastAsync(round, voters[(Voters / 2)..]);
        return (voters, receipts);
    }

    private static async Task<string[]> CastAsync(TestRound round, string[] voters)
    {
        List<string> receipts = [];
        foreach (var voter in voters)
            receipts.Add((await Patiently.AskAsync(() => round.CastAsync(voter, "u1:0,1"))).Answers().GetProperty("receipt").GetString()!);
        return [.. receipts];
    }

    private static async Task<int> VotedAsync(TestRound round) =>
        (await round.StateAsync()).GetProperty("counts").GetProperty("groups").EnumerateArray().Sum(group => group.GetProperty("voted").GetInt32());

    /// <summary>A server with an empty database and an account that owns it.</summary>
    private async Task<PostgresServer> PrepareAsync()
    {
        var postgres = await PostgresServer.StartAsync();
        await postgres.OperateAsync($"createuser {Account}", _folder.FullName);
        await postgres.OperateAsync(Handbook.Command("createdb"), _folder.FullName);
        return postgres;
    }

    private async Task<PostgresServer> RestoreAsync()
    {
        var postgres = await PrepareAsync();
        await postgres.OperateAsync(Handbook.Command("pg_restore"), _folder.FullName);
        return postgres;
    }

    /// <summary>As the program's own account, which may do what it may do and no more.</summary>
    private static string Connection(PostgresServer postgres) => new NpgsqlConnectionStringBuilder(postgres.ConnectionString(Database)) { Username = Account }.ToString();

    private static async Task<(int Code, string Said)> VerifyAsync(PostgresServer postgres)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [Path.Combine(AppContext.BaseDirectory, "Evaluation.Cluster.dll"), "verify"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["ConnectionStrings__Evaluation"] = Connection(postgres) },
        };
        using var process = Process.Start(start)!;
        var (said, complained) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await said + await complained);
    }
}
