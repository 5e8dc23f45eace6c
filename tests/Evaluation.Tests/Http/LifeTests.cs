namespace Evaluation.Tests.Http;

[Collection(SharedServer.Name)]
public sealed class LifeTests(TestServer server)
{
    [Fact]
    public async Task A_round_passes_through_all_states()
    {
        var round = await server.DraftAsync(SmallDefinition.Assessed);
        string[] path = ["assessing", "voting", "paused", "voting", "sealed", "provisional", "published", "final", "archived"];
        foreach (var to in path)
        {
            Assert.Equal(to, (await round.MoveAsync(to)).GetProperty("state").GetString());
            Assert.Equal(to, (await round.StateAsync()).GetProperty("state").GetString());
        }
    }

    [Fact]
    public async Task A_round_without_assessed_criteria_goes_from_draft_to_voting_and_one_without_a_vote_from_assessing_to_sealed()
    {
        var voted = await server.DraftAsync();
        await voted.MoveAsync("voting", "sealed", "provisional");

        var assessed = await server.DraftAsync(SmallDefinition.WithoutVote);
        (await assessed.TryMoveAsync("voting")).Refuses(409, "wrong-state");
        await assessed.MoveAsync("assessing", "sealed", "provisional", "published");
    }

    [Theory]
    [InlineData("", "paused", "voting")]
    [InlineData("", "sealed", "voting,paused,provisional")]
    [InlineData("", "provisional", "sealed")]
    [InlineData("", "published", "provisional")]
    [InlineData("", "final", "published")]
    [InlineData("", "archived", "final")]
    [InlineData("voting", "assessing", "draft")]
    [InlineData("voting", "draft", "")]
    [InlineData("voting sealed", "voting", "draft,assessing,paused")]
    [InlineData("voting sealed provisional published", "sealed", "voting,paused,provisional")]
    [InlineData("voting sealed provisional published", "cancelled", "draft,assessing,voting,paused,sealing,sealed,provisional")]
    [InlineData("cancelled", "voting", "draft,assessing,paused")]
    public async Task A_refused_transition_names_the_states_that_allow_it(string path, string to, string allowedFrom)
    {
        var round = await server.DraftAsync();
        await round.MoveAsync(path.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var before = (await round.StateAsync()).GetProperty("state").GetString();

        var problem = (await round.TryMoveAsync(to)).Refuses(409, "wrong-state");
        Assert.Equal(allowedFrom, string.Join(',', problem.GetProperty("allowedFrom").EnumerateArray().Select(state => state.GetString())));
        Assert.Equal(before, problem.GetProperty("state").GetString());
        Assert.Equal(before, (await round.StateAsync()).GetProperty("state").GetString());
    }

    [Theory]
    [InlineData("voting")]
    [InlineData("voting paused")]
    [InlineData("voting sealed")]
    [InlineData("voting sealed provisional")]
    public async Task A_round_can_be_cancelled_until_it_is_published(string path)
    {
        var round = await server.DraftAsync();
        await round.MoveAsync(path.Split(' '));
        Assert.Equal("cancelled", (await round.TryMoveAsync("cancelled", "the basis was withdrawn")).Answers().GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_transition_to_the_current_state_changes_nothing()
    {
        var round = await server.OpenAsync();
        await round.MoveAsync("voting", "voting", "sealed", "sealed", "provisional", "provisional");
        var acts = (await server.Administrator.GetAsync($"{round.Path}/audit")).Answers().EnumerateArray().Select(line => line.GetProperty("act").GetString()).ToList();
        Assert.Single(acts, "voting-opened");
        Assert.Single(acts, "sealing-started");
        Assert.Single(acts, "result-computed");
    }

    [Fact]
    public async Task Concurrent_seals_all_succeed()
    {
        var round = await server.OpenAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => round.TryMoveAsync("sealed")));
        Assert.All(answers, answer => Assert.Equal("sealed", answer.Answers().GetProperty("state").GetString()));
    }

    [Theory]
    [InlineData("""{"to":"opened"}""", "/to")]
    [InlineData("""{"to":"sealing"}""", "/to")]
    [InlineData("""{"to":7}""", "/to")]
    [InlineData("""{}""", "/to")]
    [InlineData("""{"to":"voting","why":"x"}""", "/why")]
    [InlineData("""{"to":"voting","reason":7}""", "/reason")]
    [InlineData("""[]""", "")]
    public async Task An_invalid_transition_is_refused_with_its_fault(string body, string pointer)
    {
        var round = await server.DraftAsync();
        var problem = (await server.Administrator.PostAsync($"{round.Path}/transitions", body)).Refuses(400, "bad-request");
        Assert.Contains(pointer, problem.GetProperty("faults").EnumerateArray().Select(fault => fault.GetProperty("pointer").GetString()));
    }

    [Fact]
    public async Task An_unknown_round_has_no_transitions()
    {
        (await server.Administrator.PostAsync("/api/rounds/no-such-round/transitions", """{"to":"voting"}""")).Refuses(404, "no-such-round");
        (await server.Administrator.PostAsync("/api/rounds/no-such-round/transitions", """{"to":"provisional"}""")).Refuses(404, "no-such-round");
        (await server.Administrator.PostAsync("/api/rounds/no-such-round/schedule", """{"closesAt":"2040-01-01T00:00:00Z"}""")).Refuses(404, "no-such-round");
        (await server.Administrator.GetAsync("/api/rounds/no-such-round/audit")).Refuses(404, "no-such-round");
    }
}
