using System.Collections.Immutable;
using Evaluation.Assessment;
using Evaluation.Results;

namespace Evaluation.Rounds.Objections;

/// <summary>An upheld objection whose changes are not yet in the unit's ledger and in the result.</summary>
/// <param name="Sources">The ledgers of the newest version. The next one is computed from them with these changes.</param>
/// <param name="ApprovedBy">The account that approved the answer.</param>
public sealed record Correction(
    string Ticket, string Unit, IReadOnlyList<LedgerChange> Changes, LedgerSources Sources, DateTimeOffset ApprovedAt, string ApprovedBy)
{
    /// <summary>The ledgers with the changes made. Empty ledgers are left out.</summary>
    public ImmutableSortedDictionary<string, UnitLedger> ApplyTo(ImmutableSortedDictionary<string, UnitLedger> ledgers) => CorrectionCheck.With(ledgers, Unit, Changes);

    /// <summary>The correction that is due next, or null.</summary>
    internal static Correction? Next(Round round)
    {
        if (round.Objections.Due.IsEmpty)
            return null;
        var due = round.Objections.Find(round.Objections.Due[0])!;
        var answer = due.Answer!;
        return new(due.Id, due.Unit, answer.Corrections, round.Versions[^1].Sources, answer.At, answer.ApprovedBy);
    }
}

/// <summary>The correction that is due next; null when all are in the result.</summary>
public sealed record DueCorrection(Correction? Next);
