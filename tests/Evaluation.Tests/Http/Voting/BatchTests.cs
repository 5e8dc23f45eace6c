using System.Text;
using System.Text.Json;

namespace Evaluation.Tests.Http.Voting;

/// <summary>Batches of credentials: their ids, their list, and voiding them.</summary>
[Collection(SharedServer.Name)]
public sealed class BatchTests(TestServer server)
{
    private const string Key = "5d2c8c1e-0b1f-4a3e-9a51-6f3f3b1a7d10";

    [Fact]
    public async Task The_header_Idempotency_Key_is_the_id_of_the_batch()
    {
        var round = await server.DraftAsync();
        var answer = await IssueAsync(round, 3, Key);
        Assert.Equal(200, answer.Status);
        Assert.Equal(Key, answer.Headers.GetValues("Idempotency-Key").Single());
        var line = Assert.Single(await BatchesAsync(round));
        Assert.Equal((Key, "npc", 3, "admin", "issued"), (Id(line), Text(line, "group"), line.GetProperty("count").GetInt32(), Text(line, "by"), State(line)));
        Assert.EndsWith("+08:00", Text(line, "at"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_without_the_header_gets_an_id_of_its_own()
    {
        var round = await server.DraftAsync();
        var id = (await IssueAsync(round, 3)).Headers.GetValues("Idempotency-Key").Single();
        await IssueAsync(round, 2);
        var lines = await BatchesAsync(round);
        Assert.Equal((2, id), (lines.Select(Id).Distinct().Count(), Id(lines[0])));
    }

    [Theory]
    [InlineData(Key)]
    [InlineData($"\"{Key}\"")]
    [InlineData("5D2C8C1E-0B1F-4A3E-9A51-6F3F3B1A7D10")]
    public async Task A_repeated_call_with_the_same_key_issues_nothing_and_describes_the_batch(string again)
    {
        var round = await server.DraftAsync();
        Assert.Equal(200, (await IssueAsync(round, 3, Key)).Status);

        var problem = (await IssueAsync(round, 5, again)).Refuses(409, "batch-exists");
        Assert.Equal((Key, "npc", 3, "admin", "issued"), (Text(problem, "batch"), Text(problem, "group"), problem.GetProperty("count").GetInt32(), Text(problem, "by"), Text(problem, "state")));
        Assert.Equal(3, await round.IssuedAsync("npc"));
        Assert.Single(await BatchesAsync(round));
    }

    [Fact]
    public async Task Concurrent_calls_with_the_same_key_issue_once()
    {
        var round = await server.DraftAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => IssueAsync(round, 4, Key)));
        Assert.Single(answers, answer => answer.Status == 200);
        Assert.All(answers.Where(answer => answer.Status != 200), answer => answer.Refuses(409, "batch-exists"));
        Assert.Equal(4, await round.IssuedAsync("npc"));
    }

    [Theory]
    [InlineData("two words")]
    [InlineData("\"\"")]
    [InlineData("../../etc")]
    [InlineData("01234567890123456789012345678901234567890123456789012345678901234")]
    public async Task A_key_that_is_no_id_is_refused_and_the_header_is_named(string key)
    {
        var round = await server.DraftAsync();
        Assert.Equal("Idempotency-Key", Text((await IssueAsync(round, 3, key)).Refuses(400, "bad-request"), "header"));
        Assert.Empty(await BatchesAsync(round));
    }

    [Fact]
    public async Task A_void_batch_votes_no_more_and_its_places_return_to_the_roll()
    {
        var round = await server.OpenAsync();
        var credential = Credential(await IssueAsync(round, 50, Key));
        Assert.Equal(("void", 50), (await VoidAsync(round, Key)).Answers() is var line ? (State(line), line.GetProperty("count").GetInt32()) : default);

        (await round.CastAsync(credential, "u1:0,0")).Refuses(401, "no-such-credential");
        Assert.Equal((0, 0), (await round.IssuedAsync("npc"), await InTurnoutAsync(round)));
        // The same again changes nothing, and the id stays taken.
        Assert.Equal("void", State((await VoidAsync(round, Key)).Answers()));
        Assert.Equal("void", Text((await IssueAsync(round, 50, Key)).Refuses(409, "batch-exists"), "state"));
        Assert.Equal(50, (await round.IssueAsync("npc", 50)).Length);
        Assert.Contains((await server.Administrator.GetAsync($"{round.Path}/audit")).Answers().EnumerateArray(), act =>
            Text(act, "act") == "voiding-started" && Text(act, "reason") == "sent to the wrong office" && Text(act, "by") == "admin");
    }

    [Fact]
    public async Task A_batch_of_which_a_credential_has_voted_stays_as_it_is()
    {
        var round = await server.OpenAsync();
        var lines = (await IssueAsync(round, 20, Key)).Text.Split("\r\n")[1..^1];
        (await round.CastAsync(lines[7].Split(',')[0], "u1:0,0")).Answers();

        Assert.Equal(Key, Text((await VoidAsync(round, Key)).Refuses(409, "already-cast"), "batch"));
        Assert.Equal("issued", State(Assert.Single(await BatchesAsync(round))));
        Assert.Equal((20, 20), (await round.IssuedAsync("npc"), await InTurnoutAsync(round)));
        foreach (var line in lines)
            (await round.CastAsync(line.Split(',')[0], "u1:1,1")).Answers();
    }

    [Fact]
    public async Task After_the_close_an_issued_batch_is_not_voided()
    {
        var round = await server.OpenAsync();
        await IssueAsync(round, 3, Key);
        await round.MoveAsync("sealed");
        (await VoidAsync(round, Key)).Refuses(409, "wrong-state");
        Assert.Equal(3, await round.IssuedAsync("npc"));
    }

    [Theory]
    [InlineData("{}", "bad-request", "/reason")]
    [InlineData("""{"reason":" "}""", "bad-request", "/reason")]
    [InlineData("""{"reason":"lost","sure":true}""", "bad-request", "/sure")]
    [InlineData("lost", "not-json", null)]
    public async Task Voiding_needs_a_reason(string body, string code, string? pointer)
    {
        var round = await server.DraftAsync();
        await IssueAsync(round, 3, Key);
        var problem = (await VoidAsync(round, Key, body)).Refuses(400, code);
        if (pointer is not null)
            Assert.Equal([pointer], problem.GetProperty("faults").EnumerateArray().Select(fault => Text(fault, "pointer")));
        Assert.Equal("issued", State(Assert.Single(await BatchesAsync(round))));
    }

    [Fact]
    public async Task An_unknown_batch_or_round_is_not_found()
    {
        var round = await server.DraftAsync();
        (await VoidAsync(round, "no-such-batch")).Refuses(404, "no-such-batch");
        var nowhere = round with { Id = "no-such-round" };
        (await VoidAsync(nowhere, Key)).Refuses(404, "no-such-round");
        (await server.Administrator.GetAsync($"{nowhere.Path}/credentials/batches")).Refuses(404, "no-such-round");
    }

    [Fact]
    public async Task The_contract_names_the_key_and_promises_no_more_than_is_true()
    {
        var contract = (await server.Anybody.GetAsync("/openapi/v1.json")).Answers().GetProperty("paths");
        var issue = contract.GetProperty("/api/rounds/{round}/credentials").GetProperty("post");
        Assert.Contains(issue.GetProperty("parameters").EnumerateArray(), parameter => Text(parameter, "name") == "Idempotency-Key" && Text(parameter, "in") == "header");
        Assert.Contains("batch-exists", Text(issue.GetProperty("responses").GetProperty("409"), "description"), StringComparison.Ordinal);
        Assert.Contains("do not vote", Text(issue, "summary"), StringComparison.Ordinal);
        Assert.DoesNotContain("issued nothing", Text(issue, "summary"), StringComparison.Ordinal);
    }

    private Task<Answer> IssueAsync(TestRound round, int count, string? key = null) => server.Administrator.SendAsync(
        HttpMethod.Post, $"{round.Path}/credentials", new StringContent($$"""{"group":"npc","count":{{count}}}"""), key is null ? [] : [("Idempotency-Key", key)]);

    private Task<Answer> VoidAsync(TestRound round, string batch, string body = """{"reason":"sent to the wrong office"}""") =>
        server.Administrator.SendAsync(HttpMethod.Delete, $"{round.Path}/credentials/batches/{batch}", new StringContent(body, Encoding.UTF8, "application/json"));

    private async Task<JsonElement[]> BatchesAsync(TestRound round) =>
        [.. (await server.Administrator.GetAsync($"{round.Path}/credentials/batches")).Answers().GetProperty("items").EnumerateArray()];

    private async Task<int> InTurnoutAsync(TestRound round)
    {
        var issued = -1;
        await Eventually.IsTrueAsync(
            async () => (issued = (await server.Anybody.GetAsync($"{round.Path}/turnout")).Answers().GetProperty("groups")[0].GetProperty("issued").GetInt32()) == await round.IssuedAsync("npc"),
            "turnout and round count alike");
        return issued;
    }

    private static string Credential(Answer answer) => answer.Text.Split("\r\n")[1].Split(',')[0];

    private static string Id(JsonElement line) => Text(line, "id");

    private static string State(JsonElement line) => Text(line, "state");

    private static string Text(JsonElement line, string name) => line.GetProperty(name).ValueKind == JsonValueKind.String ? line.GetProperty(name).GetString()! : "";
}
