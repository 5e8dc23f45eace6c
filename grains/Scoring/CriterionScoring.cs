using Evaluation.Ballots.Counting;
using Evaluation.Rules;
using Evaluation.Scoring.Ledgers;
using Evaluation.Scoring.Votes;

namespace Evaluation.Scoring;

/// <summary>A criterion across the units of a round: distribution, mean, spread and ranking. Pure and exact; a unit's score is the one of its own result.</summary>
public static class CriterionScoring
{
    /// <param name="criterion">The criterion's place on the paper.</param>
    /// <param name="sums">By unit in the rules' order.</param>
    public static CriterionTable Score(RoundRules rules, int criterion, IReadOnlyList<CriterionSums> sums)
    {
        var scoring = new ScoringRules(rules);
        var weights = rules.Classes.ToDictionary(unitClass => unitClass.Code, scoring.WeightsOf);
        var units = rules.Units.Zip(sums, (unit, unitSums) => Rated.Of(unit, weights[unit.Class], CriterionGroup.ByGroup(scoring, unitSums))).ToList();
        return new(
            rules.VoteCriteria[criterion].Code,
            Distribution(rules, units),
            MeanOf(rules, units),
            SpreadOf(rules, units),
            [.. rules.Classes.Select(unitClass => Class(scoring, unitClass, [.. units.Where(unit => unit.Unit.Class == unitClass.Code)]))]);
    }

    private static CriterionClass Class(ScoringRules rules, UnitClass unitClass, List<Rated> units)
    {
        var scored = units.Where(unit => unit.Score is not null).OrderByDescending(unit => unit.Score).ToList();
        var ranked = scored.Select(unit => Publish(rules, unit, 1 + scored.FindIndex(other => other.Score == unit.Score)));
        return new(unitClass.Code, MeanOf(rules.Round, units), SpreadOf(rules.Round, units), [.. ranked, .. units.Where(unit => unit.Score is null).Select(unit => Publish(rules, unit, null))]);
    }

    private static CriterionUnit Publish(ScoringRules rules, Rated unit, int? rank)
    {
        var decimals = rules.Round.Policies.Decimals;
        var answers = unit.Counted.Select(group => AnswerCounts.Of(rules.Options, group.Marks)).Aggregate(default(AnswerCounts), (sum, group) => sum + group);
        return new(
            unit.Unit.Code,
            rank,
            unit.Score?.Round(decimals),
            unit.Counted.Sum(group => group.Slips),
            answers.Valid,
            Wilson.Share(answers.PositiveShare, answers.Valid),
            Wilson.Share(answers.TopShare, answers.Valid),
            Distribution(rules.Round, [unit]),
            [.. rules.Round.Groups.Zip(unit.Groups, (group, score) => score.Publish(group.Code, decimals))]);
    }

    private static IReadOnlyList<OptionCount> Distribution(RoundRules rules, IReadOnlyList<Rated> units) =>
        [.. rules.Options.Select((option, index) => new OptionCount(option.Code, units.Sum(unit => unit.Counted.Sum(group => group.Marks[index]))))];

    private static decimal? MeanOf(RoundRules rules, IEnumerable<Rated> units) => Mean.Of(units.Select(unit => unit.Score))?.Round(rules.Policies.Decimals);

    private static decimal? SpreadOf(RoundRules rules, IEnumerable<Rated> units)
    {
        var scores = units.Select(unit => unit.Score).OfType<Fraction>().ToList();
        return scores.Count == 0 ? null : Spread.Of(scores).Variance.SquareRoot().Round(rules.Policies.Decimals);
    }

    private sealed record Rated(Unit Unit, IReadOnlyList<CriterionGroup> Groups, Fraction? Score)
    {
        public IEnumerable<CriterionGroup> Counted => Groups.Where(group => group.IsCounted);

        public static Rated Of(Unit unit, IReadOnlyList<Fraction> weights, IReadOnlyList<CriterionGroup> groups) =>
            new(unit, groups, Mean.Weighted(weights, [.. groups.Select(group => group.Score)]));
    }
}
