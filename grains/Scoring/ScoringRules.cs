using System.Numerics;
using Evaluation.Ballots.Counting;
using Evaluation.Rules;
using Evaluation.Rules.Headings;
using Evaluation.Scoring.Votes;

namespace Evaluation.Scoring;

/// <summary>
/// The rules of a round in the form in which scoring uses them for every unit: looked up once, as exact numbers. Not safe for two threads
/// at once.
/// </summary>
internal sealed class ScoringRules
{
    private readonly Dictionary<int, BigInteger> _weights = [];
    private readonly Dictionary<string, ScoringRules> _classes = [];
    private readonly int[] _dontKnow;
    private Fraction[] _exact = [];

    /// <param name="rules">The rules of the round, or those of one class (<see cref="ClassRules.OfClass"/>).</param>
    /// <param name="turnout">The turnout with its judgements (F29); null before the close, when groups are not judged.</param>
    /// <param name="places">The places of the vote criteria on the round's paper; null where these are all.</param>
    public ScoringRules(RoundRules rules, IReadOnlyList<GroupTurnout>? turnout = null, IReadOnlyList<int>? places = null)
    {
        Round = rules.Combine is null ? rules : rules.WithoutVote();
        Options = [.. rules.Options.Select(option => CountedOption.Of(option, rules))];
        Values = [.. Options.Select(option => option.Value)];
        Criteria = rules.VoteCriteria;
        Points = [.. Criteria.Select(criterion => (Fraction)criterion.Points)];
        Scale = SlipScale.Of(Points, Values, places);
        AwarenessMin = rules.Policies.AwarenessMin;
        Turnout = turnout ?? [];
        Validity = [.. rules.Groups.Select(group => Turnout.FirstOrDefault(judged => judged.Group == group.Code)?.Validity)];
        _dontKnow = [.. Options.Index().Where(option => option.Item.DontKnow).Select(option => option.Index)];
    }

    public RoundRules Round { get; }

    public IReadOnlyList<CountedOption> Options { get; }

    /// <summary>The value of every option; null for an option that is not valid.</summary>
    public Fraction?[] Values { get; }

    /// <summary>The options that mean "don't know", by their place.</summary>
    public IReadOnlyList<int> DontKnowOptions => _dontKnow;

    /// <summary>The vote criteria in paper order.</summary>
    public IReadOnlyList<Criterion> Criteria { get; }

    /// <summary>The points of the vote criteria: their weights in F4 and F12.</summary>
    public Fraction[] Points { get; }

    public SlipScale Scale { get; }

    /// <summary>The headings above the criteria (F27).</summary>
    public IReadOnlyList<CriterionHeading> Headings => field ??= CriterionHeading.Of(Round.Criteria);

    public Fraction AwarenessMin { get; }

    /// <summary>The turnout with its judgements; empty before the close.</summary>
    public IReadOnlyList<GroupTurnout> Turnout { get; }

    /// <summary>By group: whether it is valid (F29); null for a group that is not judged.</summary>
    public IReadOnlyList<GroupValidity?> Validity { get; }

    /// <summary>The rules of a class of the round (F28): these rules where it has none of its own.</summary>
    public ScoringRules Of(UnitClass unitClass)
    {
        if (_classes.TryGetValue(unitClass.Code, out var scoring))
            return scoring;
        var own = Round.OfClass(unitClass);
        _classes.Add(unitClass.Code, scoring = ReferenceEquals(own, Round) ? this : new(own, Turnout, Round.PlacesOf(unitClass)));
        return scoring;
    }

    /// <summary>The rules of the class of a unit.</summary>
    public ScoringRules Of(Unit unit) => Round.Classes.FirstOrDefault(known => known.Code == unit.Class) is { } unitClass ? Of(unitClass) : this;

    /// <summary><see cref="SlipScale.WeightOf"/>, computed once for every mask.</summary>
    public BigInteger WeightOf(int mask)
    {
        if (!_weights.TryGetValue(mask, out var weight))
            _weights.Add(mask, weight = Scale.WeightOf(mask));
        return weight;
    }

    /// <summary>How many of the marks, given by option, mean "don't know".</summary>
    public long DontKnowMarks(long[] marks)
    {
        var sum = 0L;
        foreach (var option in _dontKnow)
            sum += marks[option];
        return sum;
    }

    /// <summary>Counts as exact numbers. The span is valid until the next call.</summary>
    public ReadOnlySpan<Fraction> Exact(long[] counts)
    {
        var exact = _exact.Length == counts.Length ? _exact : _exact = new Fraction[counts.Length];
        for (var index = 0; index < counts.Length; index++)
            exact[index] = counts[index];
        return exact;
    }
}
