using Evaluation.Rules;

namespace Evaluation.Scoring.Votes;

/// <summary>
/// The vote of a class's units (F5): <c>S(u) = Σ W·S(u,g) / Σ W</c> over the groups that report, and over the class means that stand in for the others
/// where the round says so. A group of weight 0 takes no part; where none takes part, there is no vote score.
/// </summary>
internal sealed class ClassVote
{
    /// <param name="units">The groups' ratings of every unit of the class.</param>
    public ClassVote(ScoringRules rules, UnitClass unitClass, IReadOnlyList<IReadOnlyList<GroupScore>> units)
    {
        Weights = rules.WeightsOf(unitClass);
        Means = rules.Round.Policies.MissingGroup == MissingGroup.ClassMean
            ? [.. Weights.Select((_, group) => Mean.Of(units.Select(groups => groups[group].Score)))]
            : new Fraction?[Weights.Count];
    }

    /// <summary>The weight of every group, in the groups' order.</summary>
    public IReadOnlyList<Fraction> Weights { get; }

    /// <summary>What stands in for a group that does not report, in the groups' order: its mean over the class's units, null for nothing.</summary>
    public IReadOnlyList<Fraction?> Means { get; }

    /// <summary>Whether a group that counts for something reports.</summary>
    public bool IsRated(IReadOnlyList<GroupScore> groups) =>
        groups.Zip(Weights, (group, weight) => group.Score is not null && weight > Fraction.Zero).Any(takesPart => takesPart);

    /// <summary><c>S(u)</c> of a unit that its groups rated like this.</summary>
    public Fraction? Score(IReadOnlyList<GroupScore> groups) =>
        IsRated(groups) ? Mean.Weighted(Weights, [.. groups.Zip(Means, (group, mean) => group.Score ?? mean)]) : null;

    /// <summary><c>S(u,c)</c>: over the groups that report and have a valid mark for it. No class mean stands in: it is what this unit was given.</summary>
    public Fraction? CriterionScore(IReadOnlyList<GroupScore> groups, int criterion) =>
        Mean.Weighted(Weights, [.. groups.Select(group => group.Criteria[criterion])]);

    /// <summary>
    /// The square of the vote's standard error (F12): <c>Σ (W_g/ΣW)²·s²_g/slips_g</c>; a class mean that stands in keeps its weight and adds nothing.
    /// Null without a vote score.
    /// </summary>
    public Fraction? Variance(IReadOnlyList<GroupScore> groups)
    {
        if (Score(groups) is null)
            return null;
        var (sum, weight) = (Fraction.Zero, Fraction.Zero);
        for (var group = 0; group < groups.Count; group++)
        {
            if (groups[group].Score is not null)
                sum += Weights[group] * Weights[group] * groups[group].Count.VarianceOfMean;
            if ((groups[group].Score ?? Means[group]) is not null)
                weight += Weights[group];
        }
        return sum / (weight * weight);
    }
}
