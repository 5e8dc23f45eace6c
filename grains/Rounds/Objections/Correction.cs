using System.Collections.Immutable;
using Evaluation.Assessment;

namespace Evaluation.Rounds.Objections;

/// <summary>An upheld objection that is still to be worked in: into the unit's ledger, and into the next version of the result.</summary>
/// <param name="Ledgers">All ledgers that the next version is made of: those of the newest one, with this ticket's changes.</param>
/// <param name="ApprovedBy">Who gave the answer.</param>
public sealed record Correction(
    string Ticket, string Unit, IReadOnlyList<LedgerChange> Changes, ImmutableSortedDictionary<string, UnitLedger> Ledgers, DateTimeOffset ApprovedAt, string ApprovedBy)
{
    /// <summary>The one whose turn it is, or null.</summary>
    internal static Correction? Next(Round round)
    {
        if (round.Objections.Due.IsEmpty)
            return null;
        var due = round.Objections.Find(round.Objections.Due[0])!;
        var answer = due.Answer!;
        return new(due.Id, due.Unit, answer.Corrections, CorrectionCheck.With(round.Versions[^1].Ledgers, due.Unit, answer.Corrections), answer.At, answer.ApprovedBy);
    }
}

/// <summary>The correction whose turn it is; null when all are worked in.</summary>
public sealed record DueCorrection(Correction? Next);
