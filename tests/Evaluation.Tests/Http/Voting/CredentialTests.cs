using System.Text.RegularExpressions;

namespace Evaluation.Tests.Http.Voting;

[Collection(SharedServer.Name)]
public sealed partial class CredentialTests(TestServer server)
{
    [Fact]
    public async Task Credentials_are_returned_as_CSV_with_a_link_whose_fragment_is_the_secret()
    {
        var round = await server.DraftAsync();
        var answer = await round.TryIssueAsync("users", 12, "\"u1\",\"u3\"");

        Assert.Equal(200, answer.Status);
        Assert.Equal("text/csv", answer.MediaType);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        var lines = answer.Text.Split("\r\n");
        Assert.Equal("credential,group,units,link,slip", lines[0]);
        Assert.Equal("", lines[^1]);
        var rows = lines[1..^1].Select(line => line.Split(',')).ToList();
        Assert.Equal(12, rows.Count);
        Assert.All(rows, row =>
        {
            Assert.Matches(Secret(), row[0]);
            Assert.Equal("users", row[1]);
            Assert.Equal("u1 u3", row[2]);
            Assert.Equal($"{server.Address}vote/{round.Id}#{row[0]}", row[3]);
        });
        Assert.All(rows, row => Assert.Matches("^[0-9a-z]{5}-[0-9a-z]{5}$", row[4]));
        Assert.Equal(12, rows.Select(row => row[4]).Distinct().Count());
        Assert.Equal(12, rows.Select(row => row[0]).Distinct().Count());
        Assert.Equal(12, await round.IssuedAsync("users"));
    }

    [Fact]
    public async Task A_link_opens_a_page_for_the_voter()
    {
        var round = await server.OpenAsync();
        var answer = await server.Anybody.GetAsync($"/vote/{round.Id}");
        Assert.Equal(200, answer.Status);
        Assert.Contains("小测评", answer.Text, StringComparison.Ordinal);
        (await server.Anybody.GetAsync("/vote/no-such-round")).Refuses(404, "no-such-round");
    }

    [Fact]
    public async Task Concurrent_calls_never_exceed_the_roll()
    {
        var round = await server.DraftAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 7).Select(_ => round.TryIssueAsync("npc", 10)));
        Assert.Equal(5, answers.Count(answer => answer.Status == 200));
        Assert.All(answers.Where(answer => answer.Status != 200), answer =>
        {
            var problem = answer.Refuses(409, "roll-exceeded");
            Assert.Equal(50, problem.GetProperty("roll").GetInt32());
            var unsettled = problem.TryGetProperty("unsettled", out var batches) ? batches.GetArrayLength() : 0;
            Assert.Equal(50, problem.GetProperty("issued").GetInt32() + (10 * unsettled));
        });
        Assert.Equal(50, await round.IssuedAsync("npc"));
    }

    [Fact]
    public async Task An_unknown_group_or_unit_is_refused_by_name()
    {
        var round = await server.DraftAsync();
        Assert.Equal("mayors", (await round.TryIssueAsync("mayors", 1)).Refuses(400, "no-such-group").GetProperty("group").GetString());
        Assert.Equal("u9", (await round.TryIssueAsync("npc", 1, "\"u1\",\"u9\"")).Refuses(400, "no-such-unit").GetProperty("unit").GetString());
        Assert.Equal(0, await round.IssuedAsync("npc"));
    }

    [Theory]
    [InlineData("""{"group":"npc"}""", "/count")]
    [InlineData("""{"count":1}""", "/group")]
    [InlineData("""{"group":"npc","count":0}""", "/count")]
    [InlineData("""{"group":"npc","count":-5}""", "/count")]
    [InlineData("""{"group":"npc","count":200001}""", "/count")]
    [InlineData("""{"group":"npc","count":99999999999999}""", "/count")]
    [InlineData("""{"group":"npc","count":1.5}""", "/count")]
    [InlineData("""{"group":"npc","count":1,"units":[]}""", "/units")]
    [InlineData("""{"group":"npc","count":1,"units":"u1"}""", "/units")]
    [InlineData("""{"group":"npc","count":1,"units":[7]}""", "/units/0")]
    [InlineData("""{"group":"npc","count":1,"for":"me"}""", "/for")]
    public async Task An_invalid_call_is_refused_with_its_fault(string body, string pointer)
    {
        var round = await server.DraftAsync();
        var problem = (await server.Administrator.PostAsync($"{round.Path}/credentials", body)).Refuses(400, "bad-request");
        Assert.Contains(pointer, problem.GetProperty("faults").EnumerateArray().Select(fault => fault.GetProperty("pointer").GetString()));
    }

    [Fact]
    public async Task No_credentials_are_issued_after_the_close_or_in_a_round_without_a_vote()
    {
        var closed = await server.OpenAsync();
        await closed.MoveAsync("sealed");
        (await closed.TryIssueAsync("npc", 1)).Refuses(409, "wrong-state");
        var assessed = await server.DraftAsync(SmallDefinition.WithoutVote);
        (await assessed.TryIssueAsync("npc", 1)).Refuses(409, "wrong-state");
        (await server.Administrator.PostAsync("/api/rounds/no-such-round/credentials", """{"group":"npc","count":1}""")).Refuses(404, "no-such-round");
    }

    [Fact]
    public async Task Credentials_issued_while_voting_runs_are_valid_at_once()
    {
        var round = await server.OpenAsync();
        var credential = (await round.IssueAsync("npc", 1))[0];
        (await round.CastAsync(credential, "u1:0,0")).Answers();
        // With the case and separators that people type.
        (await round.CastAsync(string.Join('-', credential.ToUpperInvariant().Chunk(5).Select(part => new string(part))), "u2:0,0")).Answers();
    }

    [GeneratedRegex("^[0-9a-hjkmnp-tv-z]{26}$")]
    private static partial Regex Secret();
}
