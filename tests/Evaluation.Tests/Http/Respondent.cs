using Evaluation.Testing.Oracle;

namespace Evaluation.Tests.Http;

/// <summary>A respondent who casts up to four ballots for some units, changes marks and sends one ballot twice.</summary>
internal sealed class Respondent
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
