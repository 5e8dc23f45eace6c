using Evaluation.Evidence;
using Evaluation.Kernel.Reading;
using Evaluation.Rules;

namespace Evaluation.Units;

/// <summary>
/// Decides whether evidence may be filed now, and for which criteria. Checked with the round's state and rules before a command is sent
/// to the unit.
/// </summary>
public static class EvidenceRule
{
    /// <summary>The reason why nothing may be filed for this unit now, or null.</summary>
    public static Refusal? RefuseNow(RoundState state, RoundRules rules, string unit)
    {
        if (RefuseUnit(rules, unit) is { } unknown)
            return unknown;
        return WorkWindow.Supervision.Refuse(state, "filing of evidence");
    }

    /// <summary>The refusal when the round has no such unit, or null.</summary>
    public static Refusal? RefuseUnit(RoundRules rules, string unit) =>
        rules.Units.Any(known => known.Code == unit) ? null : new(RefusalCode.NoSuchUnit, $"The round has no unit '{unit}'.", ("unit", unit));

    /// <summary>Adds a fault for every field that does not follow the rules.</summary>
    /// <param name="item">The item to check.</param>
    /// <param name="rules">The frozen rules of the round.</param>
    /// <param name="today">Today in the round's time zone.</param>
    /// <param name="faults">Receives the faults.</param>
    public static void Check(EvidenceItem item, RoundRules rules, DateOnly today, FaultList faults)
    {
        string[] assessed = [.. rules.AssessedCriteria.Select(known => known.Code)];
        if (item.Criterion is { } criterion && !assessed.Contains(criterion))
            faults.Add("/criterion", assessed.Length == 0 ? "cannot be an assessed criterion: this round has none" : $"is not an assessed criterion: {NameHint.For(criterion, assessed)}");
        if (item.Date > today)
            faults.Add("/date", WorkDays.InFuture);
    }
}
