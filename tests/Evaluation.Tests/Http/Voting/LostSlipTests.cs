using Evaluation.Ballots.Keys;
using Evaluation.Evidence;
using Evaluation.Gateway.Verification;
using Evaluation.Journal;

namespace Evaluation.Tests.Http.Voting;

/// <summary>Lost slips over HTTP: spares in the file, revocation by number, the numbers after the close.</summary>
public sealed class LostSlipTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task The_spares_are_the_last_rows_of_the_file_with_a_mark_and_are_not_counted()
    {
        var round = await server.OpenAsync();
        var rows = await round.IssueWithSparesAsync("npc", 4, 3);
        Assert.Equal([false, false, false, false, true, true, true], rows.Select(row => row.Slip.StartsWith("S-", StringComparison.Ordinal)));
        Assert.Equal(7, rows.Select(row => row.Slip).Distinct().Count());
        Assert.Equal(4, await round.IssuedAsync("npc"));
        var batch = (await server.Administrator.GetAsync($"{round.Path}/credentials/batches")).Answers().GetProperty("items")[0];
        Assert.Equal((4, 3, 0, 0), (Int(batch, "count"), Int(batch, "spares"), Int(batch, "activated"), Int(batch, "replaced")));
        // A spare is answered as a credential that does not exist.
        var unknown = await round.CastAsync(new string('0', 26), "u1:0,1");
        var early = await round.CastAsync(rows[5].Credential, "u1:0,1");
        Assert.Equal((unknown.Status, unknown.Text), (early.Status, early.Text));
    }

    [Theory]
    [InlineData(2, 3, "/spares")]
    [InlineData(2, -1, "/spares")]
    [InlineData(200_000, 1, "/spares")]
    public async Task More_spares_than_credentials_or_than_a_call_makes_are_refused(int count, int spares, string pointer)
    {
        var round = await server.OpenAsync();
        var refused = (await server.Administrator.PostAsync($"{round.Path}/credentials", $$"""{"group":"npc","count":{{count}},"spares":{{spares}}}""")).Refuses(400, "bad-request");
        Assert.Equal(pointer, refused.GetProperty("faults")[0].GetProperty("pointer").GetString());
    }

    [Fact]
    public async Task A_lost_slip_is_revoked_by_its_number_and_the_spare_votes_in_its_place()
    {
        var round = await server.OpenAsync();
        var rows = await round.IssueWithSparesAsync("npc", 4, 2);
        var answer = (await RevokeAsync(round, rows[1].Slip.ToUpperInvariant().Replace("-", " ", StringComparison.Ordinal), rows[4].Slip)).Answers();
        Assert.Equal(("npc", "replaced", "admin"), (answer.GetProperty("group").GetString(), answer.GetProperty("outcome").GetString(), answer.GetProperty("by").GetString()));
        // The same again is the same answer.
        Assert.Equal(answer.GetRawText(), (await RevokeAsync(round, rows[1].Slip, rows[4].Slip)).Answers().GetRawText());

        var unknown = await round.CastAsync(new string('0', 26), "u1:0,1");
        var revoked = await round.CastAsync(rows[1].Credential, "u1:0,1");
        Assert.Equal((unknown.Status, unknown.Text), (revoked.Status, revoked.Text));
        (await round.CastAsync(rows[4].Credential, "u1:0,1")).Answers();
        (await round.CastAsync(rows[5].Credential, "u1:0,1")).Refuses(401, "no-such-credential");
        Assert.Equal(4, await round.IssuedAsync("npc"));
        Assert.Equal((int)Evaluation.Gateway.Hosting.ExitCodes.Clean, await VerifyAsync());
    }

    [Fact]
    public async Task What_cannot_be_revoked_or_replaced_is_refused_with_its_reason()
    {
        var round = await server.OpenAsync();
        var rows = await round.IssueWithSparesAsync("npc", 4, 2);
        var others = await round.IssueWithSparesAsync("npc", 1, 1);
        (await RevokeAsync(round, "7k2mx-9rt44", null)).Refuses(404, "no-such-slip");
        (await RevokeAsync(round, rows[4].Slip, null)).Refuses(409, "slip-is-spare");
        (await RevokeAsync(round, rows[0].Slip, rows[1].Slip)).Refuses(409, "not-a-spare");
        (await RevokeAsync(round, rows[0].Slip, "7k2mx-9rt44")).Refuses(404, "no-such-slip");
        (await RevokeAsync(round, rows[0].Slip, others[1].Slip)).Refuses(409, "spare-of-another-batch");
        Assert.Equal(5, await round.IssuedAsync("npc"));

        (await RevokeAsync(round, rows[0].Slip, rows[4].Slip)).Answers();
        (await RevokeAsync(round, rows[0].Slip, rows[5].Slip)).Refuses(409, "slip-revoked");
        (await RevokeAsync(round, rows[2].Slip, rows[4].Slip)).Refuses(409, "spare-used");
        (await round.CastAsync(rows[3].Credential, "u1:0,1")).Answers();
        (await RevokeAsync(round, rows[3].Slip, rows[5].Slip)).Refuses(409, "already-cast");
        // That somebody asked whether the slip has voted stands in the audit.
        var acts = (await server.Administrator.GetAsync($"{round.Path}/audit")).Answers().EnumerateArray().Select(line => line.GetProperty("act").GetString()).Where(act => act!.StartsWith("slip-", StringComparison.Ordinal));
        Assert.Equal(["slip-revocation-started", "slip-revoked", "slip-revocation-started", "slip-revocation-refused"], acts);

        await round.MoveAsync("sealed");
        (await RevokeAsync(round, rows[2].Slip, rows[5].Slip)).Refuses(409, "wrong-state");
        Assert.Equal("replaced", (await RevokeAsync(round, rows[0].Slip, rows[4].Slip)).Answers().GetProperty("outcome").GetString());
    }

    [Theory]
    [InlineData("""{"spare":"7k2mx-9rt44","reason":"r"}""", "/slip")]
    [InlineData("""{"slip":"7k2mx","reason":"r"}""", "/slip")]
    [InlineData("""{"slip":"7k2mx-9rt44","spare":"no","reason":"r"}""", "/spare")]
    [InlineData("""{"slip":"7k2mx-9rt44"}""", "/reason")]
    [InlineData("""{"slip":"7k2mx-9rt44","reason":""}""", "/reason")]
    public async Task A_body_without_a_readable_number_or_a_reason_is_refused(string body, string pointer)
    {
        var round = await server.OpenAsync();
        var refused = (await server.Administrator.PostAsync($"{round.Path}/credentials/revocations", body)).Refuses(400, "bad-request");
        Assert.Contains(pointer, refused.GetProperty("faults").EnumerateArray().Select(fault => fault.GetProperty("pointer").GetString()));
    }

    [Fact]
    public async Task A_crowd_below_the_minimum_warns_on_the_round_and_on_its_batches()
    {
        var round = await server.OpenAsync(definition => definition["policies"] = System.Text.Json.Nodes.JsonNode.Parse("""{"groupMin": 3}"""));
        await round.IssueAsync("npc", 2);
        Assert.Equal([true], await SmallAsync());
        Assert.Contains("small-crowd", await WarningsAsync());
        await round.IssueAsync("npc", 1);
        Assert.Equal([false, false], await SmallAsync());
        Assert.DoesNotContain("small-crowd", await WarningsAsync());
        await round.IssueAsync("npc", 2, "\"u3\"");
        Assert.Equal([false, false, true], await SmallAsync());

        async Task<IEnumerable<bool>> SmallAsync() =>
            (await server.Administrator.GetAsync($"{round.Path}/credentials/batches")).Answers().GetProperty("items").EnumerateArray().Select(batch => batch.TryGetProperty("smallCrowd", out _));
        async Task<IEnumerable<string?>> WarningsAsync() =>
            (await server.Administrator.GetAsync(round.Path)).Answers().GetProperty("warnings").EnumerateArray().Select(warning => warning.GetProperty("code").GetString());
    }

    [Fact]
    public async Task After_the_close_everybody_reads_issued_activated_voted_and_replaced()
    {
        var round = await server.OpenAsync();
        var rows = await round.IssueWithSparesAsync("npc", 6, 2);
        (await RevokeAsync(round, rows[0].Slip, rows[6].Slip)).Answers();
        (await RevokeAsync(round, rows[1].Slip, null)).Answers();
        foreach (var row in rows[2..7])
            (await round.CastAsync(row.Credential, "u1:0,1", "u2:0,1", "u3:1,1")).Answers();
        await round.MoveAsync("sealed");
        var after = (await server.Anybody.GetAsync($"{round.Path}/turnout")).Answers().GetProperty("groups")[0];
        Assert.Equal((5, 1, 5, 2), (Int(after, "issued"), Int(after, "activated"), Int(after, "voted"), Int(after, "replaced")));
        Assert.InRange(Int(after, "issued"), Int(after, "voted"), Int(after, "roll"));
        var other = (await server.Anybody.GetAsync($"{round.Path}/turnout")).Answers().GetProperty("groups")[1];
        Assert.Equal((0, 0), (Int(other, "activated"), Int(other, "replaced")));
        await round.MoveAsync("provisional", "published");
        var published = (await server.Anybody.GetAsync($"{round.Path}/results")).Answers().GetProperty("turnout")[0];
        Assert.Equal((1, 2), (Int(published, "activated"), Int(published, "replaced")));
        Assert.Equal((int)Evaluation.Gateway.Hosting.ExitCodes.Clean, await VerifyAsync());
    }

    [Fact]
    public async Task Before_the_close_turnout_and_round_tell_nobody_how_many_slips_were_lost()
    {
        var round = await server.OpenAsync();
        var rows = await round.IssueWithSparesAsync("npc", 6, 2);
        (await RevokeAsync(round, rows[0].Slip, rows[6].Slip)).Answers();
        foreach (var caller in (Caller[])[server.Anybody, server.Administrator])
        {
            var turnout = (await caller.GetAsync($"{round.Path}/turnout")).Answers().GetProperty("groups")[0];
            var counts = (await caller.GetAsync(round.Path)).Answers().GetProperty("counts").GetProperty("groups")[0];
            foreach (var group in (System.Text.Json.JsonElement[])[turnout, counts])
                Assert.False(group.TryGetProperty("replaced", out _) || group.TryGetProperty("activated", out _), group.GetRawText());
        }
    }

    [Fact]
    public async Task A_batch_with_spares_is_replaced_by_as_many_and_its_spares_are_void()
    {
        var round = await server.OpenAsync();
        var rows = await round.IssueWithSparesAsync("npc", 4, 2, "first");
        (await RevokeAsync(round, rows[0].Slip, rows[4].Slip)).Answers();
        var answer = await server.Administrator.PostAsync($"{round.Path}/credentials/batches/first/replacement", """{"reason":"all lost"}""");
        var fresh = TestRound.Rows(answer);
        Assert.Equal((6, 2), (fresh.Length, fresh.Count(row => row.Slip.StartsWith("S-", StringComparison.Ordinal))));
        Assert.Equal(4, await round.IssuedAsync("npc"));
        foreach (var row in rows)
            (await round.CastAsync(row.Credential, "u1:0,1")).Refuses(401, "no-such-credential");
        (await RevokeAsync(round, rows[1].Slip, null)).Refuses(404, "no-such-slip");
        // The spare of the void batch does not vote, so the same again no longer says that it replaces the slip, nor do the numbers.
        Assert.Equal("revoked", (await RevokeAsync(round, rows[0].Slip, rows[4].Slip)).Answers().GetProperty("outcome").GetString());
        var batch = (await server.Administrator.GetAsync($"{round.Path}/credentials/batches")).Answers().GetProperty("items").EnumerateArray().Single(item => item.GetProperty("id").GetString() == "first");
        Assert.Equal(("void", 2, 0, 0), (batch.GetProperty("state").GetString(), Int(batch, "spares"), Int(batch, "activated"), Int(batch, "replaced")));
        (await round.CastAsync(fresh[0].Credential, "u1:0,1")).Answers();
        Assert.Equal((int)Evaluation.Gateway.Hosting.ExitCodes.Clean, await VerifyAsync());
    }

    [Fact]
    public async Task Nobody_but_administrators_can_try_numbers()
    {
        var round = await server.OpenAsync();
        var rows = await round.IssueWithSparesAsync("npc", 2, 1);
        var body = $$"""{"slip":"{{rows[0].Slip}}","spare":"{{rows[2].Slip}}","reason":"r"}""";
        var unknown = body.Replace(rows[0].Slip, "7k2mx-9rt44", StringComparison.Ordinal);
        foreach (var caller in (Caller[])[server.Anybody, server.Voter(rows[0].Credential), await server.StaffWithAsync("""{"role":"auditor"}"""), await server.StaffWithAsync("""{"role":"reviewer"}""")])
        {
            var (known, other) = (await caller.PostAsync($"{round.Path}/credentials/revocations", body), await caller.PostAsync($"{round.Path}/credentials/revocations", unknown));
            Assert.InRange(known.Status, 401, 403);
            Assert.Equal((known.Status, known.Text), (other.Status, other.Text));
        }
        (await round.CastAsync(rows[0].Credential, "u1:0,1")).Answers();
        // A slip number is no credential.
        (await round.CastAsync(rows[1].Slip, "u1:0,1")).Refuses(401, "no-such-credential");
    }

    private Task<Answer> RevokeAsync(TestRound round, string slip, string? spare) => server.Administrator.PostAsync(
        $"{round.Path}/credentials/revocations", $$"""{"slip":"{{slip}}",{{(spare is null ? "" : $"\"spare\":\"{spare}\",")}}"reason":"lost on the way"}""");

    private async Task<int> VerifyAsync() => await WholeCheck.RunAsync(server.Get<IJournal>(), server.Get<IEvidenceStore>(), TextWriter.Null, server.Get<IKeyStore>());

    private static int Int(System.Text.Json.JsonElement at, string name) => at.GetProperty(name).GetInt32();
}
