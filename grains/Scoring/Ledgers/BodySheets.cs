using Evaluation.Assessment;
using Evaluation.Rules;

namespace Evaluation.Scoring.Ledgers;

/// <summary>The filed sheets of one body for one unit, and the rule that combines them (F8, F21).</summary>
/// <param name="Body">Null for the inspection panel.</param>
/// <param name="All">All sheets of the unit's ledger. The place of a sheet in this list is its number in a derivation.</param>
/// <param name="Weights">The weights of the body's inspectors; null where all count alike.</param>
/// <param name="Trim">How sheets are trimmed. Weights and trimming exclude each other.</param>
/// <param name="TrimFrom">The number of sheets from which they are trimmed.</param>
internal sealed record BodySheets(string? Body, IReadOnlyList<Sheet> All, IReadOnlyList<InspectorWeight>? Weights, PanelTrim Trim, int TrimFrom)
{
    /// <summary>By place; null for a sheet without a weight and for those of other bodies. Null where all count alike.</summary>
    public IReadOnlyList<Fraction?>? WeightOf { get; } = Weights is null
        ? null
        : [.. All.Select(sheet => sheet.By == Body && Weights.FirstOrDefault(weight => weight.Inspector == sheet.Inspector) is { } weight ? (Fraction?)weight.Weight : null)];

    public static BodySheets Of(RoundRules rules, UnitLedger ledger, string? body)
    {
        InspectorWeight[] weights = [.. (ledger.Weights ?? []).Where(weight => weight.By == body)];
        return new(body, ledger.Sheets, weights.Length == 0 ? null : weights, weights.Length == 0 ? rules.TrimOf(body) : PanelTrim.None, rules.Panel.TrimFrom ?? Panel.TrimFromUsual);
    }

    /// <summary>The places of the body's sheets.</summary>
    public IEnumerable<int> Places => All.Index().Where(sheet => sheet.Item.By == Body).Select(sheet => sheet.Index);

    /// <summary>What the body's sheets of a period give, by place; null for the other sheets.</summary>
    /// <param name="period">Null for the sheets without a period.</param>
    /// <param name="read">What a sheet gives; null for nothing, or "not applicable".</param>
    public IReadOnlyList<Fraction?> Given(string? period, Func<Sheet, Fraction?> read) =>
        [.. All.Select(sheet => sheet.By == Body && sheet.Period == period ? read(sheet) : null)];

    /// <summary>Which of these count for the points of an item.</summary>
    public SheetTrimming OfItem(IReadOnlyList<Fraction?> given) =>
        WeightOf is { } weights ? SheetTrimming.Weighted(given, weights) : SheetTrimming.Of(given, Trim == PanelTrim.Item, TrimFrom);

    /// <summary>Whether a sheet of the period is still to be filed: by anybody, or by an inspector with a weight.</summary>
    public bool IsMissing(string? period)
    {
        var filed = All.Where(sheet => sheet.By == Body && sheet.Period == period).Select(sheet => sheet.Inspector);
        return Weights is { } weights ? weights.Any(weight => !filed.Contains(weight.Inspector)) : !filed.Any();
    }
}
