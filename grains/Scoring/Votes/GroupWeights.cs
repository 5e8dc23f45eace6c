using Evaluation.Rules;
using Evaluation.Scoring.Formulas;

namespace Evaluation.Scoring.Votes;

/// <summary>How the groups count together in the vote of a class: by weights (F5), by parts (F31), or pooled (F32).</summary>
internal sealed class GroupWeights
{
    private readonly int[] _partOf = [];
    private readonly Fraction[] _partWeights = [];

    private GroupWeights(RoundRules rules, UnitClass unitClass)
    {
        IsPooled = unitClass.IsPooled;
        Weights = [.. rules.Groups.Select(group => IsPooled ? Fraction.One : (Fraction)unitClass.Weights.GetValueOrDefault(group.Code))];
        if (unitClass.Parts is not { } parts)
            return;
        string[] codes = [.. parts.Keys];
        Parts = codes;
        _partWeights = [.. parts.Values.Select(weight => (Fraction)weight)];
        _partOf = [.. rules.Groups.Select(group => Array.IndexOf(codes, group.Part))];
    }

    public static GroupWeights Of(RoundRules rules, UnitClass unitClass) => new(rules, unitClass);

    /// <summary>In the groups' order; 0 where the class names none, and 1 for every group where they are pooled.</summary>
    public Fraction[] Weights { get; }

    /// <summary>Whether all slips count alike, whatever their group.</summary>
    public bool IsPooled { get; }

    /// <summary>The codes of the parts, in the class's order; null where groups form no parts.</summary>
    public IReadOnlyList<string>? Parts { get; }

    /// <summary>The weight of every part.</summary>
    public ReadOnlySpan<Fraction> PartWeights => _partWeights;

    /// <summary>By group: the place of its part; below 0 for none.</summary>
    public ReadOnlySpan<int> PartOf => _partOf;

    /// <summary>The mean of the groups' scores by weights or parts; null where no group with a weight above 0 has a score.</summary>
    /// <param name="scores">By group; null for a group that does not report.</param>
    public Fraction? Mean(Fraction?[] scores) =>
        Parts is null ? WeightedMean.Of<Fraction>(Weights, scores) : PartsMean.Of<Fraction>(_partWeights, _partOf, Weights, scores);

    /// <summary>The square of the standard error of <see cref="Mean"/> (F12).</summary>
    /// <param name="groups">By group; null for a group that does not enter.</param>
    public Fraction Variance(GroupVariance<Fraction>?[] groups)
    {
        if (Parts is not null)
            return PartsMean.Variance<Fraction>(_partWeights, _partOf, groups);
        var entering = new List<GroupVariance<Fraction>>(groups.Length);
        foreach (var group in groups)
        {
            if (group is { } enters)
                entering.Add(enters);
        }
        return StandardError.VarianceOfVote<Fraction>([.. entering]);
    }
}
