using System.Security.Cryptography;
using Evaluation.Ballots;
using Evaluation.Ballots.Keys;
using Evaluation.Cluster.Journal;
using Evaluation.Cluster.Keys;
using Evaluation.Cluster.Tests.Operations;
using Evaluation.Cluster.Tests.Postgres;
using Evaluation.Gateway.Hosting;
using Npgsql;

namespace Evaluation.Cluster.Tests.Insider;

/// <summary>The whole way of a round whose key is destroyed right after sealing, in a cluster with PostgreSQL.</summary>
[Collection(Survival.Processes.Name)]
public sealed class KeylessClusterTests
{
    private const string OtherMasterKey = "ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=";

    [PostgresFact]
    public async Task A_destroyed_round_is_read_computed_corrected_and_verified_as_before_and_a_backup_of_its_key_is_destroyed_again()
    {
        using var postgres = await PostgresServer.StartAsync();
        using var signing = await SigningCluster.CreateAsync();
        await using var keys = signing.OpenKeys();
        var journal = postgres.ConnectionString("postgres");
        KeylessRound round;
        string[] before, proofs;
        RoundKey key;
        using (var cluster = await signing.StartAsync(journal))
        {
            round = await KeylessRound.SealAsync(cluster.Site);
            before = await round.ReadAsync(KeylessRound.Sealed);
            proofs = await round.ProveAsync();
            key = (await keys.FindAsync(round.Round.Id))!;
            await signing.KeyDatabase.ExecuteAsync("create table saved as table round_keys");
            Assert.Equal("destroyed", (await round.DestroyAsync()).Answers().GetProperty("ballots").GetString());
            Assert.Empty(await keys.ListAsync());
            Assert.Equal(0, await cluster.TerminateAsync());
        }
        // An operator restores the backup of the store of keys, whose rows are under a master key that was destroyed since.
        await signing.KeyDatabase.ExecuteAsync("insert into round_keys table saved");
        Assert.Equal(key.Commitment, (await keys.FindAsync(round.Round.Id))?.Commitment);

        var later = signing.Keys.Select(setting => setting.Name == MasterKeys.Setting ? (setting.Name, OtherMasterKey) : setting).ToArray();
        using (var next = await signing.StartAsync(journal, later))
        {
            await Eventually.IsTrueAsync(async () => await keys.FindAsync(round.Round.Id) is null, "the key is destroyed again");
            await Eventually.IsTrueAsync(() => Task.FromResult(next.Said().Contains($"Destroyed the key of round {round.Round.Id}, because its stream says so", StringComparison.Ordinal)), "the log says so");
            Assert.Empty(await keys.ListAsync());
            round = round.At(next.Site);
            Assert.Equal(before, await round.ReadAsync(KeylessRound.Sealed));
            Assert.Equal(proofs, await round.ProveAsync());
            foreach (var voter in (string[])[round.Voters[0], round.Voters[9], round.Voters[^1]])
                (await next.Site.Voter(voter).PutAsync($"{round.Path}/ballot", TestRound.Ballot("u3:0,2"))).Refuses(409, "not-open");
            await round.Round.MoveAsync("provisional");
            await round.ReadAsync(KeylessRound.Computed);
            Assert.Contains("u2", (await round.CorrectAsync()).GetRawText(), StringComparison.Ordinal);
            Assert.Equal(proofs, await round.ProveAsync());
            Assert.Equal(0, await next.TerminateAsync());
        }
        var (code, said) = await Verification.RunAsync(journal, later, "verify");
        Assert.True(code == ExitCodes.Clean, said);
        Assert.Contains("nobody can recount the ballots", said, StringComparison.Ordinal);
        await AssertNothingLinksAsync(journal, round, key);
    }

    /// <summary>No entry has the key, a credential or its hash; only boxes have pseudonyms, and none has a ballot in clear.</summary>
    private static async Task AssertNothingLinksAsync(string connectionString, KeylessRound round, RoundKey key)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var journal = new PostgresJournal(source);
        var secret = new byte[RoundKey.Bytes];
        key.CopyTo(secret);
        var read = 0;
        await foreach (var stream in journal.ListStreamsAsync(""))
        {
            await foreach (var entry in journal.ReadAsync(stream, 0))
            {
                read++;
                Assert.True(entry.Payload.Span.IndexOf(secret.AsSpan(0, 8)) < 0, $"{stream} has the key");
                if (stream.StartsWith("box-", StringComparison.Ordinal))
                    Assert.DoesNotContain(BoxGrain.Read(entry), happened => happened is BallotCast);
                foreach (var voter in round.Voters)
                {
                    Assert.True(Credential.TryRead(voter, out var credential));
                    var bytes = new byte[16];
                    credential.Write(bytes);
                    Assert.True(entry.Payload.Span.IndexOf(bytes) < 0, $"{stream} has a credential");
                    Assert.True(entry.Payload.Span.IndexOf(SHA256.HashData(bytes).AsSpan(0, 16)) < 0, $"{stream} has the hash of a credential");
                    key.Pseudonym(credential).Write(bytes);
                    if (!stream.StartsWith("box-", StringComparison.Ordinal))
                        Assert.True(entry.Payload.Span.IndexOf(bytes) < 0, $"{stream} has a pseudonym");
                }
            }
        }
        Assert.True(read > 20);
    }
}
