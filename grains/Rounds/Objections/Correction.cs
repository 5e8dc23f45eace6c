using System.Collections.Immutable;
using Evaluation.Assessment;

namespace Evaluation.Rounds.Objections;

/// <summary>An upheld objection whose changes are not yet in the unit's ledger and in the result.</summary>
/// <param name="Ledgers">All ledgers of the next version: those of the newest version with the changes of this ticket.</param>
/// <param name="ApprovedBy">The account that approved the answer.</param>
public sealed record Correction(
    string Ticket, string Unit, IReadOnlyList<LedgerChange> Changes, ImmutableSortedDictionary<string, UnitLedger> Ledgers, DateTimeOffset ApprovedAt, string ApprovedBy)
{
    /// <summary>The correction that is due next, or null.</summary>
    internal static Correction? Next(Round round)
    {
        if (round.Objections.Due.IsEmpty)
            return null;
        var due = round.Objections.Find(round.Objections.Due[0])!;
        var answer = due.Answer!;
        return new(due.Id, due.Unit, answer.Corrections, CorrectionCheck.With(round.Versions[^1].Ledgers, due.Unit, answer.Corrections), answer.At, answer.ApprovedBy);
    }
}

/// <summary>The correction that is due next; null when all are in the result.</summary>
public sealed record DueCorrection(Correction? Next);
