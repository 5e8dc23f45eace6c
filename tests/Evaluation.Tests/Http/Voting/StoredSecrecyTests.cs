using System.Text;
using Evaluation.Ballots;
using Evaluation.Ballots.Keys;
using Evaluation.Ballots.LostSlips;
using Evaluation.Journal;
using Evaluation.Testing.Insiders;

namespace Evaluation.Tests.Http.Voting;

/// <summary>An insider with the issued credentials and everything that is stored, but not the key: no voter and no slip is found.</summary>
public sealed class StoredSecrecyTests : IAsyncLifetime
{
    private const string Comment = "只有这一票才有的意见 only this ballot";

    private readonly TestServer _server = new();

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(1_001)]
    public async Task Database_log_and_snapshots_show_neither_a_voter_nor_a_slip(int codes)
    {
        var round = await _server.OpenAsync(definition => definition["groups"]![0]!["roll"] = codes);
        var credentials = await round.IssueAsync("npc", codes);
        foreach (var credential in (string[])[credentials[0], credentials[^1]])
            (await _server.Voter(credential).PutAsync($"{round.Path}/ballot", $$"""{"slips":[{"unit":"u1","marks":[0,1],"comment":"{{Comment}}"},{"unit":"u2","marks":[1,0]}]}""")).Answers();
        await SaveSnapshotsAsync(round);
        var stored = await _server.StoredAsync();
        Assert.True(stored.Length > 10_000);
        foreach (var credential in credentials)
        {
            Assert.True(Credential.TryRead(credential, out var secret));
            Assert.Equal(-1, stored.AsSpan().IndexOf(Bytes(VoterKey.None.NameOf(secret))));
            Assert.Equal(-1, stored.AsSpan().IndexOf(SecretBytes(secret)));
            Assert.Equal(-1, stored.AsSpan().IndexOf(Encoding.ASCII.GetBytes(credential)));
        }
        Assert.Equal(-1, stored.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Comment)));
        var key = (await _server.Get<IKeyStore>().FindAsync(round.Id))!;
        var bytes = new byte[RoundKey.Bytes];
        key.CopyTo(bytes);
        Assert.Equal(-1, stored.AsSpan().IndexOf(bytes));
        // The file of the key is not in the data folder, and with the key the insider finds the voter in the sorted list of the batch.
        Assert.True(Credential.TryRead(credentials[0], out var first));
        Assert.True(stored.AsSpan().IndexOf(Bytes(key.Pseudonym(first))) >= 0);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1_001, 20)]
    public async Task A_revocation_leaves_nothing_that_links_a_slip_once_the_key_is_destroyed(int codes, int spares)
    {
        var round = await _server.OpenAsync(definition =>
        {
            definition["groups"]![0]!["roll"] = codes;
            definition["policies"] = System.Text.Json.Nodes.JsonNode.Parse("""{"destroyKeyAt":"sealed"}""");
        });
        var rows = await round.IssueWithSparesAsync("npc", codes, spares);
        var (lost, spare) = (rows[0], rows[codes]);
        (await _server.Administrator.PostAsync($"{round.Path}/credentials/revocations", $$"""{"slip":"{{lost.Slip}}","spare":"{{spare.Slip}}","reason":"lost"}""")).Answers();
        (await round.CastAsync(spare.Credential, "u1:0,1")).Answers();
        await SaveSnapshotsAsync(round);
        var key = (await _server.Get<IKeyStore>().FindAsync(round.Id))!;
        var tags = key.ForSlips();
        await round.MoveAsync("sealed");
        var auditor = await _server.StaffWithAsync("""{"role":"auditor"}""");
        var record = (await auditor.GetAsync($"{round.Path}/export?what=record&format=json")).Answers().GetProperty("rows").EnumerateArray();
        var digest = record.Single(row => row.GetProperty("row").GetString() == "digest").GetProperty("comment").GetString();
        (await auditor.PostAsync($"{round.Path}/record/copies", $$"""{"digest":"{{digest}}","place":"safe 2"}""")).Answers();
        (await _server.Administrator.PostAsync($"{round.Path}/key/destruction", """{"reason":"done"}""")).Answers();

        var stored = await _server.StoredAsync();
        foreach (var row in rows)
        {
            Assert.True(SlipNumber.TryRead(row.Slip, out var number));
            var digits = row.Slip.Replace("S-", "", StringComparison.Ordinal);
            Assert.All((string[])[digits, digits.Replace("-", "", StringComparison.Ordinal), digits.ToUpperInvariant()], text => Assert.Equal(-1, stored.AsSpan().IndexOf(Encoding.ASCII.GetBytes(text))));
            Assert.Equal(-1, stored.AsSpan().IndexOf(BytesOf(number.Value).AsSpan(2)));
            // Nor what everybody can compute of the number.
            Assert.Equal(-1, stored.AsSpan().IndexOf(System.Security.Cryptography.SHA256.HashData(BytesOf(number.Value).AsSpan(2)).AsSpan(0, SlipTag.Bytes)));
            Assert.Equal(-1, stored.AsSpan().IndexOf(Encoding.ASCII.GetBytes(row.Credential)));
        }
        // What a process with the key would have found: the check above looks at the right bytes.
        Assert.True(SlipNumber.TryRead(lost.Slip, out var revoked));
        Assert.True(stored.AsSpan().IndexOf(BytesOf(tags.TagOf(revoked).Value)) >= 0);
        // Every box holds the same of the revocation, so nothing says which of them holds the slip or the spare.
        List<string> decisions = [];
        await foreach (var stream in _server.Get<IJournal>().ListStreamsAsync($"box-{round.Id}-"))
        {
            List<BoxEvent> events = [];
            await foreach (var entry in _server.Get<IJournal>().ReadAsync(stream, 0))
                events.AddRange(BoxGrain.Read(entry));
            decisions.Add(string.Join(' ', events.Where(happened => happened is SlipRevoked or SpareActivated)));
        }
        Assert.Equal((1, true), (decisions.Distinct().Count(), decisions.Count > 1));
        (await _server.Administrator.PostAsync($"{round.Path}/credentials/revocations", $$"""{"slip":"{{lost.Slip}}","reason":"lost"}""")).Refuses(409, "wrong-state");
    }

    [Fact]
    public async Task A_lost_key_is_restored_from_the_shares_of_two_administrators()
    {
        var round = await _server.OpenAsync();
        var credentials = await round.IssueAsync("npc", 1);
        (await round.CastAsync(credentials[0], "u1:0,1")).Answers();
        var other = await _server.StaffWithAsync("""{"role":"administrator"}""");
        var third = await _server.StaffWithAsync("""{"role":"administrator"}""");
        var a = (await _server.Administrator.PostAsync($"{round.Path}/key/shares", "")).Answers().GetProperty("text").GetString()!;
        Assert.Equal(a, (await _server.Administrator.PostAsync($"{round.Path}/key/shares", "")).Answers().GetProperty("text").GetString());
        var b = (await other.PostAsync($"{round.Path}/key/shares", "")).Answers().GetProperty("text").GetString()!;
        (await third.PostAsync($"{round.Path}/key/shares", "")).Refuses(409, "key-shares-given");
        Assert.Equal(2, (await third.GetAsync($"{round.Path}/key")).Answers().GetProperty("shareHolders").GetArrayLength());

        var keys = _server.Get<IKeyStore>();
        await keys.DestroyAsync(round.Id);
        (await _server.Administrator.PostAsync($"{round.Path}/key/shares", "")).Refuses(503, "key-missing");
        var said = new StringWriter();
        Assert.Equal(2, await Gateway.Hosting.KeyConsole.RunAsync(["restore", round.Id, a, a], _server.Get<IJournal>(), keys, said));
        Assert.Equal(0, await Gateway.Hosting.KeyConsole.RunAsync(["restore", round.Id, b, a], _server.Get<IJournal>(), keys, said));
        Assert.Equal(0, await Gateway.Hosting.KeyConsole.RunAsync(["list"], _server.Get<IJournal>(), keys, said));
        Assert.Contains($"{round.Id} {(await keys.FindAsync(round.Id))!.Commitment} present", said.ToString(), StringComparison.Ordinal);
        (await _server.Administrator.PostAsync($"{round.Path}/key/shares", "")).Answers();
        (await round.CastAsync(credentials[0], "u2:0,1")).Answers();
    }

    [Fact]
    public async Task A_round_without_credentials_has_no_key()
    {
        var round = await _server.OpenAsync();
        (await _server.Administrator.GetAsync($"{round.Path}/key")).Refuses(404, "no-such-key");
        (await _server.Administrator.PostAsync($"{round.Path}/key/shares", "")).Refuses(404, "no-such-key");
    }

    private async Task SaveSnapshotsAsync(TestRound round) =>
        await BoxSnapshots.SaveAsync(_server.Get<IJournal>(), await _server.Get<IKeyStore>().FindAsync(round.Id), round.Id);

    private static byte[] BytesOf(ulong number)
    {
        var bytes = new byte[sizeof(ulong)];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes, number);
        return bytes;
    }

    private static byte[] Bytes(CredentialHash name)
    {
        var bytes = new byte[CredentialHash.Bytes];
        name.Write(bytes);
        return bytes;
    }

    private static byte[] SecretBytes(CredentialSecret secret)
    {
        var bytes = new byte[Credential.SecretBytes];
        secret.Write(bytes);
        return bytes;
    }
}
