using Evaluation.Assessment;
using Evaluation.Rules;
using Evaluation.Scoring.Formulas;

namespace Evaluation.Scoring.Ledgers;

/// <summary>What one entry of the catalogue counts for a unit (F26).</summary>
/// <param name="Adjustments">The approved adjustments of the entry, in the ledger's order.</param>
/// <param name="Points">At most the entry's cap.</param>
internal sealed record CountedEntry(CatalogueEntry Entry, IReadOnlyList<Adjustment> Adjustments, Fraction Points)
{
    /// <summary>Whether only the highest of the adjustments counts.</summary>
    public bool IsHighest => Entry.Same == SameEntry.Highest;

    /// <summary>
    /// The entries for which the unit has approved adjustments, in the order of the catalogue. The points are those of the rules. An
    /// adjustment with a level that the entry does not have is ignored.
    /// </summary>
    public static IReadOnlyList<CountedEntry> Of(IReadOnlyList<CatalogueEntry> entries, UnitLedger ledger) =>
        [.. entries.Select(entry => Of(entry, ledger)).Where(counted => counted.Adjustments.Count > 0)];

    /// <summary>The points that an adjustment of the entry has by the rules.</summary>
    public static Fraction PointsOf(CatalogueEntry entry, Adjustment adjustment) => entry.PointsAt(adjustment.Level)!.Value;

    private static CountedEntry Of(CatalogueEntry entry, UnitLedger ledger)
    {
        var kind = entry.Kind == EntryKind.Bonus ? AdjustmentKind.Bonus : AdjustmentKind.Deduction;
        List<Adjustment> adjustments =
        [
            .. ApprovedPoints.Of(ledger, kind).Counted.Where(adjustment => adjustment.Entry == entry.Code && entry.PointsAt(adjustment.Level) is not null),
        ];
        return new(entry, adjustments, CatalogueScore.Entry<Fraction>([.. adjustments.Select(adjustment => PointsOf(entry, adjustment))], entry.Same == SameEntry.Highest, entry.Cap));
    }
}

/// <summary>
/// The bonuses or the deductions of a unit: of the catalogue where it has entries of the kind, else free ones (F6, F19, F26).
/// </summary>
/// <param name="Entries">Empty where adjustments are free.</param>
/// <param name="Free">The free adjustments that are approved.</param>
internal sealed record CountedAdjustments(IReadOnlyList<CountedEntry> Entries, IReadOnlyList<Adjustment> Free)
{
    /// <summary>The sum before the cap of the total.</summary>
    public Fraction Sum => TotalScore.Points<Fraction>([.. Entries.Select(entry => entry.Points), .. Free.Select(adjustment => (Fraction)adjustment.Points)]);

    public static CountedAdjustments Of(RoundRules rules, UnitLedger ledger, EntryKind kind) => HasEntries(rules, kind)
        ? new(CountedEntry.Of(rules.EntriesOfTotal(kind), ledger), [])
        : new([], ApprovedPoints.Of(ledger, kind == EntryKind.Bonus ? AdjustmentKind.Bonus : AdjustmentKind.Deduction).Counted);

    /// <summary>Whether adjustments of this kind name an entry. Free ones are then refused.</summary>
    public static bool HasEntries(RoundRules rules, EntryKind kind) => rules.Entries?.Any(entry => entry.Kind == kind) ?? false;
}
