using Evaluation.Ballots.Counting;
using Evaluation.Rules;
using Evaluation.Scoring.Formulas;
using Evaluation.Scoring.Votes;

namespace Evaluation.Scoring;

/// <summary>
/// Computes one criterion across the units of a round: distribution, mean, standard deviation and ranking. Pure and exact. A unit's score
/// is the same as in its own result.
/// </summary>
public static class CriterionScoring
{
    /// <remarks>Only classes that have the criterion are in the table (F28). Classes without ranks are in paper order.</remarks>
    /// <param name="rules">The frozen rules.</param>
    /// <param name="criterion">The criterion's place on the paper.</param>
    /// <param name="sums">By unit in the rules' order.</param>
    /// <param name="turnout">The turnout with its judgements (F29); null before the close, when groups are not judged.</param>
    public static CriterionTable Score(RoundRules rules, int criterion, IReadOnlyList<CriterionSums> sums, IReadOnlyList<GroupTurnout>? turnout = null)
    {
        var scoring = new ScoringRules(rules, turnout);
        var rated = rules.VoteCriteria[criterion];
        var classes = rules.Classes.Where(unitClass => unitClass.Has(rated)).ToList();
        var weights = classes.ToDictionary(unitClass => unitClass.Code, unitClass => GroupWeights.Of(rules, unitClass));
        var units = rules.Units.Zip(sums).Where(unit => weights.ContainsKey(unit.First.Class)).Select(unit =>
        {
            var own = scoring.Of(unit.First);
            return Rated.Of(own, unit.First, weights[unit.First.Class], CriterionGroup.ByGroup(own, unit.Second));
        }).ToList();
        return new(
            rated.Code,
            Distribution(rules, units),
            MeanOf(rules, units),
            DeviationOf(rules, units),
            [.. classes.Select(unitClass => Class(scoring, unitClass, [.. units.Where(unit => unit.Unit.Class == unitClass.Code)]))]);
    }

    private static CriterionClass Class(ScoringRules rules, UnitClass unitClass, List<Rated> units)
    {
        var scored = units.Where(unit => unit.Score is not null).OrderByDescending(unit => unitClass.IsRanked ? unit.Score : null).ToList();
        var ranked = scored.Select(unit => Publish(rules, unit, unitClass.IsRanked ? 1 + scored.FindIndex(other => other.Score == unit.Score) : null));
        return new(unitClass.Code, MeanOf(rules.Round, units), DeviationOf(rules.Round, units), [.. ranked, .. units.Where(unit => unit.Score is null).Select(unit => Publish(rules, unit, null))]);
    }

    private static CriterionUnit Publish(ScoringRules rules, Rated unit, int? rank)
    {
        var decimals = rules.Round.Policies.Decimals;
        var rates = Rates<Fraction>.Of(unit.Counted.Select(group => AnswerCounts.Exact(rules.Options, group.Marks)));
        return new(
            unit.Unit.Code,
            rank,
            unit.Score?.Round(decimals),
            unit.Counted.Sum(group => group.Slips),
            (long)rates.Valid.Numerator,
            SharePublication.Of(rates.PositiveShare, rates.Valid),
            SharePublication.Of(rates.TopShare, rates.Valid),
            Distribution(rules.Round, [unit]),
            [.. rules.Round.Groups.Zip(unit.Groups, (group, score) => score.Publish(group.Code, decimals))]);
    }

    private static IReadOnlyList<OptionCount> Distribution(RoundRules rules, IReadOnlyList<Rated> units) =>
        [.. rules.Options.Select((option, index) => new OptionCount(option.Code, units.Sum(unit => unit.Counted.Sum(group => group.Marks[index]))))];

    private static decimal? MeanOf(RoundRules rules, IEnumerable<Rated> units) => PlainMean.Of<Fraction>(Scores(units))?.Round(rules.Policies.Decimals);

    private static decimal? DeviationOf(RoundRules rules, IEnumerable<Rated> units)
    {
        var scores = Scores(units);
        return PlainMean.Of<Fraction>(scores) is { } mean ? StandardError.Of(PopulationVariance.Of<Fraction>(scores, mean)).Round(rules.Policies.Decimals) : null;
    }

    private static Fraction[] Scores(IEnumerable<Rated> units) => [.. units.Select(unit => unit.Score).OfType<Fraction>()];

    private sealed record Rated(Unit Unit, IReadOnlyList<CriterionGroup> Groups, Fraction? Score)
    {
        public IEnumerable<CriterionGroup> Counted => Groups.Where(group => group.IsCounted);

        public static Rated Of(ScoringRules rules, Unit unit, GroupWeights weights, IReadOnlyList<CriterionGroup> groups) => new(unit, groups, weights.IsPooled
            ? CellScore.Of<Fraction>(rules.Values, rules.Exact(Pool.Sum(rules.Options.Count, groups.Where(group => group.Why is null).Select(group => group.Marks))))
            : weights.Mean([.. groups.Select(group => group.Score)]));
    }
}
