using System.Numerics;
using Evaluation.Ballots.Counting;
using Evaluation.Rules;
using Evaluation.Scoring.Votes;

namespace Evaluation.Scoring;

/// <summary>The rules of a round as scoring uses them for every unit: looked up once, and exact. For one scoring at a time.</summary>
internal sealed class ScoringRules(RoundRules rules)
{
    private readonly Dictionary<int, BigInteger> _weights = [];

    public RoundRules Round { get; } = rules;

    public IReadOnlyList<CountedOption> Options { get; } = [.. rules.Options.Select(option => CountedOption.Of(option, rules.Policies.DontKnow))];

    /// <summary>The vote criteria in paper order.</summary>
    public IReadOnlyList<Criterion> Criteria { get; } = rules.VoteCriteria;

    /// <summary>The points of the vote criteria: their weights in F4 and F12.</summary>
    public IReadOnlyList<Fraction> Points { get; } = [.. rules.VoteCriteria.Select(criterion => (Fraction)criterion.Points)];

    public SlipScale Scale { get; } = SlipScale.Of(
        [.. rules.VoteCriteria.Select(criterion => (Fraction)criterion.Points)],
        [.. rules.Options.Select(option => CountedOption.Of(option, rules.Policies.DontKnow).Value is { } value ? (Fraction)value : (Fraction?)null)]);

    /// <summary><see cref="SlipScale.WeightOf"/>, added up once for every mask that comes.</summary>
    public BigInteger WeightOf(int mask)
    {
        if (!_weights.TryGetValue(mask, out var weight))
            _weights.Add(mask, weight = Scale.WeightOf(mask));
        return weight;
    }

    public Fraction AwarenessMin { get; } = rules.Policies.AwarenessMin;

    /// <summary>The weight of every group in a class (F5), in the groups' order; 0 where the class names none.</summary>
    public IReadOnlyList<Fraction> WeightsOf(UnitClass unitClass) =>
        [.. Round.Groups.Select(group => (Fraction)unitClass.Weights.GetValueOrDefault(group.Code))];
}
