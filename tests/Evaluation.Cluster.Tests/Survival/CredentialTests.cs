using System.Text.Json;
using Evaluation.Cluster.Tests.Postgres;

namespace Evaluation.Cluster.Tests.Survival;

/// <summary>A gateway that dies in the middle of a file of credentials.</summary>
[Collection(Processes.Name)]
public sealed class CredentialTests
{
    private const int Many = 150_000;
    private const string Key = "letter-to-the-users";

    [PostgresFact]
    public async Task The_batch_of_a_dead_gateway_does_not_vote_and_is_voided_and_issued_anew_at_once()
    {
        using var postgres = await PostgresServer.StartAsync();
        using var silo = await ClusterProcess.StartAsync("silo", postgres.ConnectionString("postgres"));
        using var dying = await ClusterProcess.StartAsync("gateway", postgres.ConnectionString("postgres"));
        using var other = await ClusterProcess.StartAsync("gateway", postgres.ConnectionString("postgres"));
        var definition = SmallDefinition.Of("letters");
        definition["groups"]![1]!["roll"] = Many;
        await RepeatedCalls.AskAsync(() => other.Site.Administrator.PostAsync("/api/rounds", definition));
        var round = new TestRound(other.Site, "letters");
        await round.MovePatientlyAsync("voting");

        string credential;
        using (var answer = await dying.Site.Administrator.StartAsync(HttpMethod.Post, $"{round.Path}/credentials", Order(), headers: ("Idempotency-Key", Key)))
        {
            using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());
            await lines.ReadLineAsync();
            credential = (await lines.ReadLineAsync())![..26];
            dying.Kill();
        }

        (await round.CastAsync(credential, "u1:0,0")).Refuses(401, "no-such-credential");
        var again = await other.Site.Administrator.SendAsync(HttpMethod.Post, $"{round.Path}/credentials", Order(), ("Idempotency-Key", Key));
        Assert.Equal(("unsettled", Many), again.Refuses(409, "batch-exists") is var known ? (known.GetProperty("state").GetString(), known.GetProperty("count").GetInt32()) : default);
        Assert.Equal((0, 0), (await round.IssuedAsync("users"), await InTurnoutAsync(round)));

        (await other.Site.Administrator.SendAsync(HttpMethod.Delete, $"{round.Path}/credentials/batches/{Key}", new StringContent("""{"reason":"the file is broken"}"""))).Answers();
        var voters = await RepeatedCalls.IssueAsync(round, "users", Many);
        (await round.CastAsync(voters[^1], "u1:0,0")).Answers();
        (await round.CastAsync(credential, "u1:0,0")).Refuses(401, "no-such-credential");
        Assert.Equal((Many, Many), (await round.IssuedAsync("users"), await InTurnoutAsync(round)));
        var states = (await other.Site.Administrator.GetAsync($"{round.Path}/credentials/batches")).Answers().GetProperty("items").EnumerateArray().Select(State);
        Assert.Equal(["void", "issued"], states);
    }

    private static StringContent Order() => new($$"""{"group":"users","count":{{Many}}}""");

    private static string? State(JsonElement batch) => batch.GetProperty("state").GetString();

    private static async Task<int> InTurnoutAsync(TestRound round)
    {
        var issued = -1;
        await Eventually.IsTrueAsync(
            async () => (issued = (await round.Server.Administrator.GetAsync($"{round.Path}/turnout")).Answers().GetProperty("groups")[1].GetProperty("issued").GetInt32()) == await round.IssuedAsync("users"),
            "turnout and round count alike");
        return issued;
    }
}
