using Evaluation.Rules;
using Evaluation.Scoring.Formulas;

namespace Evaluation.Scoring.Votes;

/// <summary>
/// Computes the vote scores of the units of a class (F5). The vote score of a unit is the weighted mean of the scores of the groups that
/// report for it, perhaps by parts (F31). If the rules say so, a group that does not report is replaced by its class mean. In a pooled
/// class the slips of these groups are one group (F32). A unit has no vote score if no group with a weight above 0 reports for it.
/// </summary>
internal sealed class ClassVote
{
    private readonly ScoringRules _rules;

    /// <param name="units">The groups' ratings of every unit of the class.</param>
    public ClassVote(ScoringRules rules, UnitClass unitClass, IReadOnlyList<IReadOnlyList<GroupScore>> units)
    {
        _rules = rules;
        Groups = GroupWeights.Of(rules.Round, unitClass);
        Means = new Fraction?[Weights.Length];
        if (rules.Round.Policies.MissingGroup != MissingGroup.ClassMean)
            return;
        for (var group = 0; group < Means.Length; group++)
        {
            if (Weights[group] > Fraction.Zero)
                Means[group] = PlainMean.Of<Fraction>([.. units.Select(groups => groups[group].Score).OfType<Fraction>()]);
        }
    }

    /// <summary>How the groups count together.</summary>
    public GroupWeights Groups { get; }

    /// <summary>The weight of every group, in the groups' order.</summary>
    public Fraction[] Weights => Groups.Weights;

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
        if (Groups.IsPooled)
            return Pooled(Pool.Of(_rules, groups), entering);
        var (scores, variances) = (new Fraction?[groups.Count], new GroupVariance<Fraction>?[groups.Count]);
        foreach (var group in entering)
        {
            var count = groups[group.Group].Count;
            scores[group.Group] = group.Score;
            variances[group.Group] = new(Weights[group.Group], group.HasVariance ? count.Scores.Variance : null, count.Slips);
        }
        return new(Groups.Mean(scores)!.Value, Groups.Variance(variances), entering);
    }

    /// <summary><c>S(u,c)</c>: over the groups that report and have a valid mark for it. No class mean stands in.</summary>
    public Fraction? CriterionScore(IReadOnlyList<GroupScore> groups, int criterion)
    {
        if (Groups.IsPooled)
            return PooledScore(Pool.Sum(_rules.Options.Count, groups.Where(group => group.Score is not null).Select(group => group.Count.Marks[criterion])));
        var scores = new Fraction?[groups.Count];
        for (var group = 0; group < scores.Length; group++)
            scores[group] = groups[group].Criteria[criterion];
        return Groups.Mean(scores);
    }

    /// <summary>
    /// <c>S(u) = Σ w·S(u,c) ÷ Σ w</c> over the criteria with a valid mark in the pool, and <c>SE² = s² ÷ slips</c> over all its slips.
    /// </summary>
    private VoteScore Pooled(Pool pool, IReadOnlyList<EnteringGroup> entering) => new(
        WeightedMean.Of<Fraction>(_rules.Points, [.. pool.Marks.Select(PooledScore)])!.Value, StandardError.VarianceOfPool<Fraction>(pool.Variance, pool.Slips), entering, pool);

    private Fraction? PooledScore(long[] marks) => CellScore.Of<Fraction>(_rules.Values, _rules.Exact(marks));

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
/// <param name="Pool">The slips as one group where they are pooled (F32); null elsewhere.</param>
internal sealed record VoteScore(Fraction Value, Fraction Variance, IReadOnlyList<EnteringGroup> Entering, Pool? Pool = null);

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
