using Evaluation.Assessment;
using Evaluation.Rules;

namespace Evaluation.Scoring.Ledgers;

/// <summary>What the ledger's adjustments add and take (F6), of those alone that somebody other than the proposer has approved (F19).</summary>
internal static class ApprovedPoints
{
    private static readonly Fraction FullDaily = 100;

    /// <summary>The sum of one kind's points.</summary>
    public static Fraction Of(UnitLedger ledger, AdjustmentKind kind) => ledger.Adjustments
        .Where(adjustment => adjustment.Kind == kind && adjustment.IsApproved)
        .Aggregate(Fraction.Zero, (sum, adjustment) => sum + adjustment.Points);

    /// <summary>The daily score: 100 less the daily deductions, 0 at the least; null where it has no share in the total.</summary>
    public static Fraction? Daily(RoundRules rules, UnitLedger ledger) =>
        rules.Components.Daily > 0 ? Fraction.Max(Fraction.Zero, FullDaily - Of(ledger, AdjustmentKind.Daily)) : null;
}
