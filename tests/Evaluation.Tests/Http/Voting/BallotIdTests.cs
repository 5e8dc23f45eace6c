using System.Net.Http.Headers;
using System.Text;
using Evaluation.Ballots;
using Evaluation.Embedded;
using Evaluation.Embedded.Engine;
using Evaluation.Gateway.Hosting;
using Evaluation.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Evaluation.Tests.Http.Voting;

[Collection(SharedServer.Name)]
public sealed class BallotIdTests(TestServer server)
{
    [Fact]
    public async Task A_resend_with_its_id_gets_the_same_answer_before_and_after_the_close()
    {
        var round = await server.OpenAsync(definition => definition["allowRevote"] = false);
        var voter = (await round.IssueAsync("npc", 1))[0];
        var first = await CastAsync(round, voter, "one", "u1:0,1");
        first.Answers();
        Assert.Equal(first.Text, (await CastAsync(round, voter, "one", "u1:0,1")).Text);
        (await CastAsync(round, voter, "another", "u1:0,1")).Refuses(409, "already-cast");

        await round.MoveAsync("sealed");
        Assert.True((await CastAsync(round, voter, "one", "u1:0,1")).Refuses(409, "not-open").GetProperty("counted").GetBoolean());
        Assert.False((await CastAsync(round, voter, "another", "u1:0,1")).Refuses(409, "not-open").TryGetProperty("counted", out _));
    }

    [Fact]
    public async Task A_credential_and_every_pattern_do_not_reveal_the_vote()
    {
        var round = await server.OpenAsync(definition => definition["allowRevote"] = false);
        var voter = (await round.IssueAsync("npc", 1))[0];
        // The vote is the first pattern, so the first guess is right.
        (await CastAsync(round, voter, "one", "u1:0,0")).Answers();
        foreach (var state in (string[])["voting", "sealed"])
        {
            if (state == "sealed")
                await round.MoveAsync(state);
            var answers = new HashSet<string>();
            for (var pattern = 0; pattern < 16; pattern++)
                answers.Add((await round.CastAsync(voter, $"u1:{pattern / 4},{pattern % 4}")).Text);
            Assert.Single(answers);
        }
    }

    [Fact]
    public async Task A_header_that_is_no_id_is_refused()
    {
        var round = await server.OpenAsync();
        var voter = (await round.IssueAsync("npc", 1))[0];
        foreach (var id in (string[])["", "two words", new string('x', 129)])
            Assert.Equal("Ballot-Id", (await CastAsync(round, voter, id, "u1:0,1")).Refuses(400, "bad-ballot").GetProperty("header").GetString());
        using var content = new StringContent(TestRound.Ballot("u1:0,1"), Encoding.UTF8, "application/json");
        (await server.Voter(voter).SendAsync(HttpMethod.Put, $"{round.Path}/ballot", content, ("Ballot-Id", "one"), ("Ballot-Id", "two"))).Refuses(400, "bad-ballot");
        (await CastAsync(round, voter, new string('x', 128), "u1:0,1")).Answers();
    }

    [Fact]
    public async Task The_contract_describes_the_header()
    {
        var put = (await server.Anybody.GetAsync("/openapi/v1.json")).Answers().GetProperty("paths").GetProperty("/api/rounds/{round}/ballot").GetProperty("put");
        var header = Assert.Single(put.GetProperty("parameters").EnumerateArray(), parameter => parameter.GetProperty("name").GetString() == "Ballot-Id");
        Assert.Equal("header", header.GetProperty("in").GetString());
        Assert.Contains("A changed ballot needs a new id; with the old one it is not counted.", header.GetProperty("description").GetString(), StringComparison.Ordinal);
        Assert.Contains("for 15 minutes, and not after 3 other ballots", header.GetProperty("description").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ballot_with_an_id_reaches_a_silo_that_does_not_know_ids()
    {
        var folder = Directory.CreateTempSubdirectory("evaluation-");
        await using var app = EmbeddedHost.Build(
            ["--urls", "http://127.0.0.1:0", "--EVALUATION_DATA", folder.FullName, "--EVALUATION_ADMIN_KEY", Site.AdministratorKey, "--EVALUATION_SAMPLE", "false"],
            services => services.AddSingleton<MailboxEngine>().Replace(ServiceDescriptor.Singleton<IEngine>(provider => new EarlierSilo(provider.GetRequiredService<MailboxEngine>()))));
        await app.Services.GetRequiredService<Start>().RunAsync();
        await app.StartAsync();
        var site = new Site(new(app.Urls.First()));
        (await site.Administrator.PostAsync("/api/rounds", SmallDefinition.Of("one"))).Answers(201);
        var round = new TestRound(site, "one");
        await round.MoveAsync("voting");
        var voter = (await round.IssueAsync("npc", 1))[0];
        var first = await CastAsync(round, voter, "one", "u1:0,1");
        first.Answers();
        Assert.Equal(first.Text, (await CastAsync(round, voter, "one", "u1:0,1")).Text);
        await app.StopAsync();
        folder.Delete(recursive: true);
    }

    private static async Task<Answer> CastAsync(TestRound round, string voter, string id, params string[] slips)
    {
        using var content = new StringContent(TestRound.Ballot(slips), Encoding.UTF8, MediaTypeHeaderValue.Parse("application/json"));
        return await round.Server.Voter(voter).SendAsync(HttpMethod.Put, $"{round.Path}/ballot", content, ("Ballot-Id", id));
    }

    /// <summary>An engine of the version before ids: it refuses the contents of a ballot with an id.</summary>
    private sealed class EarlierSilo(IEngine inner) : IEngine
    {
        public ValueTask<Outcome<TAnswer>> SendAsync<TState, TAnswer>(GrainRef<TState> grain, IRequest<TState, TAnswer> request)
            where TState : class
            where TAnswer : class =>
            request is CastBallot { Id.IsNone: false } ? new(new Refusal(RefusalCode.NotYetSupported, "Unknown contents.")) : inner.SendAsync(grain, request);

        public IAsyncEnumerable<GrainRef<TState>> ListAsync<TState>(GrainKind<TState> kind, CancellationToken cancel = default)
            where TState : class => inner.ListAsync(kind, cancel);

        public ValueTask CheckAsync(CancellationToken cancel = default) => inner.CheckAsync(cancel);
    }
}
