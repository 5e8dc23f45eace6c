using System.Text.Json;
using Evaluation.Tests.Oracle;

namespace Evaluation.Tests.Http;

/// <summary>Whole rounds by the API alone, whose every published figure an independent scorer works out from the slips that stand.</summary>
[Collection(SharedServer.Name)]
public sealed class IndependentResultTests(TestServer server)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Every_published_figure_is_what_the_standing_slips_give(int seed)
    {
        var drawn = new RandomRound(seed, TestServer.NewId("drawn"), isVoteOnly: true);
        (await server.Administrator.PostAsync("/api/rounds", drawn.Definition)).Answers(201);
        var round = new TestRound(server.Site, (string)drawn.Definition["id"]!);
        await round.MoveAsync("voting");

        var respondents = new List<Respondent>();
        foreach (var group in drawn.Groups)
            foreach (var credential in await round.IssueAsync(group, drawn.Next(2, 14)))
                respondents.Add(new(credential, group, drawn));
        await Parallel.ForEachAsync(respondents, async (respondent, _) => await respondent.VoteAsync(round));
        await round.MoveAsync("sealed", "provisional", "published");

        var result = (await server.Anybody.GetAsync($"{round.Path}/results")).Answers();
        var expected = Oracle.Oracle.Score(drawn.Json, [.. respondents.SelectMany(respondent => respondent.Standing)]);
        var published = Figures.Of(result.GetProperty("classes"));
        Assert.True(Figures.Of(expected) == published, $"seed {seed}: {Figures.Difference(expected, published)}\nrules {drawn.Definition.ToJsonString()}");
        AssertTurnout(result, drawn, respondents);
    }

    private static void AssertTurnout(JsonElement result, RandomRound drawn, List<Respondent> respondents)
    {
        var groupMin = drawn.Json.GetProperty("policies").GetProperty("groupMin").GetInt32();
        foreach (var group in result.GetProperty("turnout").EnumerateArray())
        {
            var invited = respondents.Where(respondent => respondent.Group == group.GetProperty("group").GetString()).ToList();
            var voted = invited.Count(respondent => respondent.Standing.Any());
            Assert.Equal(1000, group.GetProperty("roll").GetInt32());
            Assert.Equal(invited.Count, group.GetProperty("issued").GetInt32());
            Assert.Equal(voted < groupMin ? JsonValueKind.Null : JsonValueKind.Number, group.GetProperty("voted").ValueKind);
            if (voted >= groupMin)
                Assert.Equal(voted, group.GetProperty("voted").GetInt32());
        }
    }
}
