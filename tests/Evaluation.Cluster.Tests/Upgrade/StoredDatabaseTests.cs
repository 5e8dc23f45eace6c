using System.IO.Compression;
using Evaluation.Cluster.Tests.Operations;
using Evaluation.Cluster.Tests.Postgres;
using Evaluation.Cluster.Tests.Survival;
using Npgsql;

namespace Evaluation.Cluster.Tests.Upgrade;

/// <summary>A database that an earlier build made, opened by a silo and gateway of this build.</summary>
[Collection(Processes.Name)]
public sealed class StoredDatabaseTests
{
    private const string Set = "before", Store = "postgres";

    [PostgresFact]
    public async Task What_is_stored_is_whole_and_answered_as_before_and_its_rounds_go_on()
    {
        var answers = StoredAnswers.Read(Set, Store);
        var database = await Database.CreateEmptyAsync();
        await RestoreAsync(database.ConnectionString);
        await AssertVerifiedAsync(database.ConnectionString);

        using var cluster = await ClusterProcess.StartAsync("silo,gateway", database.ConnectionString);
        await answers.AssertStoredAsync(cluster.Site, RepeatedCalls.AskAsync);
        await answers.AssertContinuedAsync(cluster.Site, RepeatedCalls.AskAsync);
        await answers.AssertSignInAsync(cluster.Site);
        Assert.Equal(0, await cluster.TerminateAsync());
        await AssertVerifiedAsync(database.ConnectionString);
        await database.DisposeAsync();
    }

    [PostgresTheory]
    [InlineData("box")]
    [InlineData("round")]
    [InlineData("staff")]
    public async Task A_stream_that_was_deleted_from_the_database_is_missing(string kind)
    {
        var database = await Database.CreateEmptyAsync();
        await RestoreAsync(database.ConnectionString);
        var stream = await DeleteFirstAsync(database, kind);
        var (code, said) = await Verification.RunAsync(database.ConnectionString);
        Assert.True(code == 6, said);
        Assert.Contains($"{stream}: missing", said, StringComparison.Ordinal);
        await database.DisposeAsync();
    }

    /// <summary>Deletes the first stream of a kind, with its snapshot, and returns its name.</summary>
    private static async Task<string> DeleteFirstAsync(Database database, string kind)
    {
        await using var delete = database.Source.CreateCommand($"""
            with first as (select min(stream) as stream from journal where stream = '{kind}' or stream like '{kind}-%'),
                snapshot as (delete from snapshots where stream in (select stream from first))
            delete from journal where stream in (select stream from first) returning stream
            """);
        return (string)(await delete.ExecuteScalarAsync())!;
    }

    /// <summary>Runs the dump. It sets the connection's search path, so the connection is not used again.</summary>
    private static async Task RestoreAsync(string connectionString)
    {
        using var dump = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(StoredAnswers.Folder(Set), Store, "database.sql.gz")), CompressionMode.Decompress));
        await using var connection = new NpgsqlConnection($"{connectionString};Pooling=false");
        await connection.OpenAsync();
        await using var restore = new NpgsqlCommand(await dump.ReadToEndAsync(), connection);
        await restore.ExecuteNonQueryAsync();
    }

    private static async Task AssertVerifiedAsync(string connectionString)
    {
        var (code, said) = await Verification.RunAsync(connectionString);
        Assert.True(code == 0, said);
    }
}
