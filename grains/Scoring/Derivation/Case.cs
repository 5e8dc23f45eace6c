using Evaluation.Assessment;
using Evaluation.Rules;
using Evaluation.Scoring.Ledgers;
using Evaluation.Scoring.Totals;

namespace Evaluation.Scoring.Derivation;

/// <summary>Everything that a unit's result was made of.</summary>
/// <param name="Class">The unit's class, scored.</param>
/// <param name="Score">The unit's part in it.</param>
/// <param name="Ledger">The unit's.</param>
/// <param name="Inspections">Of all units of the round.</param>
internal sealed record Case(ScoringRules Scoring, ClassScore Class, UnitScore Score, UnitLedger Ledger, Inspections Inspections)
{
    public RoundRules Rules => Scoring.Round;

    /// <summary>The unit among the ranked; null without a total.</summary>
    public RankedUnit? Ranked => Class.Ranking.FirstOrDefault(unit => ReferenceEquals(unit.Score, Score));

    public Group Group(int group) => Rules.Groups[group];

    /// <summary>The weight of a group in the unit's class.</summary>
    public Amount Weight(int group) => new(Class.Vote.Weights[group], $"W({Group(group).Code})", $"rules/classes/{Class.Class.Code}/weights/{Group(group).Code}");

    /// <summary>The weight of a vote criterion.</summary>
    public static Amount Weight(Criterion criterion) => new(criterion.Points, $"w({criterion.Code})", $"rules/criteria/{criterion.Code}/points");

    /// <summary>What a mark for an option is worth under the round's don't-know policy.</summary>
    public Amount Value(int option)
    {
        var (code, counted) = (Rules.Options[option].Code, Scoring.Options[option]);
        return new(counted.Value!.Value, $"v({code})", counted.DontKnow ? "rules/policies/dontKnow" : $"rules/options/{code}/value");
    }

    /// <summary>The marks of one group for one option.</summary>
    public Amount Marks(int group, int criterion, int option) =>
        new(Score.Groups[group].Count.Marks[criterion][option], $"n({Rules.Options[option].Code})", "tally");

    public Amount GroupMin => new(Rules.Policies.GroupMin, "groupMin", "rules/policies/groupMin");
}
