using Evaluation.Assessment;
using Evaluation.Rules;

namespace Evaluation.Scoring.Ledgers;

/// <summary>What scoring takes of the ledgers of a round: component scores, approved points and vetoes (F6 to F9, F18, F19).</summary>
public static class LedgerFacts
{
    /// <summary>
    /// The facts of every unit of the round, by its code; the same in whatever order a ledger lists its entries. Refused only where panels are to be made
    /// comparable and cannot be: <see cref="RefusalCode.PanelTooSmall"/>, <see cref="RefusalCode.PanelsMixed"/>.
    /// </summary>
    /// <param name="rules">Rules that have been found valid.</param>
    /// <param name="ledgers">By the unit's code; of a unit without an entry nothing but slips is known. What names no criterion, fact or unit of the rules is left aside.</param>
    public static Outcome<IReadOnlyDictionary<string, UnitFacts>> Of(RoundRules rules, IReadOnlyDictionary<string, UnitLedger> ledgers)
    {
        var inspections = Inspections.Of(rules, ledgers);
        return inspections.IsRefused(out var refusal)
            ? refusal
            : rules.Units.ToDictionary(unit => unit.Code, unit => Of(rules, Ledger(ledgers, unit), inspections.Answer, unit.Code));
    }

    internal static UnitLedger Ledger(IReadOnlyDictionary<string, UnitLedger> ledgers, Unit unit) => ledgers.GetValueOrDefault(unit.Code) ?? UnitLedger.Empty;

    private static UnitFacts Of(RoundRules rules, UnitLedger ledger, Inspections inspections, string unit)
    {
        var self = SelfAssessment.Of(rules, ledger.Claims);
        var inspected = inspections.ByUnit[unit].Points;
        return new()
        {
            Inspection = inspections.Score(unit),
            Self = self.Score,
            Daily = ApprovedPoints.Daily(rules, ledger),
            Bonuses = ApprovedPoints.Of(ledger, AdjustmentKind.Bonus),
            Deductions = ApprovedPoints.Of(ledger, AdjustmentKind.Deduction),
            Vetoes = AppliedVetoes.Of(rules, ledger),
            Assessed =
            [
                .. rules.AssessedCriteria.Select((item, index) => new AssessedPoints(item.Code, item.Points, self.Claimed[index], self.Accepted[index], inspected[index])),
            ],
        };
    }
}
