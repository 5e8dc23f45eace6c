using Evaluation.Assessment;
using Evaluation.Rules;
using Evaluation.Scoring.Formulas;

namespace Evaluation.Scoring.Ledgers;

/// <summary>The ledger's adjustments of one kind. Only an adjustment that somebody other than the proposer approved counts (F19).</summary>
/// <param name="Counted">The approved adjustments, in the ledger's order.</param>
/// <param name="Waiting">The others.</param>
internal sealed record ApprovedPoints(IReadOnlyList<Adjustment> Counted, IReadOnlyList<Adjustment> Waiting)
{
    /// <summary>The sum of the points that count (F6).</summary>
    public Fraction Sum => TotalScore.Points<Fraction>([.. Counted.Select(adjustment => (Fraction)adjustment.Points)]);

    public static ApprovedPoints Of(UnitLedger ledger, AdjustmentKind kind)
    {
        var adjustments = ledger.Adjustments.Where(adjustment => adjustment.Kind == kind).ToLookup(adjustment => adjustment.IsApproved);
        return new([.. adjustments[true]], [.. adjustments[false]]);
    }

    /// <summary>The daily score (F6); null where it has no share in the total.</summary>
    public static Fraction? Daily(RoundRules rules, UnitLedger ledger) =>
        rules.Components.Daily > 0 ? TotalScore.Daily(Of(ledger, AdjustmentKind.Daily).Sum) : null;
}
