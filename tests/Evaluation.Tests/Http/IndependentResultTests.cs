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

    /// <summary>Somebody who casts up to four ballots, each of some units, changes their mind and sends one twice.</summary>
    private sealed class Respondent
    {
        private readonly string _credential;
        private readonly List<Dictionary<string, int[]>> _ballots = [];

        public Respondent(string credential, string group, RandomRound drawn)
        {
            (_credential, Group) = (credential, group);
            for (var left = drawn.Next(0, 5); left > 0; left--)
            {
                var ballot = drawn.Units.Where(_ => drawn.Next(0, 3) > 0).ToDictionary(unit => unit, _ => drawn.Marks());
                if (ballot.Count > 0)
                    _ballots.Add(ballot);
            }
        }

        public string Group { get; }

        /// <summary>The last slip of every unit.</summary>
        public IEnumerable<OracleSlip> Standing =>
            _ballots.SelectMany(ballot => ballot).GroupBy(slip => slip.Key).Select(unit => new OracleSlip(unit.Key, Group, unit.Last().Value));

        public async Task VoteAsync(TestRound round)
        {
            foreach (var ballot in _ballots)
            {
                string[] slips = [.. ballot.Select(slip => $"{slip.Key}:{string.Join(',', slip.Value)}")];
                var first = await round.CastAsync(_credential, slips);
                first.Answers();
                Assert.Equal(first.Text, (await round.CastAsync(_credential, slips)).Text);
            }
        }
    }
}
