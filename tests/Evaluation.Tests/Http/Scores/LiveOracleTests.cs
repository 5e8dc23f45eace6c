using System.Text.Json;
using System.Text.RegularExpressions;
using Evaluation.Testing.Oracle;

namespace Evaluation.Tests.Http.Scores;

/// <summary>
/// Whole public rounds: figures shown during voting, after the seal and after publication equal those of an independent scorer.
/// </summary>
[Collection(SharedServer.Name)]
public sealed partial class LiveOracleTests(TestServer server)
{
    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    public async Task Every_live_figure_equals_the_independent_score_of_the_standing_slips(int seed)
    {
        var drawn = new RandomRound(seed, TestServer.NewId("live"), isVoteOnly: true);
        drawn.Definition["visibility"] = "public";
        (await server.Administrator.PostAsync("/api/rounds", drawn.Definition)).Answers(201);
        var round = new TestRound(server.Site, (string)drawn.Definition["id"]!);
        await round.MoveAsync("voting");
        var respondents = new List<Respondent>();
        foreach (var group in drawn.Groups)
            foreach (var credential in await round.IssueAsync(group, drawn.Next(2, 14)))
                respondents.Add(new(credential, group, drawn));
        await Parallel.ForEachAsync(respondents, async (respondent, _) => await respondent.VoteAsync(round));

        var expected = Grade().Replace(Figures.Of(Oracle.Score(drawn.Json, [.. respondents.SelectMany(respondent => respondent.Standing)])), "grade -");
        await AssertShowsAsync(server.Anybody, round, expected, seed);
        await AssertCriteriaAgreeAsync(server.Anybody, round, drawn);
        await round.MoveAsync("sealed");
        await AssertShowsAsync(server.Administrator, round, expected, seed);
        await AssertCriteriaAgreeAsync(server.Administrator, round, drawn);
        await round.MoveAsync("provisional", "published");
        await AssertShowsAsync(server.Anybody, round, expected, seed);
    }

    private static async Task AssertShowsAsync(Caller caller, TestRound round, string expected, int seed)
    {
        var shown = "";
        try
        {
            await Eventually.IsTrueAsync(async () => (shown = Figures.Of((await caller.GetAsync($"{round.Path}/scores")).Answers().GetProperty("classes"))) == expected, $"seed {seed}");
        }
        catch (Xunit.Sdk.TrueException)
        {
            Assert.Equal(expected, shown);
        }
    }

    /// <summary>The figures by criterion equal the figures by unit.</summary>
    private static async Task AssertCriteriaAgreeAsync(Caller caller, TestRound round, RandomRound drawn)
    {
        var scores = (await caller.GetAsync($"{round.Path}/scores")).Answers();
        foreach (var (place, criterion) in drawn.Json.GetProperty("criteria").EnumerateArray().Select(item => item.GetProperty("code").GetString()).Index())
        {
            var expected = drawn.Units.Select(unit => ScoreTests.Unit(scores, unit)).Select(unit => $"{Figures(unit.GetProperty("criteria")[place])} {unit.GetProperty("slips")} {Reporting(unit)}").ToList();
            await Eventually.IsTrueAsync(
                async () =>
                {
                    var table = (await caller.GetAsync($"{round.Path}/criteria/{criterion}/scores")).Answers();
                    return expected.SequenceEqual(drawn.Units.Select(unit => ScoreTests.Unit(table, unit)).Select(unit => $"{Figures(unit)} {unit.GetProperty("slips")} {Reporting(unit)}"));
                },
                $"{criterion} agrees with the units");
        }

        static string Figures(JsonElement unit) => $"{unit.GetProperty("score")} {unit.GetProperty("positive")} {unit.GetProperty("top")}";
        static string Reporting(JsonElement unit) => string.Join(' ', unit.GetProperty("groups").EnumerateArray().Select(group =>
            $"{group.GetProperty("slips")} {group.GetProperty("awareness")} {group.GetProperty("reported")} {group.GetProperty("why")}"));
    }

    [GeneratedRegex(@"grade \S+")]
    private static partial Regex Grade();
}
