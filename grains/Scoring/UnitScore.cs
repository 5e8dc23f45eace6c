using Evaluation.Rules;
using Evaluation.Scoring.Formulas;
using Evaluation.Scoring.Totals;
using Evaluation.Scoring.Votes;

namespace Evaluation.Scoring;

/// <summary>
/// All exact figures of one unit: those that ranking, bands and grades compare, and those that are rounded for publication.
/// </summary>
internal sealed record UnitScore(Unit Unit, UnitFacts Facts, IReadOnlyList<GroupScore> Groups)
{
    /// <summary>The vote score with the groups that enter it; null for a unit that is not rated.</summary>
    public VoteScore? RatedVote { get; private init; }

    public Fraction? Vote => RatedVote?.Value;

    /// <summary>The reason why there is no vote score, one of <see cref="NotRated"/>; null where there is a score, or no vote.</summary>
    public string? WhyNotRated { get; private init; }

    /// <summary><c>S(u,c)</c> in paper order.</summary>
    public IReadOnlyList<Fraction?> Criteria { get; private init; } = [];

    public Total Total { get; private init; } = new(null, Fraction.Zero, []);

    /// <summary>The square of the total's standard error (F12); null without a vote score.</summary>
    public Fraction? Variance { get; private init; }

    /// <summary>
    /// Whether the total rests on points that compare units or follow from the vote (F23). Its error is then not known, and it has no band.
    /// </summary>
    public bool IsCompared { get; private init; }

    /// <summary>Slips of the groups that are counted for this unit (F2, F22).</summary>
    public long Slips { get; private init; }

    /// <summary>The marks of the counted groups over all criteria.</summary>
    public Rates<Fraction> Rates { get; private init; }

    /// <summary>The marks of the counted groups by criterion in paper order.</summary>
    public IReadOnlyList<Rates<Fraction>> CriterionRates { get; private init; } = [];

    public static UnitScore Of(ScoringRules rules, ClassVote vote, Unit unit, UnitFacts facts, IReadOnlyList<GroupScore> groups)
    {
        var counts = groups.Where(group => group.IsCounted).Select(group => group.Count).ToList();
        var rates = new Rates<Fraction>[rules.Criteria.Count];
        var criteria = new Fraction?[rules.Criteria.Count];
        for (var index = 0; index < criteria.Length; index++)
        {
            var criterion = index;
            rates[criterion] = Rates<Fraction>.Of(counts.Select(count => AnswerCounts.Exact(rules.Options, count.Marks[criterion])));
            criteria[criterion] = vote.CriterionScore(groups, criterion);
        }
        var score = vote.Score(groups);
        return new(unit, facts, groups)
        {
            RatedVote = score,
            WhyNotRated = score is null ? NotRated.Why(rules, vote.Weights, groups) : null,
            Criteria = criteria,
            Total = Total.Of(rules.Round.Components, score?.Value, facts),
            Variance = VarianceOf(rules, score, facts),
            IsCompared = facts.Parts is { } parts ? parts.Any(part => part.IsCompared) : facts.IsCompared && rules.Round.Components.Inspection > 0,
            Slips = counts.Sum(count => count.Slips),
            Rates = Rates<Fraction>.Of(rates),
            CriterionRates = rates,
        };
    }

    /// <summary>The subtotals of the headings above the criteria (F27).</summary>
    public IEnumerable<HeadingScore> Headings(ScoringRules rules) => HeadingScore.Of(rules.Headings, Facts.Assessed, rules.Criteria, Criteria);

    private static Fraction? VarianceOf(ScoringRules rules, VoteScore? vote, UnitFacts facts)
    {
        if (facts.Parts is { } parts)
            return CombinedScore.VarianceOf<Fraction>([.. parts.Select(part => (Fraction)part.Share)], [.. parts.Select(part => part.Variance)]);
        return vote is null ? null : StandardError.VarianceOfTotal<Fraction>(rules.Round.Components.Vote, vote.Variance);
    }
}
