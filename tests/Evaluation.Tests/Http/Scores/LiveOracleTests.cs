using System.Text.Json;
using System.Text.RegularExpressions;
using Evaluation.Testing.Oracle;

namespace Evaluation.Tests.Http.Scores;

/// <summary>
/// Whole public rounds: figures shown at a cut, after the seal and after publication equal those of an independent scorer.
/// </summary>
public sealed partial class LiveOracleTests : IAsyncLifetime
{
    private readonly WatchedServer _watched = new();

    public Task InitializeAsync() => _watched.InitializeAsync();

    public Task DisposeAsync() => _watched.DisposeAsync();

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    public async Task Every_figure_of_a_cut_equals_the_independent_score_of_the_slips_that_may_be_shown(int seed)
    {
        var server = _watched.Server;
        var drawn = new RandomRound(seed, TestServer.NewId("live"), isVoteOnly: true);
        drawn.Definition["visibility"] = "public";
        (await server.Administrator.PostAsync("/api/rounds", drawn.Definition)).Answers(201);
        var round = new TestRound(server.Site, (string)drawn.Definition["id"]!);
        await round.MoveAsync("voting");
        var respondents = new List<Respondent>();
        foreach (var group in drawn.Groups)
            foreach (var credential in (await round.IssueAsync(group, Limits.IssuedForLiveScores))[..drawn.Next(2, 14)])
                respondents.Add(new(credential, group, drawn));
        await Parallel.ForEachAsync(respondents, async (respondent, _) => await respondent.VoteAsync(round));
        OracleSlip[] standing = [.. respondents.SelectMany(respondent => respondent.Standing)];

        var live = WithoutCounts(Grade().Replace(Figures.Of(Oracle.Score(drawn.Json, MayBeShown(standing, drawn))), "grade -"));
        Assert.Equal(live, WithoutCounts(Figures.Of((await _watched.NextCutAsync(round)).GetProperty("classes"))));
        await AssertCriteriaAgreeAsync(server.Anybody, round, drawn);
        var expected = Grade().Replace(Figures.Of(Oracle.Score(drawn.Json, standing)), "grade -");
        await round.MoveAsync("sealed");
        _watched.Clock.Advance(Limits.ViewAge);
        Assert.Equal(expected, Figures.Of((await _watched.ReadAsync(round, caller: server.Administrator)).GetProperty("classes")));
        await AssertCriteriaAgreeAsync(server.Administrator, round, drawn);
        await round.MoveAsync("provisional", "published");
        _watched.Clock.Advance(Limits.ViewAge);
        Assert.Equal(expected, Figures.Of((await _watched.ReadAsync(round)).GetProperty("classes")));
    }

    /// <summary>The slips of units with at least twice the minimum of every counted group.</summary>
    private static OracleSlip[] MayBeShown(OracleSlip[] slips, RandomRound drawn)
    {
        var min = Math.Max(1, drawn.Json.GetProperty("policies").GetProperty("groupMin").GetInt32());
        return [.. slips.GroupBy(slip => slip.Unit).Where(unit => unit.CountBy(slip => slip.Group).Where(group => group.Value >= min).ToList() is { Count: > 0 } counted && counted.All(group => group.Value >= 2 * min)).SelectMany(unit => unit)];
    }

    private static string WithoutCounts(string figures) => Counts().Replace(figures, match => match.Groups[1].Value + " - ");

    /// <summary>The figures by criterion equal the figures by unit.</summary>
    private static async Task AssertCriteriaAgreeAsync(Caller caller, TestRound round, RandomRound drawn)
    {
        var scores = (await caller.GetAsync($"{round.Path}/scores")).Answers();
        foreach (var (place, criterion) in drawn.Json.GetProperty("criteria").EnumerateArray().Select(item => item.GetProperty("code").GetString()).Index())
        {
            var table = (await caller.GetAsync($"{round.Path}/criteria/{criterion}/scores")).Answers();
            Assert.Equal(
                drawn.Units.Select(unit => ScoreTests.Unit(scores, unit)).Select(unit => $"{Figures(unit.GetProperty("criteria")[place])} {Reporting(unit)}"),
                drawn.Units.Select(unit => ScoreTests.Unit(table, unit)).Select(unit => $"{Figures(unit)} {Reporting(unit)}"));
        }

        static string Figures(JsonElement unit) => $"{unit.GetProperty("score")} {unit.GetProperty("positive")} {unit.GetProperty("top")}";
        static string Reporting(JsonElement unit) => string.Join(' ', unit.GetProperty("groups").EnumerateArray().Select(group =>
            $"{group.GetProperty("awareness")} {group.GetProperty("reported")} {group.GetProperty("why")}"));
    }

    [GeneratedRegex(@"grade \S+")]
    private static partial Regex Grade();

    /// <summary>The counts of slips in a line of <see cref="Figures"/>: of the unit, and of each group before its awareness.</summary>
    [GeneratedRegex(@"(\| (?:slips|[a-z0-9-]+)) (?:\d+|-) (?=positive|\S+ \S+ (?:True|False))")]
    private static partial Regex Counts();
}
