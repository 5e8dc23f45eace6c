using Evaluation.Cluster.Journal;
using Evaluation.Cluster.Tests.Operations;
using Evaluation.Cluster.Tests.Postgres;
using Evaluation.Cluster.Tests.Survival;
using Evaluation.Gateway.Hosting;
using Evaluation.Gateway.Log;
using Evaluation.Log;
using Evaluation.Testing.Witnesses;
using Npgsql;

namespace Evaluation.Cluster.Tests.Insider;

/// <summary>
/// The database of the journal goes back while heads of later blocks were signed: a dump is restored, or a standby is promoted that was
/// behind. The database of keys stays.
/// </summary>
[Collection(Processes.Name)]
public sealed class RollbackTests
{
    [PostgresFact]
    public async Task A_dump_of_the_journal_alone_that_is_restored_is_found_by_verify_and_not_served()
    {
        using var postgres = await PostgresServer.StartAsync();
        using var signing = await SigningCluster.CreateAsync();
        long newest;
        using (var cluster = await signing.StartAsync(postgres.ConnectionString("postgres")))
        {
            await SigningCluster.OpenAsync(cluster.Site, "before");
            await postgres.OperateAsync("pg_dump --format=custom --file=old.dump postgres", signing.Folder);
            newest = await SigningCluster.OpenAsync(cluster.Site, "after");
            Assert.Equal(0, await cluster.TerminateAsync());
        }
        await postgres.OperateAsync("createdb restored", signing.Folder);
        await postgres.OperateAsync("pg_restore --dbname=restored old.dump", signing.Folder);

        var restored = postgres.ConnectionString("restored");
        var ends = await BlocksAsync(restored);
        Assert.True(ends < newest);
        var (code, said) = await Verification.RunAsync(restored, signing.Keys, "verify");
        Assert.Equal(ExitCodes.RecordDiffers, code);
        Assert.Contains($"log at version {ends}: shorter than implied: the newest signed head covers ", said, StringComparison.Ordinal);
        await AssertRefusesAsync(signing, restored, ends);
    }

    [PostgresFact]
    public async Task A_standby_that_was_behind_is_named_by_verify_start_and_witness_and_a_new_origin_heals_it_by_hand()
    {
        if (Witness.WhyMissing is not null)
            return;
        using var primary = await PostgresServer.StartAsync();
        using var standby = await primary.FollowAsync(isSynchronous: false);
        using var signing = await SigningCluster.CreateAsync();
        using (var cluster = await signing.StartAsync(primary.ConnectionString("postgres")))
        {
            var size = await SigningCluster.OpenAsync(cluster.Site, "before");
            signing.Witness.Key = await SigningCluster.KeyAsync(cluster.Site);
            await Eventually.IsAsync(() => BlocksAsync(standby.ConnectionString("postgres")), blocks => blocks >= size, "the standby follows");
            await standby.KillAsync();
            await SigningCluster.OpenAsync(cluster.Site, "after");
            Assert.Equal(0, (await signing.Witness.RunAsync(cluster.Site)).Code);
            Assert.Equal(0, await cluster.TerminateAsync());
        }
        await primary.KillAsync();
        await standby.StartAgainAsync();
        await standby.PromoteAsync(OperationsCommands.Command("pg_ctl promote"));
        var promoted = standby.ConnectionString("postgres");
        await standby.OperateAsync("createdb --template=postgres copied", signing.Folder);

        var ends = await BlocksAsync(promoted);
        var (code, said) = await Verification.RunAsync(promoted, signing.Keys, "verify", "--heads", signing.Witness.Heads);
        Assert.Equal(ExitCodes.RecordDiffers, code);
        Assert.Contains($"log at version {ends}: shorter than implied: the witness covers", said, StringComparison.Ordinal);
        Assert.Contains($"log at version {ends}: shorter than implied: the newest signed head covers", said, StringComparison.Ordinal);
        await AssertRefusesAsync(signing, promoted, ends);

        // An insider who also takes another database of keys is found by the witness.
        using (var served = await signing.StartAsync(standby.ConnectionString("copied"), KeyDatabases.Stored((await Database.CreateEmptyAsync()).ConnectionString)))
        {
            await SigningCluster.KeyAsync(served.Site);
            var (found, named) = await signing.Witness.RunAsync(served.Site);
            Assert.True(found is Witness.Rollback or Witness.Fork, named);
            Assert.Contains("the first head that it contradicts: size", named, StringComparison.Ordinal);
        }

        var (began, told) = await Verification.RunAsync(promoted, signing.Keys, "new-origin", "--reason", "the primary burnt, and the standby was behind");
        Assert.True(began == ExitCodes.Clean, told);
        Assert.Matches("The last signed head before it: localhost/log [0-9]+ [A-Za-z0-9+/]{43}=", told);
        using (var healed = await signing.StartAsync(promoted))
        {
            await SigningCluster.OpenAsync(healed.Site, "healed");
            var (found, named) = await signing.Witness.RunAsync(healed.Site);
            Assert.True(found == Witness.NewOrigin, named);
            Assert.Contains("localhost/log/2", named, StringComparison.Ordinal);
            Assert.Equal(0, (await signing.Witness.RunAsync(healed.Site, "accept-origin", "--origin", "localhost/log/2")).Code);
            Assert.Equal(0, await healed.TerminateAsync());
        }
        var (after, checkedAgain) = await Verification.RunAsync(promoted, signing.Keys, "verify", "--heads", signing.Witness.Heads);
        Assert.True(after == ExitCodes.Clean, checkedAgain);
        Assert.Contains("the reason: the primary burnt, and the standby was behind", checkedAgain, StringComparison.Ordinal);
    }

    private static async Task AssertRefusesAsync(SigningCluster signing, string journal, long ends)
    {
        using var refused = signing.Begin(journal);
        Assert.Equal(ExitCodes.LogBehind, await refused.EndAsync());
        Assert.Contains($"The stream 'log' ends at version {ends}, at block {ends} of origin 1", refused.Said(), StringComparison.Ordinal);
    }

    /// <summary>The number of blocks in a database.</summary>
    private static async Task<long> BlocksAsync(string connectionString)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var journal = new PostgresJournal(source);
        return (await new LocalEngine(journal).SendAsync(LogGrain.Ref, new ViewLog())).Answer.Size;
    }
}
