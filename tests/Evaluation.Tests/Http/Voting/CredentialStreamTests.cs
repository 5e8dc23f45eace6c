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
        Assert.Equal("credential,group,units,link", await lines.ReadLineAsync());
        var seen = new HashSet<string>();
        while (await lines.ReadLineAsync() is { } line)
            Assert.True(seen.Add(line[..26]));
        Assert.Equal(Many, seen.Count);
        Assert.Equal(Many, await round.IssuedAsync("users"));
    }

    [Fact]
    public async Task Credentials_are_created_only_as_fast_as_the_client_reads_them()
    {
        var round = await DraftAsync();
        using (await _server.Administrator.StartAsync(HttpMethod.Post, $"{round.Path}/credentials", Order(Most)))
        {
            // The client reads nothing, so the answer stops when the buffers of both sides are full, and no further credentials are
            // created.
            var (made, alike) = (0, 0);
            await Eventually.IsTrueAsync(
                async () =>
                {
                    var before = made;
                    made = await InBoxesAsync(round);
                    alike = made > 0 && made == before ? alike + 1 : 0;
                    return alike == 50;
                },
                "the making of credentials stands still");
            Assert.True(made < Most, $"{made} credentials were made for a reader who took none");
        }
        await NothingIsIssuedAsync(round);
    }

    [Fact]
    public async Task A_client_that_disconnects_gets_no_valid_credential_and_the_roll_is_free_again()
    {
        var round = await DraftAsync();
        await round.MoveAsync("voting");
        string credential;
        using (var answer = await _server.Administrator.StartAsync(HttpMethod.Post, $"{round.Path}/credentials", Order(Most)))
        {
            using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());
            await lines.ReadLineAsync();
            credential = (await lines.ReadLineAsync())![..26];
        }
        await NothingIsIssuedAsync(round);

        (await round.CastAsync(credential, "u1:0,0")).Refuses(401, "no-such-credential");
        Assert.Equal(Most, (await round.IssueAsync("users", Most)).Length);
    }

    private Task<TestRound> DraftAsync() => _server.DraftAsync(definition => definition["groups"]![1]!["roll"] = Most);

    private static StringContent Order(int count) => new($$"""{"group":"users","count":{{count}}}""");

    private async Task<int> InBoxesAsync(TestRound round) =>
        (await _server.Administrator.GetAsync($"{round.Path}/turnout")).Answers().GetProperty("groups")[1].GetProperty("issued").GetInt32();

    private static Task NothingIsIssuedAsync(TestRound round) => Eventually.IsTrueAsync(async () => await round.IssuedAsync("users") == 0, "nothing is issued");
}
