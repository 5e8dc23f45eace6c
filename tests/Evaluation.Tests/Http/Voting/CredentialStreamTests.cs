using System.Text;

namespace Evaluation.Tests.Http.Voting;

/// <summary>Calls for more credentials than any buffer holds.</summary>
public sealed class CredentialStreamTests : IClassFixture<TestServer>
{
    private const int Many = 100_000;

    /// <summary>The most of one call: some 20 MB of CSV, far beyond the buffers of both sides.</summary>
    private const int Most = 200_000;

    private readonly TestServer _server;

    public CredentialStreamTests(TestServer server) => _server = server;

    [Fact]
    public async Task One_call_returns_a_hundred_thousand_different_credentials()
    {
        var round = await DraftAsync();
        using var answer = await _server.Administrator.StartAsync(HttpMethod.Post, $"{round.Path}/credentials", Order(Many));
        Assert.Null(answer.Content.Headers.ContentLength);

        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(), Encoding.UTF8);
        Assert.Equal("credential,group,units,link,slip", await lines.ReadLineAsync());
        var seen = new HashSet<string>();
        while (await lines.ReadLineAsync() is { } line)
            Assert.True(seen.Add(line[..26]));
        Assert.Equal(Many, seen.Count);
        Assert.Equal(Many, await round.IssuedAsync("users"));
    }

    [Fact]
    public async Task No_credential_votes_or_counts_as_issued_before_the_last_line_was_sent()
    {
        var round = await DraftAsync();
        await round.MoveAsync("voting");
        using (var answer = await _server.Administrator.StartAsync(HttpMethod.Post, $"{round.Path}/credentials", Order(Most)))
        {
            using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());
            await lines.ReadLineAsync();
            var credential = (await lines.ReadLineAsync())![..26];
            // The client reads no further, so the answer stops when the buffers of both sides are full.
            (await round.CastAsync(credential, "u1:0,0")).Refuses(401, "no-such-credential");
            Assert.Equal("unsettled", await StateAsync(round));
            Assert.Equal((0, 0), (await round.IssuedAsync("users"), await InTurnoutAsync(round)));
            var refused = (await round.TryIssueAsync("users", 1)).Refuses(409, "roll-exceeded");
            Assert.Equal((0, 1), (refused.GetProperty("issued").GetInt32(), refused.GetProperty("unsettled").GetArrayLength()));

            while (await lines.ReadLineAsync() is { } line)
                credential = line[..26];
            (await round.CastAsync(credential, "u1:0,0")).Answers();
        }
        Assert.Equal(("issued", Most), (await StateAsync(round), await round.IssuedAsync("users")));
    }

    [Fact]
    public async Task A_client_that_disconnects_gets_no_valid_credential_and_the_roll_is_free_again()
    {
        var round = await DraftAsync();
        await round.MoveAsync("voting");
        var credential = await BreakOffAsync(round);
        await IsVoidAsync(round);

        (await round.CastAsync(credential, "u1:0,0")).Refuses(401, "no-such-credential");
        Assert.Equal(Most, (await round.IssueAsync("users", Most)).Length);
    }

    [Fact]
    public async Task A_batch_whose_answer_is_still_being_sent_can_be_voided_at_once()
    {
        var round = await DraftAsync();
        await round.MoveAsync("voting");
        using var answer = await _server.Administrator.StartAsync(HttpMethod.Post, $"{round.Path}/credentials", Order(Most));
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());
        await lines.ReadLineAsync();
        var credential = (await lines.ReadLineAsync())![..26];
        var batch = answer.Headers.GetValues("Idempotency-Key").Single();
        (await _server.Administrator.SendAsync(HttpMethod.Delete, $"{round.Path}/credentials/batches/{batch}", new StringContent("""{"reason":"stop"}"""))).Answers();

        Assert.Equal(Most, (await round.IssueAsync("users", Most)).Length);
        // The rest of the file never ends as a whole file would.
        await Assert.ThrowsAnyAsync<Exception>(async () => await lines.ReadToEndAsync());
        (await round.CastAsync(credential, "u1:0,0")).Refuses(401, "no-such-credential");
        Assert.Equal(Most, await round.IssuedAsync("users"));
    }

    /// <summary>Reads the first credential of an answer and disconnects.</summary>
    private async Task<string> BreakOffAsync(TestRound round)
    {
        using var answer = await _server.Administrator.StartAsync(HttpMethod.Post, $"{round.Path}/credentials", Order(Most));
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());
        await lines.ReadLineAsync();
        return (await lines.ReadLineAsync())![..26];
    }

    private Task<TestRound> DraftAsync() => _server.DraftAsync(definition => definition["groups"]![1]!["roll"] = Most);

    private static StringContent Order(int count) => new($$"""{"group":"users","count":{{count}}}""");

    private async Task<int> InTurnoutAsync(TestRound round) =>
        (await _server.Administrator.GetAsync($"{round.Path}/turnout")).Answers().GetProperty("groups")[1].GetProperty("issued").GetInt32();

    /// <summary>The state of the round's only batch.</summary>
    private async Task<string> StateAsync(TestRound round) =>
        Assert.Single((await _server.Administrator.GetAsync($"{round.Path}/credentials/batches")).Answers().GetProperty("items").EnumerateArray()).GetProperty("state").GetString()!;

    private Task<string> IsVoidAsync(TestRound round) => Eventually.IsAsync(() => StateAsync(round), state => state == "void", "the batch is void");
}
