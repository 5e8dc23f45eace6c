using System.Collections.Immutable;
using Evaluation.Assessment;
using Evaluation.Results;
using Evaluation.Rules;

namespace Evaluation.Rounds.Objections;

/// <summary>What the corrections of an answer are checked against.</summary>
/// <param name="Objection">The objection.</param>
/// <param name="Sources">The ledgers of the newest version.</param>
/// <param name="Due">The approved corrections that are not in it yet, in order.</param>
/// <param name="Approved">The number of approved corrections of the round.</param>
public sealed record CorrectionBase(Objection Objection, LedgerSources Sources, IReadOnlyList<ApprovedCorrection> Due, int Approved)
{
    /// <summary>What to send with the answer, or the reason why the corrections cannot be made.</summary>
    /// <param name="rules">The frozen rules of the round.</param>
    /// <param name="ledgers">The ledgers of the newest version, as <see cref="Sources"/> names them.</param>
    /// <param name="corrections">The corrections of the answer.</param>
    /// <param name="today">Today in the round's time zone.</param>
    public Outcome<CheckedCorrections> Check(
        RoundRules rules, ImmutableSortedDictionary<string, UnitLedger> ledgers, IReadOnlyList<LedgerChange> corrections, DateOnly today)
    {
        var approved = Due.Aggregate(ledgers, (made, due) => CorrectionCheck.With(made, due.Unit, due.Changes));
        return CorrectionCheck.Refuse(rules, approved, Objection.Unit, corrections, today) is { } refusal ? refusal : new CheckedCorrections(Approved, Objection.ProposalCount);
    }

    internal static CorrectionBase Of(Round round, Objection objection) => new(
        objection,
        round.Versions[^1].Sources,
        [.. round.Objections.Due.Select(ticket => round.Objections.Find(ticket)!).Select(due => new ApprovedCorrection(due.Unit, due.Answer!.Corrections))],
        round.Objections.Approved);
}

/// <summary>An approved correction of a unit's ledger.</summary>
public sealed record ApprovedCorrection(string Unit, IReadOnlyList<LedgerChange> Changes);

/// <summary>States that the corrections of an answer were checked and can be made.</summary>
/// <param name="Approved">The number of approved corrections after which they can be made.</param>
/// <param name="Proposal">The number of proposals to the objection at that time.</param>
public sealed record CheckedCorrections(int Approved, int Proposal)
{
    /// <summary>The corrections were not checked, or not against what is approved now.</summary>
    internal static readonly Refusal Missing = Refusal.Busy with { Facts = [("corrections", "unchecked")] };

    /// <summary>Whether a refusal says that the corrections have to be checked again.</summary>
    public static bool IsMissing(Refusal? refusal) => refusal is { Code: RefusalCode.Busy, Facts: [("corrections", "unchecked")] };
}
