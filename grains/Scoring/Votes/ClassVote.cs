using Evaluation.Rules;
using Evaluation.Scoring.Formulas;

namespace Evaluation.Scoring.Votes;

/// <summary>
/// Computes the vote scores of the units of a class (F5). The vote score of a unit is the weighted mean of the scores of the groups that
/// report for it. If the rules say so, a group that does not report is replaced by its class mean. A unit has no vote score if no group
/// with a weight above 0 reports for it.
/// </summary>
internal sealed class ClassVote
{
    /// <param name="units">The groups' ratings of every unit of the class.</param>
    public ClassVote(ScoringRules rules, UnitClass unitClass, IReadOnlyList<IReadOnlyList<GroupScore>> units)
    {
        Weights = rules.WeightsOf(unitClass);
        Means = new Fraction?[Weights.Length];
        if (rules.Round.Policies.MissingGroup != MissingGroup.ClassMean)
            return;
        for (var group = 0; group < Means.Length; group++)
        {
            if (Weights[group] > Fraction.Zero)
                Means[group] = PlainMean.Of<Fraction>([.. units.Select(groups => groups[group].Score).OfType<Fraction>()]);
        }
    }

    /// <summary>The weight of every group, in the groups' order.</summary>
    public Fraction[] Weights { get; }

    /// <summary>
    /// The mean of every group's scores over the class's units, in the groups' order; it stands in where the group does not report. Null
    /// where nothing stands in, and for a group of weight 0.
    /// </summary>
    public Fraction?[] Means { get; }

    /// <summary>The vote score of a unit, from the scores of its groups; null if no group with a weight above 0 reports.</summary>
    public VoteScore? Score(IReadOnlyList<GroupScore> groups)
    {
        if (!IsRated(groups))
            return null;
        var entering = new List<EnteringGroup>(groups.Count);
        for (var group = 0; group < groups.Count; group++)
        {
            if ((groups[group].Score ?? Means[group]) is { } score)
                entering.Add(new(group, score, groups[group].Score is null, Weights[group] > Fraction.Zero));
        }
        var scores = new Fraction?[groups.Count];
        foreach (var group in entering)
            scores[group.Group] = group.Score;
        return new(
            WeightedMean.Of<Fraction>(Weights, scores)!.Value,
            StandardError.VarianceOfVote<Fraction>([.. entering.Select(group => new GroupVariance<Fraction>(
                Weights[group.Group], group.HasVariance ? groups[group.Group].Count.Scores.Variance : null, groups[group.Group].Count.Slips))]),
            entering);
    }

    /// <summary><c>S(u,c)</c>: over the groups that report and have a valid mark for it. No class mean stands in.</summary>
    public Fraction? CriterionScore(IReadOnlyList<GroupScore> groups, int criterion)
    {
        var scores = new Fraction?[groups.Count];
        for (var group = 0; group < scores.Length; group++)
            scores[group] = groups[group].Criteria[criterion];
        return WeightedMean.Of<Fraction>(Weights, scores);
    }

    private bool IsRated(IReadOnlyList<GroupScore> groups)
    {
        for (var group = 0; group < groups.Count; group++)
        {
            if (groups[group].Score is not null && Weights[group] > Fraction.Zero)
                return true;
        }
        return false;
    }
}

/// <summary>A unit's vote score with what it was made of.</summary>
/// <param name="Value"><c>S(u)</c></param>
/// <param name="Variance">The square of its standard error (F12).</param>
/// <param name="Entering">The groups that enter it, in the groups' order.</param>
internal sealed record VoteScore(Fraction Value, Fraction Variance, IReadOnlyList<EnteringGroup> Entering);

/// <summary>A group that enters a vote score.</summary>
/// <param name="Group">The place in the rules' list of groups.</param>
/// <param name="Score">The group's own score for the unit, or the class mean.</param>
/// <param name="IsClassMean">Whether the class mean stands in.</param>
/// <param name="IsWeighted">Whether the group's weight is above 0.</param>
internal readonly record struct EnteringGroup(int Group, Fraction Score, bool IsClassMean, bool IsWeighted)
{
    /// <summary>Whether the group's slips add to the standard error.</summary>
    public bool HasVariance => IsWeighted && !IsClassMean;
}
