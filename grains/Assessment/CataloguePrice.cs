using Evaluation.Kernel.Reading;
using Evaluation.Rules;

namespace Evaluation.Assessment;

/// <summary>Gives an adjustment the points of its entry in the catalogue (F26). Nobody types them.</summary>
public static class CataloguePrice
{
    /// <summary>
    /// The adjustment with the points of its entry, and with the entry's name as its rule where none is given. An adjustment without an
    /// entry, or with an unknown entry or level, stays as it is: <see cref="Check"/> says why.
    /// </summary>
    public static Adjustment Of(RoundRules rules, Adjustment adjustment) => Find(rules, adjustment.Entry) is { } entry && entry.PointsAt(adjustment.Level) is { } points
        ? adjustment with { Points = points, Rule = adjustment.Rule.Length > 0 ? adjustment.Rule : entry.Label?.In("zh") is { Length: > 0 } label ? label : entry.Code }
        : adjustment;

    /// <summary>The kind of an entry; null where the round has no such entry.</summary>
    public static AdjustmentKind? KindOf(RoundRules rules, string? entry) => Find(rules, entry) is { } found ? KindOf(found) : null;

    /// <summary>The same for the adjustments among changes of a ledger.</summary>
    public static IReadOnlyList<LedgerChange> Of(RoundRules rules, IReadOnlyList<LedgerChange> changes) => rules.Entries is null
        ? changes
        : [.. changes.Select(change => change is AdjustmentEntered entered ? entered with { Adjustment = Of(rules, entered.Adjustment) } : change)];

    /// <summary>Adds a fault where the round has no such entry or level, and where a free adjustment must name an entry.</summary>
    /// <param name="at">The pointer of the adjustment.</param>
    public static void Check(RoundRules rules, Adjustment adjustment, string at, FaultList faults)
    {
        if (adjustment.Entry is not { } code)
        {
            if (rules.Entries?.Where(entry => KindOf(entry) == adjustment.Kind).Select(entry => entry.Code).ToArray() is { Length: > 0 } known)
                faults.Add($"{at}/entry", $"is missing: adjustments of this kind name an entry of the round's catalogue; known are {PlainText.QuotedList(known)}");
            if (adjustment.Level is not null)
                faults.Add($"{at}/level", "has no effect without entry");
            return;
        }
        if (Find(rules, code) is not { } entry)
        {
            string[] codes = [.. (rules.Entries ?? []).Select(other => other.Code)];
            faults.Add($"{at}/entry", codes.Length == 0 ? "must be left out: the round has no catalogue" : $"is no entry of the round's catalogue; {NameHint.For(code, codes)}");
            return;
        }
        if (adjustment.Kind != KindOf(entry))
            faults.Add($"{at}/kind", $"must be \"{KindOf(entry).ToString().ToLowerInvariant()}\", the kind of the entry");
        if (entry.Levels is { } levels && (adjustment.Level is not { } level || !levels.ContainsKey(level)))
            faults.Add($"{at}/level", adjustment.Level is null ? $"is missing: known are {PlainText.QuotedList([.. levels.Keys])}" : $"is no level of the entry; {NameHint.For(adjustment.Level, levels.Keys)}");
        if (entry.Levels is null && adjustment.Level is not null)
            faults.Add($"{at}/level", "must be left out: the entry has no levels");
    }

    private static CatalogueEntry? Find(RoundRules rules, string? entry) => entry is null ? null : rules.Entries?.FirstOrDefault(known => known.Code == entry);

    private static AdjustmentKind KindOf(CatalogueEntry entry) => entry.Kind == EntryKind.Bonus ? AdjustmentKind.Bonus : AdjustmentKind.Deduction;
}
