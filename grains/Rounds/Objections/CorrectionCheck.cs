using System.Collections.Immutable;
using Evaluation.Assessment;
using Evaluation.Kernel.Reading;
using Evaluation.Rules;
using Evaluation.Scoring.Ledgers;

namespace Evaluation.Rounds.Objections;

/// <summary>Checks whether an answer's corrections can be made after all corrections approved before.</summary>
internal static class CorrectionCheck
{
    private const string Pointer = "/corrections";

    /// <summary>The reason why the corrections cannot be made, or null.</summary>
    /// <param name="rules">The frozen rules.</param>
    /// <param name="ledgers">The ledgers with all approved corrections made.</param>
    /// <param name="unit">The unit's code.</param>
    /// <param name="corrections">The corrections.</param>
    /// <param name="today">Today in the round's time zone.</param>
    public static Refusal? Refuse(
        RoundRules rules, ImmutableSortedDictionary<string, UnitLedger> ledgers, string unit, IReadOnlyList<LedgerChange> corrections, DateOnly today)
    {
        if (rules.Combine is not null)
            return corrections.Count == 0 ? null : OnlyParts;
        var before = ledgers.GetValueOrDefault(unit, UnitLedger.Empty);
        if (LedgerChangeCheck.Faults(rules.OfUnit(unit), before, corrections, Pointer, today) is { Count: > 0 } faults)
            return Bad(faults);
        // With signatures, because an adjustment without approval does not count.
        LedgerChange[] approved = [.. corrections.Select(change => change.SignedBy("proposer", "approver"))];
        if (LedgerJson.SameSubstance(before, Made(before, approved)))
        {
            return new(
                RefusalCode.NothingCorrected,
                "An upheld objection needs at least one correction: of a sheet, a claim, an adjustment, a spot check or a fact. Votes are never changed.");
        }
        // An approved correction must be computable. Otherwise the next version could never be computed.
        return LedgerFacts.Of(rules, With(ledgers, unit, approved)).Refusal;
    }

    public static Refusal OnlyUpheld { get; } = Bad([new(Pointer, "must be empty: only an upheld objection corrects something")]);

    private static Refusal OnlyParts { get; } = Bad([new(
        Pointer, "must be empty: correct the round whose total is wrong; upholding this objection computes the result again from the newest versions")]);

    /// <summary>The ledgers with a unit's corrections made. Empty ledgers are left out.</summary>
    public static ImmutableSortedDictionary<string, UnitLedger> With(
        ImmutableSortedDictionary<string, UnitLedger> ledgers, string unit, IReadOnlyList<LedgerChange> corrections)
    {
        var made = Made(ledgers.GetValueOrDefault(unit, UnitLedger.Empty), corrections);
        return made.IsEmpty ? ledgers.Remove(unit) : ledgers.SetItem(unit, made);
    }

    private static UnitLedger Made(UnitLedger ledger, IReadOnlyList<LedgerChange> corrections) =>
        corrections.Aggregate(ledger, (corrected, change) => change.ApplyTo(corrected));

    private static Refusal Bad(IReadOnlyList<Fault> faults) => new(
        RefusalCode.BadCorrection, $"The corrections have {faults.Count} faults. {faults[0].Pointer} {faults[0].Message}.", ("faults", faults));
}
