using Evaluation.Evidence;
using Evaluation.Kernel.Reading;
using Evaluation.Rules;
using static Evaluation.Rules.RoundState;

namespace Evaluation.Units;

/// <summary>Whether a unit may file evidence now, and for what. Decided by the round's state and rules, before the unit's grain is asked.</summary>
public static class EvidenceRule
{
    /// <summary>Why nothing may be filed for this unit now; null when it may.</summary>
    public static Refusal? RefuseNow(RoundState state, RoundRules rules, string unit)
    {
        if (RefuseUnit(rules, unit) is { } unknown)
            return unknown;
        return state is Assessing or Voting or Paused
            ? null
            : new(RefusalCode.WrongState, "Evidence is filed from the opening until the round is sealed.", ("state", state.ToString().ToLowerInvariant()));
    }

    /// <summary>Why there is no such unit; null when there is.</summary>
    public static Refusal? RefuseUnit(RoundRules rules, string unit) =>
        rules.Units.Any(known => known.Code == unit) ? null : new(RefusalCode.NoSuchUnit, $"The round has no unit '{unit}'.", ("unit", unit));

    /// <summary>Tells of what does not fit the rules, by its field.</summary>
    /// <param name="today">In the round's time zone.</param>
    public static void Check(EvidenceItem item, RoundRules rules, DateOnly today, FaultList faults)
    {
        string[] assessed = [.. rules.AssessedCriteria.Select(known => known.Code)];
        if (!assessed.Contains(item.Criterion))
            faults.Add("/criterion", $"is no assessed criterion: {NameHint.For(item.Criterion, assessed)}");
        if (item.Date > today)
            faults.Add("/date", "lies in the future");
    }
}
