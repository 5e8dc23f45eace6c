using Evaluation.Assessment;
using Evaluation.Rules;
using Evaluation.Scoring.Combining;

namespace Evaluation.Scoring.Ledgers;

/// <summary>
/// The facts that scoring reads from the ledgers of a round: component scores, approved points and vetoes (F6 to F9, F18, F19).
/// </summary>
public static class LedgerFacts
{
    /// <summary>
    /// The facts of every unit of the round by its code; the same in whatever order a ledger lists its entries. Refused only where panels
    /// are to be made comparable and cannot be: <see cref="RefusalCode.PanelTooSmall"/>, <see cref="RefusalCode.PanelsMixed"/>.
    /// </summary>
    /// <param name="rules">Rules that have been checked and found valid.</param>
    /// <param name="ledgers">By the unit's code. A unit without an entry has slips only. An entry for no criterion, fact or unit of the
    /// rules is ignored.</param>
    /// <param name="pinned">The figures of the rounds that the round combines; null for none.</param>
    /// <param name="votes">
    /// The figures of the sealed vote, by the unit's code. Null before sealing: points that compare units or follow from the vote (F23) are
    /// then not computed, and an inspection that rests on them is missing.
    /// </param>
    public static Outcome<IReadOnlyDictionary<string, UnitFacts>> Of(
        RoundRules rules, IReadOnlyDictionary<string, UnitLedger> ledgers, IReadOnlyList<PinnedRound>? pinned = null, IReadOnlyDictionary<string, VoteFigures>? votes = null)
    {
        var read = AssessedLedgers.Of(rules, ledgers, pinned, votes);
        return read.IsRefused(out var refusal) ? refusal : rules.Units.ToDictionary(unit => unit.Code, unit => read.Answer.Units[unit.Code].Facts);
    }
}

/// <summary>The ledgers of a round as scored, with the decisions that a derivation explains.</summary>
/// <param name="Inspections">Of all units.</param>
/// <param name="Units">By the unit's code.</param>
internal sealed record AssessedLedgers(Inspections Inspections, IReadOnlyDictionary<string, AssessedLedger> Units)
{
    public IReadOnlyDictionary<string, UnitFacts> Facts => Units.ToDictionary(unit => unit.Key, unit => unit.Value.Facts);

    /// <inheritdoc cref="LedgerFacts.Of"/>
    public static Outcome<AssessedLedgers> Of(
        RoundRules rules, IReadOnlyDictionary<string, UnitLedger> ledgers, IReadOnlyList<PinnedRound>? pinned, IReadOnlyDictionary<string, VoteFigures>? votes)
    {
        var inspections = Inspections.Of(rules, ledgers, votes);
        return inspections.IsRefused(out var refusal)
            ? refusal
            : new AssessedLedgers(inspections.Answer, rules.Units.ToDictionary(
                unit => unit.Code, unit => AssessedLedger.Of(rules.OfUnit(unit), Inspections.LedgerOf(ledgers, unit), inspections.Answer, unit.Code, pinned)));
    }
}

/// <summary>The ledger of one unit as scored.</summary>
internal sealed record AssessedLedger(UnitLedger Ledger, SelfAssessment Self, UnitFacts Facts)
{
    internal static AssessedLedger Of(RoundRules rules, UnitLedger ledger, Inspections inspections, string unit, IReadOnlyList<PinnedRound>? pinned)
    {
        var self = SelfAssessment.Of(rules, ledger.Claims);
        var inspection = inspections.ByUnit[unit];
        return new(ledger, self, new()
        {
            Inspection = inspections.Score(unit),
            Self = self.Score,
            Daily = ApprovedPoints.Daily(rules, ledger),
            Bonuses = CountedAdjustments.Of(rules, ledger, EntryKind.Bonus).Sum,
            Deductions = CountedAdjustments.Of(rules, ledger, EntryKind.Deduction).Sum,
            FailedSpotChecks = AppliedVetoes.FailedSpotChecks(rules, ledger),
            Vetoes = [.. AppliedVetoes.Of(rules, ledger), .. Combination.VetoesOf(rules, pinned, unit)],
            Parts = Combination.PartsOf(rules, pinned, unit),
            Assessed =
            [
                .. rules.AssessedCriteria.Select((item, index) => Points(item, self.Items[index], inspection.PointsOf(item))),
            ],
            Bodies = rules.Assessors is null ? null :
            [
                .. inspection.Bodies.Select(body => new BodyScore(body.Body, inspections.Score(unit, body), body.Sheets.Places.Count())),
            ],
            Missing = [.. inspection.Bodies.SelectMany(body => body.Missing), .. self.Missing],
            IsCompared = inspection.IsCompared,
        });
    }

    private static AssessedPoints Points(Criterion item, ClaimedItem claimed, CriterionPoints inspected) => new(
        item.Code, item.Points, claimed.Claimed, claimed.Accepted, inspected.Points,
        item.Periods is null ? null : [.. claimed.Periods.Zip(inspected.Periods, (claim, given) => new PointsInPeriod(claim.Period!, claim.Claimed, claim.Accepted, given.Points))]);
}
