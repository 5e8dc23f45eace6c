using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Evaluation.Ballots;
using Evaluation.Ballots.Keys;
using Evaluation.Cluster.Journal;
using Evaluation.Cluster.Tests.Postgres;
using Evaluation.Cluster.Tests.Survival;
using Evaluation.Testing.Insiders;
using Npgsql;

namespace Evaluation.Cluster.Tests.Insider;

/// <summary>
/// An insider with the issued credentials and all files of PostgreSQL, tables and write-ahead log, after the key of a sealed round was
/// destroyed: the twin of what is tested with SQLite.
/// </summary>
[Collection(Processes.Name)]
public sealed class StoredBytesTests
{
    private const string Name = "postgres";

    [PostgresTheory]
    [InlineData(1, 1)]
    [InlineData(1_001, 20)]
    public async Task Tables_and_write_ahead_log_hold_no_credential_no_key_and_no_ballot_in_plain(int codes, int spares)
    {
        using var postgres = await PostgresServer.StartAsync();
        using var signing = await SigningCluster.CreateAsync();
        await using var keys = signing.OpenKeys();
        await using var source = NpgsqlDataSource.Create(postgres.ConnectionString(Name));
        await using var journal = new PostgresJournal(source);
        (string Credential, string Slip)[] rows;
        IReadOnlyList<(CredentialHash Voter, uint Minute, byte[] Slips)> ballots;
        RoundKey key;
        TestRound round;
        using (var cluster = await signing.StartAsync(postgres.ConnectionString(Name)))
        {
            (round, rows) = await VoteAsync(cluster.Site, codes, spares);
            key = (await keys.FindAsync(round.Id))!;
            ballots = await BoxSnapshots.BallotsAsync(journal, key, round.Id);
            Assert.Equal(codes == 1 ? 3 : 4, ballots.Count);
            await BoxSnapshots.SaveAsync(journal, key, round.Id);
            await DestroyAsync(round);
            Assert.Equal(0, await cluster.TerminateAsync());
        }
        Assert.Null(await keys.FindAsync(round.Id));

        var stored = await StoredBytes.ReadAsync(postgres, Name);
        (string Name, byte[] Bytes)[] secret = [.. KeyParts(key), .. rows.SelectMany(row => Credentials(row.Credential)), .. ballots.SelectMany(Plain)];
        var (tables, log) = stored.Find(secret);
        Assert.Empty(tables);
        Assert.Empty(log);
        // The right files were read: a batch has its pseudonyms in plain, without order and without ballots.
        (string, byte[])[] pseudonyms = [.. rows.Select(row => (row.Slip, Bytes(key.Pseudonym(Read(row.Credential)))))];
        (tables, log) = stored.Find(pseudonyms);
        Assert.True(tables.Count > codes / 2 && log.Count > codes / 2, $"{tables.Count} and {log.Count} of {rows.Length} pseudonyms were found.");

        // The search finds what it looks for: a box that stores a ballot in plain.
        await StoreInPlainAsync(source, ballots[0]);
        (tables, log) = (await StoredBytes.ReadAsync(postgres, Name)).Find(secret);
        var expected = Plain(ballots[0]).Select(part => part.Name).Order();
        Assert.Equal(expected, tables.Order());
        Assert.Equal(expected, log.Order());
    }

    /// <summary>
    /// The round with a batch of npc and two users. One slip of npc was lost, and its spare has voted. The last user has voted twice.
    /// </summary>
    private static async Task<(TestRound Round, (string Credential, string Slip)[] Rows)> VoteAsync(Site site, int codes, int spares)
    {
        var definition = SmallDefinition.Of($"bytes-{codes}");
        definition["groups"]![0]!["roll"] = codes;
        definition["policies"] = JsonNode.Parse("""{"groupMin": 2, "destroyKeyAt": "sealed"}""");
        (await site.Administrator.PostAsync("/api/rounds", definition)).Answers(201);
        var round = new TestRound(site, (string)definition["id"]!);
        await round.MoveAsync("voting");
        var rows = await round.IssueWithSparesAsync("npc", codes, spares);
        var users = await round.IssueWithSparesAsync("users", 2, 0);
        (await site.Administrator.PostAsync($"{round.Path}/credentials/revocations", $$"""{"slip":"{{rows[0].Slip}}","spare":"{{rows[codes].Slip}}","reason":"lost"}""")).Answers();
        string[] voters = [rows[codes].Credential, .. codes > 1 ? new[] { rows[codes - 1].Credential } : [], .. users.Select(user => user.Credential)];
        foreach (var (index, voter) in voters.Append(voters[^1]).Index())
            (await site.Voter(voter).PutAsync($"{round.Path}/ballot", Ballot(index))).Answers();
        return (round, [.. rows, .. users]);
    }

    private static string Ballot(int index) =>
        $$"""{"slips":[{"unit":"u1","marks":[{{index % 4}},1],"comment":"第 {{index}} 张票的意见"},{"unit":"u2","marks":[1,{{index % 3}}]},{"unit":"u3","marks":[2,0],"comment":"only ballot {{index}}"}]}""";

    private static async Task DestroyAsync(TestRound round)
    {
        await round.MoveAsync("sealed");
        var (auditor, _) = await ObjectedRound.StaffAsync(round.Server, """{"role":"auditor"}""");
        var record = (await auditor.GetAsync($"{round.Path}/export?what=record&format=json")).Answers().GetProperty("rows").EnumerateArray();
        var digest = record.Single(row => row.GetProperty("row").GetString() == "digest").GetProperty("comment").GetString();
        (await auditor.PostAsync($"{round.Path}/record/copies", $$"""{"digest":"{{digest}}","place":"safe 2"}""")).Answers();
        (await round.Server.Administrator.PostAsync($"{round.Path}/key/destruction", """{"reason":"done"}""")).Answers();
    }

    /// <summary>Every quarter of the key.</summary>
    private static IEnumerable<(string, byte[])> KeyParts(RoundKey key)
    {
        var bytes = new byte[RoundKey.Bytes];
        key.CopyTo(bytes);
        return bytes.Chunk(sizeof(ulong)).Select((part, index) => ($"part {index} of the key", part));
    }

    /// <summary>What the holder of the file of an issue can compute of a credential.</summary>
    private static IEnumerable<(string, byte[])> Credentials(string credential)
    {
        var secret = new byte[Credential.SecretBytes];
        Read(credential).Write(secret);
        return [($"{credential} as text", Encoding.ASCII.GetBytes(credential)), ($"{credential} as bytes", secret), ($"hash of {credential}", SHA256.HashData(secret)[..CredentialHash.Bytes])];
    }

    /// <summary>A ballot as a box without a key stores it: all slips together, and the voter beside the time.</summary>
    private static IEnumerable<(string Name, byte[] Bytes)> Plain((CredentialHash Voter, uint Minute, byte[] Slips) ballot)
    {
        // One byte for the kind of the event; the pseudonym and the minute have at least 20 bytes.
        var whole = Write(ballot);
        return [($"slips of {ballot.Voter}", ballot.Slips), ($"voter and minute of {ballot.Voter}", whole[1..21])];
    }

    private static byte[] Write((CredentialHash Voter, uint Minute, byte[] Slips) ballot)
    {
        var bytes = new ArrayBufferWriter<byte>();
        BoxGrain.Write(new BallotCast(ballot.Voter, ballot.Minute, ballot.Slips), bytes);
        return bytes.WrittenSpan.ToArray();
    }

    private static async Task StoreInPlainAsync(NpgsqlDataSource source, (CredentialHash Voter, uint Minute, byte[] Slips) ballot)
    {
        await using var command = source.CreateCommand("insert into journal(stream, first_version, event_count, format, payload, chain) values('box-plain-0', 0, 1, 2, $1, '')");
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = Write(ballot) });
        await command.ExecuteNonQueryAsync();
    }

    private static CredentialSecret Read(string credential)
    {
        Assert.True(Credential.TryRead(credential, out var secret));
        return secret;
    }

    private static byte[] Bytes(CredentialHash name)
    {
        var bytes = new byte[CredentialHash.Bytes];
        name.Write(bytes);
        return bytes;
    }
}
