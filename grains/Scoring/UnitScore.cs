using Evaluation.Rules;
using Evaluation.Scoring.Totals;
using Evaluation.Scoring.Votes;

namespace Evaluation.Scoring;

/// <summary>Everything that is computed of one unit by itself, exact: what ranking, bands and grades compare, and what is rounded for publication.</summary>
internal sealed record UnitScore(Unit Unit, UnitFacts Facts, IReadOnlyList<GroupScore> Groups)
{
    public Fraction? Vote { get; private init; }

    /// <summary>Why there is no vote score: a word of <see cref="NotRated"/>; null where there is one, or no vote.</summary>
    public string? WhyNotRated { get; private init; }

    /// <summary><c>S(u,c)</c> in paper order.</summary>
    public IReadOnlyList<Fraction?> Criteria { get; private init; } = [];

    public Total Total { get; private init; } = new(null, Fraction.Zero, []);

    /// <summary>The square of the total's standard error: the vote's times (a/100)² (F12); null without a vote score.</summary>
    public Fraction? Variance { get; private init; }

    /// <summary>Slips of the groups that are counted for this unit (F2, F22).</summary>
    public long Slips { get; private init; }

    public AnswerCounts Answers { get; private init; }

    /// <summary>The answers by criterion in paper order.</summary>
    public IReadOnlyList<AnswerCounts> CriterionAnswers { get; private init; } = [];

    public static UnitScore Of(ScoringRules rules, ClassVote vote, Unit unit, UnitFacts facts, IReadOnlyList<GroupScore> groups)
    {
        var criteria = Enumerable.Range(0, rules.Criteria.Count).ToList();
        var counts = groups.Where(group => group.IsCounted).Select(group => group.Count).ToList();
        var answers = new AnswerCounts[criteria.Count];
        foreach (var count in counts)
        {
            for (var criterion = 0; criterion < answers.Length; criterion++)
                answers[criterion] += AnswerCounts.Of(rules.Options, count.Marks[criterion]);
        }
        var voteScore = vote.Score(groups);
        var share = rules.Round.Components.Vote / (Fraction)100;
        return new(unit, facts, groups)
        {
            Vote = voteScore,
            WhyNotRated = voteScore is null ? NotRated.Why(rules, vote.Weights, groups) : null,
            Criteria = [.. criteria.Select(criterion => vote.CriterionScore(groups, criterion))],
            Total = Total.Of(rules.Round.Components, voteScore, facts),
            Variance = vote.Variance(groups) * (share * share),
            Slips = counts.Sum(count => count.Slips),
            Answers = Sum(answers),
            CriterionAnswers = answers,
        };
    }

    private static AnswerCounts Sum(IEnumerable<AnswerCounts> counts) => counts.Aggregate(default(AnswerCounts), (sum, count) => sum + count);
}
