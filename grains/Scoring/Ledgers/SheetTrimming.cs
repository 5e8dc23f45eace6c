using Evaluation.Rules;
using Evaluation.Scoring.Formulas;

namespace Evaluation.Scoring.Ledgers;

/// <summary>Which inspection sheets count for a mean, and with which weights (F8, F21).</summary>
/// <param name="Kept">The places of the sheets that count, ascending.</param>
/// <param name="Lowest">The place of the dropped lowest sheet; null where nothing is dropped.</param>
/// <param name="Highest">The place of the dropped highest sheet; null where nothing is dropped.</param>
/// <param name="IsTooSmall">Whether the sheets would be trimmed, and are too few for it.</param>
/// <param name="Weights">By sheet; null where all count alike. A sheet without a weight does not count.</param>
internal sealed record SheetTrimming(IReadOnlyList<int> Kept, int? Lowest, int? Highest, bool IsTooSmall, IReadOnlyList<Fraction?>? Weights = null)
{
    /// <summary>Of several equal sheets the first is dropped as the lowest, and the last as the highest.</summary>
    /// <param name="given">By sheet; null where the sheet gives nothing.</param>
    /// <param name="isTrimmed">Whether one lowest and one highest are to be dropped.</param>
    /// <param name="from">The number of sheets from which they are dropped.</param>
    public static SheetTrimming Of(IReadOnlyList<Fraction?> given, bool isTrimmed, int from = Panel.TrimFromUsual)
    {
        var giving = given.Index().Where(sheet => sheet.Item is not null).Select(sheet => sheet.Index).ToList();
        if (!isTrimmed || giving.Count < from)
            return new(giving, null, null, isTrimmed);
        var ordered = giving.OrderBy(sheet => given[sheet]).ToList();
        var (lowest, highest) = (ordered[0], ordered[^1]);
        return new([.. giving.Where(sheet => sheet != lowest && sheet != highest)], lowest, highest, false);
    }

    /// <summary>All sheets that give something, with their weights.</summary>
    public static SheetTrimming Weighted(IReadOnlyList<Fraction?> given, IReadOnlyList<Fraction?> weights) =>
        new([.. Enumerable.Range(0, given.Count).Where(sheet => given[sheet] is not null && weights[sheet] is not null)], null, null, false, weights);

    /// <summary>The mean of the sheets that count; null where there is none.</summary>
    public Fraction? Mean(IReadOnlyList<Fraction?> given) => Mean(sheet => given[sheet]!.Value, sheet => Weights![sheet]!.Value);

    /// <summary><c>Σ x ÷ m</c>, or <c>Σ a·x ÷ Σ a</c> where sheets have weights; null where none counts.</summary>
    /// <param name="given">What a sheet gives.</param>
    /// <param name="weight">The weight of a sheet; not called where sheets have none.</param>
    public T? Mean<T>(Func<int, T> given, Func<int, T> weight) where T : struct, IArithmetic<T>, IOrdered<T> => Weights is null
        ? PlainMean.Of<T>([.. Kept.Select(given)])
        : WeightedMean.Of<T>([.. Kept.Select(weight)], [.. Kept.Select(sheet => (T?)given(sheet))]);
}
