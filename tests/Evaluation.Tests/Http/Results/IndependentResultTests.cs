using System.Text.Json;
using Evaluation.Testing.Oracle;

namespace Evaluation.Tests.Http.Results;

/// <summary>Whole rounds through the API. Every published figure is compared with an independent scorer.</summary>
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
    public async Task Every_published_figure_equals_the_independent_score_of_the_standing_slips(int seed)
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
        var expected = Oracle.Score(drawn.Json, [.. respondents.SelectMany(respondent => respondent.Standing)]);
        var published = Figures.Of(result.GetProperty("classes"));
        Assert.True(Figures.Of(expected) == published, $"seed {seed}: {Figures.Difference(expected, published)}\nrules {drawn.Definition.ToJsonString()}");
        AssertTurnout(result, drawn, respondents);
    }

    private static void AssertTurnout(JsonElement result, RandomRound drawn, List<Respondent> respondents)
    {
        var groupMin = drawn.Json.GetProperty("policies").GetProperty("groupMin").GetInt32();
        var groups = result.GetProperty("turnout").EnumerateArray().Select(group => (Row: group, Invited: respondents.Where(respondent => respondent.Group == group.GetProperty("group").GetString()).ToList())).ToList();
        var hidden = groups.Where(group => IsHidden(group.Invited, drawn.Units, groupMin)).Select(group => group.Row).ToHashSet();
        // One hidden number could be derived from a total, so the smallest other number is hidden too.
        if (groupMin > 1 && hidden.Count == 1 && groups.Where(group => !hidden.Contains(group.Row)).OrderBy(group => group.Invited.Count).Select(group => group.Row).Take(1).ToList() is [var second])
            hidden.Add(second);
        foreach (var (row, invited) in groups)
        {
            Assert.Equal(1000, row.GetProperty("roll").GetInt32());
            Assert.Equal(invited.Count, row.GetProperty("issued").GetInt32());
            int? voted = row.GetProperty("voted").ValueKind == JsonValueKind.Null ? null : row.GetProperty("voted").GetInt32();
            Assert.Equal(hidden.Contains(row) ? null : invited.Count(respondent => respondent.Standing.Any()), voted);
        }
    }

    /// <summary>Below the minimum, or one of its units is and there are more voters than shown slips.</summary>
    private static bool IsHidden(List<Respondent> group, string[] units, int groupMin)
    {
        var voted = group.Count(respondent => respondent.Standing.Any());
        var slips = units.Select(unit => group.Count(respondent => respondent.Standing.Any(slip => slip.Unit == unit))).ToList();
        return voted < groupMin || (groupMin > 1 && slips.Any(count => count < groupMin) && slips.Where(count => count >= groupMin).Sum() < voted);
    }
}
