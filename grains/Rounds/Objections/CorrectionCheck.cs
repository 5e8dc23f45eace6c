using System.Collections.Immutable;
using Evaluation.Assessment;
using Evaluation.Kernel.Reading;
using Evaluation.Scoring.Ledgers;

namespace Evaluation.Rounds.Objections;

/// <summary>Whether an answer's corrections can be made as the round stands, with every correction that was approved before.</summary>
internal static class CorrectionCheck
{
    private const string Pointer = "/corrections";

    /// <summary>Why they cannot be made, or null.</summary>
    public static Refusal? Refuse(Round round, string unit, IReadOnlyList<LedgerChange> corrections)
    {
        var ledgers = Approved(round);
        var before = ledgers.GetValueOrDefault(unit, UnitLedger.Empty);
        if (LedgerChangeCheck.Faults(round.Rules!, before, corrections, Pointer) is { Count: > 0 } faults)
            return Bad(faults);
        // As they will be made: an adjustment that nobody has approved does not count.
        LedgerChange[] approved = [.. corrections.Select(change => change.SignedBy("proposer", "approver"))];
        if (LedgerJson.SameSubstance(before, Made(before, approved)))
        {
            return new(
                RefusalCode.NothingCorrected,
                "Whoever upholds an objection corrects something: a sheet, a claim, an adjustment, a spot check or a fact. Votes are never changed.");
        }
        // What is approved must be computable, or the next version would never come.
        return LedgerFacts.Of(round.Rules!, With(ledgers, unit, approved)).Refusal;
    }

    public static Refusal OnlyUpheld { get; } = Bad([new(Pointer, "must be empty: only an upheld objection corrects something")]);

    /// <summary>The ledgers with a unit's corrections made; units of which nothing is known are left out.</summary>
    public static ImmutableSortedDictionary<string, UnitLedger> With(
        ImmutableSortedDictionary<string, UnitLedger> ledgers, string unit, IReadOnlyList<LedgerChange> corrections)
    {
        var made = Made(ledgers.GetValueOrDefault(unit, UnitLedger.Empty), corrections);
        return made.IsEmpty ? ledgers.Remove(unit) : ledgers.SetItem(unit, made);
    }

    private static ImmutableSortedDictionary<string, UnitLedger> Approved(Round round) => round.Objections.Due
        .Select(ticket => round.Objections.Find(ticket)!)
        .Aggregate(round.Versions[^1].Ledgers, (ledgers, due) => With(ledgers, due.Unit, due.Answer!.Corrections));

    private static UnitLedger Made(UnitLedger ledger, IReadOnlyList<LedgerChange> corrections) =>
        corrections.Aggregate(ledger, (corrected, change) => change.ApplyTo(corrected));

    private static Refusal Bad(IReadOnlyList<Fault> faults) => new(
        RefusalCode.BadCorrection, $"The corrections have {faults.Count} faults. {faults[0].Pointer} {faults[0].Message}.", ("faults", faults));
}
