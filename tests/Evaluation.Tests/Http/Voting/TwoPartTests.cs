using System.Text;
using System.Text.Json.Nodes;
using Evaluation.Ballots;
using Evaluation.Ballots.Keys;
using Evaluation.Gateway.Voting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.Http.Voting;

/// <summary>
/// Credentials in two parts, with the insiders who have one of them: the file of first parts, the file of second parts, the database, and
/// the API.
/// </summary>
public sealed class TwoPartTests : IAsyncLifetime
{
    private const string Second = """{"role":"administrator"}""";

    /// <summary>Stands still, so that pauses end when the test says so.</summary>
    private readonly FakeTimeProvider _clock = new(Given.Now);
    private readonly TestServer _server;

    public TwoPartTests()
    {
        var clock = _clock;
        _server = TestServer.With(services => services.AddSingleton(new PartLimiter(clock)));
    }

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Both_parts_together_vote_and_have_progress_a_receipt_and_a_second_vote()
    {
        var round = await _server.OpenAsync(TwoPartRound.Describe);
        var (batch, first) = await round.IssueFirstAsync("npc", 3);
        var second = await round.FetchSecondAsync(await _server.StaffWithAsync(Second), batch);
        Assert.Equal((26, 10), (first[0].Length, second[0].Length));
        Assert.Equal(first.Select(part => part[^2..]), second.Select(part => part[^2..]));
        Assert.Equal(3, first.Select(part => part[^2..]).Distinct().Count());

        var voter = _server.Voter(first[0] + second[0]);
        var receipt = (await voter.PutAsync($"{round.Path}/ballot", TestRound.Ballot("u1:0,1"))).Answers().GetProperty("receipt").GetString();
        var progress = (await _server.Voter($"{first[0].ToUpperInvariant()}-{second[0][..4]} {second[0][4..]}").GetAsync($"{round.Path}/ballot")).Answers();
        Assert.Equal((receipt, "u1"), (progress.GetProperty("receipt").GetString(), progress.GetProperty("rated")[0].GetString()));
        (await voter.PutAsync($"{round.Path}/ballot", TestRound.Ballot("u1:1,1", "u2:0,0"))).Answers();
        (await round.CastAsync(first[2] + second[2], "u1:0,0")).Answers();
        await round.MoveAsync("sealed");
        Assert.Equal(2, (await _server.Anybody.GetAsync($"{round.Path}/turnout")).Answers().GetProperty("groups").EnumerateArray().Single(group => group.GetProperty("group").GetString() == "npc").GetProperty("issued").GetInt32() - 1);
    }

    [Fact]
    public async Task Who_has_the_file_of_first_parts_and_the_database_does_not_vote()
    {
        var round = await _server.OpenAsync(TwoPartRound.Describe);
        var (batch, first) = await round.IssueFirstAsync("npc", 2);
        // No call of the issuer gives second parts, with a second account of the same person neither.
        (await round.TryFetchSecondAsync(_server.Administrator, batch)).Refuses(409, "same-person");
        var (again, name) = await AccountAsync();
        (await _server.Administrator.PutAsync($"/api/staff/{name}/person", """{"person":"admin"}""")).Answers();
        (await round.TryFetchSecondAsync(again, batch)).Refuses(409, "same-person");
        var secrets = await round.FetchSecondAsync(await _server.StaffWithAsync(Second), batch);
        (await round.TryFetchSecondAsync(again, batch)).Refuses(409, "same-person");

        // A first part alone, and with another check or another second part, is what an unknown credential is.
        var unknown = (await _server.Voter("00000000000000000000000000").GetAsync($"{round.Path}/ballot")).Refuses(401, "no-such-credential").GetRawText();
        foreach (var guess in new[] { first[0], first[0] + first[0][..10], first[0] + "00000000" + first[0][^2..], first[0] + secrets[1], first[1] + secrets[0] })
        {
            (await round.CastAsync(guess, "u1:0,0")).Refuses(401, "no-such-credential");
            (await _server.Voter(guess).PostAsync($"{round.Path}/ballot/finish")).Refuses(401, "no-such-credential");
        }
        var wrong = (await _server.Voter(first[0] + "00000000" + first[0][^2..]).GetAsync($"{round.Path}/ballot")).Refuses(401, "no-such-credential").GetRawText();
        var foreign = (await _server.Voter("z" + first[0][1..] + "00000000" + first[0][^2..]).GetAsync($"{round.Path}/ballot")).Refuses(401, "no-such-credential").GetRawText();
        Assert.Equal(foreign, wrong);
        Assert.Equal(unknown, wrong);

        // What is stored tells neither part, nor anything that is computed from the first part without the key.
        (await round.CastAsync(first[0] + secrets[0], "u1:0,0")).Answers();
        var stored = await _server.StoredAsync();
        Assert.True(Credential.TryRead(first[0] + secrets[0], out var secret));
        var bytes = new byte[CredentialSecret.BytesMax];
        secret.Write(bytes);
        Assert.All<byte[]>(
            [Encoding.ASCII.GetBytes(first[0]), Encoding.ASCII.GetBytes(secrets[0]), Encoding.ASCII.GetBytes(secrets[0][..8]), bytes[..15], Name(VoterKey.None.NameOf(secret)), Name(VoterKey.None.NameOf(bytes.AsSpan(0, 15)))],
            text => Assert.Equal(-1, stored.AsSpan().IndexOf(text)));
        var key = (await _server.Get<IKeyStore>().FindAsync(round.Id))!;
        Assert.True(stored.AsSpan().IndexOf(Name(key.Pseudonym(secret))) >= 0);
    }

    [Fact]
    public async Task Who_has_the_second_parts_gets_no_first_part_and_does_not_vote()
    {
        var round = await _server.OpenAsync(TwoPartRound.Describe);
        var (batch, first) = await round.IssueFirstAsync("npc", 2);
        var other = await _server.StaffWithAsync(Second);
        var second = await round.FetchSecondAsync(other, batch);
        // Again after a broken-off answer; nobody else, and no call shows a first part.
        Assert.Equal(second, await round.FetchSecondAsync(other, batch));
        (await round.TryFetchSecondAsync(await _server.StaffWithAsync(Second), batch)).Refuses(409, "second-parts-fetched");
        foreach (var path in new[] { $"{round.Path}/credentials/batches", $"{round.Path}/credentials/batches/{batch}", $"{round.Path}/audit", round.Path })
        {
            var text = (await other.GetAsync(path)).Text;
            Assert.All(first.Concat(second), part => Assert.DoesNotContain(part[..8], text, StringComparison.Ordinal));
        }
        (await other.SendAsync(HttpMethod.Post, $"{round.Path}/credentials", new StringContent("""{"group":"npc","count":2}""", Encoding.UTF8, "application/json"), ("Idempotency-Key", batch))).Refuses(409, "batch-exists");
        foreach (var guess in new[] { second[0], new string('0', 24) + second[0][^2..] + second[0] })
            (await round.CastAsync(guess, "u1:0,0")).Refuses(401, "no-such-credential");
        var line = (await other.GetAsync($"{round.Path}/credentials/batches/{batch}")).Answers();
        Assert.False(string.IsNullOrEmpty(line.GetProperty("secondParts").GetProperty("by").GetString()));
        Assert.Contains("second-parts-fetched", (await other.GetAsync($"{round.Path}/audit")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guessing_with_one_first_part_is_slowed_down_and_the_right_pair_works_after_the_pause()
    {
        var round = await _server.OpenAsync(TwoPartRound.Describe);
        var (batch, first) = await round.IssueFirstAsync("npc", 2);
        var second = await round.FetchSecondAsync(await _server.StaffWithAsync(Second), batch);
        var guesser = _server.Site with { From = Loopback.NewAddress() };
        for (var guess = 0; guess < Limits.UnknownPartsAtOnce; guess++)
            (await guesser.Voter($"{first[0]}0000000{guess}{first[0][^2..]}").PutAsync($"{round.Path}/ballot", TestRound.Ballot("u1:0,0"))).Refuses(401, "no-such-credential");

        // The right pair and a wrong one have the same answer at every call, while the first part waits.
        foreach (var pair in new[] { first[0] + second[0], first[0] + "zzzzzzzz" + first[0][^2..] })
        {
            var voter = guesser.Voter(pair);
            foreach (var answer in new[] { await voter.PutAsync($"{round.Path}/ballot", TestRound.Ballot("u1:0,0")), await voter.GetAsync($"{round.Path}/ballot"), await voter.PostAsync($"{round.Path}/ballot/finish") })
            {
                Assert.Equal((int)Limits.UnknownPartEvery.TotalSeconds, answer.Refuses(429, "too-many-attempts").GetProperty("retryAfter").GetInt32());
                Assert.Equal(Limits.UnknownPartEvery, answer.Headers.RetryAfter?.Delta);
            }
        }
        // Others are not stopped: another voter of this address, and this voter elsewhere.
        (await guesser.Voter(first[1] + second[1]).PutAsync($"{round.Path}/ballot", TestRound.Ballot("u1:0,0"))).Answers();
        (await _server.Voter(first[0] + second[0]).GetAsync($"{round.Path}/ballot")).Answers();
        _clock.Advance(Limits.UnknownPartEvery);
        (await guesser.Voter(first[0] + second[0]).PutAsync($"{round.Path}/ballot", TestRound.Ballot("u1:0,0"))).Answers();
    }

    [Fact]
    public async Task The_paper_of_an_internal_round_tells_no_second_part_faster_than_a_ballot()
    {
        var round = await _server.OpenAsync(definition =>
        {
            TwoPartRound.Describe(definition);
            definition["internal"] = true;
        });
        var (batch, first) = await round.IssueFirstAsync("npc", 1);
        var second = await round.FetchSecondAsync(await _server.StaffWithAsync(Second), batch);
        var guesser = _server.Site with { From = Loopback.NewAddress() };
        (await guesser.Voter(first[0] + second[0]).GetAsync($"{round.Path}/paper")).Answers();
        for (var guess = 0; guess < Limits.UnknownPartsAtOnce; guess++)
            (await guesser.Voter($"{first[0]}0000000{guess}{first[0][^2..]}").GetAsync($"{round.Path}/paper")).Refuses(401, "no-such-credential");
        (await guesser.Voter(first[0] + second[0]).GetAsync($"{round.Path}/paper")).Refuses(429, "too-many-attempts");
        (await guesser.Voter(first[0] + second[0]).GetAsync($"{round.Path}/ballot")).Refuses(429, "too-many-attempts");
    }

    [Fact]
    public async Task Void_and_replaced_batches_vote_no_more_and_new_ones_have_new_parts()
    {
        var round = await _server.OpenAsync(TwoPartRound.Describe);
        var other = await _server.StaffWithAsync(Second);
        var (batch, first) = await round.IssueFirstAsync("npc", 2);
        var second = await round.FetchSecondAsync(other, batch);
        // Who replaces a batch has its new first parts.
        var replaced = await other.PostAsync($"{round.Path}/credentials/batches/{batch}/replacement", """{"reason":"lost"}""");
        var fresh = replaced.Headers.GetValues("Idempotency-Key").Single();
        (await round.CastAsync(first[0] + second[0], "u1:0,0")).Refuses(401, "no-such-credential");
        (await round.TryFetchSecondAsync(other, batch)).Refuses(409, "wrong-state");
        (await round.TryFetchSecondAsync(other, fresh)).Refuses(409, "same-person");
        string[] newFirst = [.. replaced.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')[0])];
        var newSecond = await round.FetchSecondAsync(_server.Administrator, fresh);
        Assert.Empty(second.Select(part => part[..8]).Intersect(newSecond.Select(part => part[..8])));
        (await round.CastAsync(newFirst[1] + newSecond[1], "u1:0,0")).Answers();
    }

    [Fact]
    public async Task A_spare_has_two_parts_and_votes_in_place_of_a_lost_slip()
    {
        var round = await _server.OpenAsync(TwoPartRound.Describe);
        var rows = await round.IssueWithSparesAsync("npc", 2, 1, "spared");
        var second = await round.FetchSecondAsync(await _server.StaffWithAsync(Second), "spared");
        Assert.Equal(3, second.Length);
        (await round.CastAsync(rows[2].Credential + second[2], "u1:0,0")).Refuses(401, "no-such-credential");
        (await _server.Administrator.PostAsync($"{round.Path}/credentials/revocations", $$"""{"slip":"{{rows[0].Slip}}","spare":"{{rows[2].Slip}}","reason":"lost"}""")).Answers();
        (await round.CastAsync(rows[0].Credential + second[0], "u1:0,0")).Refuses(401, "no-such-credential");
        (await round.CastAsync(rows[2].Credential + second[2], "u1:0,0")).Answers();
        (await round.CastAsync(rows[1].Credential + second[1], "u1:0,0")).Answers();
        Assert.Equal(0, await Evaluation.Gateway.Verification.WholeCheck.RunAsync(
            _server.Get<Evaluation.Journal.IJournal>(), _server.Get<Evaluation.Evidence.IEvidenceStore>(), TextWriter.Null, _server.Get<IKeyStore>()));
    }

    [Fact]
    public async Task A_round_in_one_part_gives_no_second_parts_and_takes_no_pair()
    {
        var round = await _server.OpenAsync();
        var credential = (await round.IssueAsync("npc", 1))[0];
        var batch = (await _server.Administrator.GetAsync($"{round.Path}/credentials/batches")).Answers().GetProperty("items")[0].GetProperty("id").GetString()!;
        (await round.TryFetchSecondAsync(await _server.StaffWithAsync(Second), batch)).Refuses(409, "wrong-state");
        (await round.CastAsync(credential + "00000000" + credential[^2..], "u1:0,0")).Refuses(401, "no-such-credential");
        (await round.CastAsync(credential, "u1:0,0")).Answers();
        var definition = SmallDefinition.Of(TestServer.NewId());
        definition["credentials"] = JsonNode.Parse("""{"twoParts": false}""");
        Assert.False((await _server.Administrator.PostAsync("/api/rounds", definition)).Answers(201).TryGetProperty("credentials", out _));
        definition["credentials"] = JsonNode.Parse("""{"parts": 2}""");
        Assert.Contains("/credentials/parts", (await _server.Administrator.PostAsync("/api/rounds", definition)).Refuses(400, "invalid-definition").GetRawText(), StringComparison.Ordinal);
    }

    private async Task<(Caller Caller, string Name)> AccountAsync()
    {
        var name = TestServer.NewId("staff");
        var added = await _server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{name}}","roles":[{{Second}}]}""");
        return (_server.Staff(added.Answers(201).GetProperty("key").GetString()!), name);
    }

    private static byte[] Name(CredentialHash name)
    {
        var bytes = new byte[CredentialHash.Bytes];
        name.Write(bytes);
        return bytes;
    }
}
