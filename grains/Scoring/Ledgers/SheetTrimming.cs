using Evaluation.Scoring.Formulas;

namespace Evaluation.Scoring.Ledgers;

/// <summary>Which inspection sheets count for a panel's mean (F8).</summary>
/// <param name="Kept">The places of the sheets that count, ascending.</param>
/// <param name="Lowest">The place of the dropped lowest sheet; null where nothing is dropped.</param>
/// <param name="Highest">The place of the dropped highest sheet; null where nothing is dropped.</param>
/// <param name="IsTooSmall">Whether the sheets would be trimmed, and are too few for it.</param>
internal sealed record SheetTrimming(IReadOnlyList<int> Kept, int? Lowest, int? Highest, bool IsTooSmall)
{
    /// <summary>The number of sheets from which one lowest and one highest are dropped.</summary>
    public const int TrimmedFrom = 5;

    /// <summary>Of several equal sheets the first is dropped as the lowest, and the last as the highest.</summary>
    /// <param name="given">By sheet; null where the sheet gives nothing.</param>
    /// <param name="isTrimmed">Whether one lowest and one highest are to be dropped.</param>
    public static SheetTrimming Of(IReadOnlyList<Fraction?> given, bool isTrimmed)
    {
        var giving = given.Index().Where(sheet => sheet.Item is not null).Select(sheet => sheet.Index).ToList();
        if (!isTrimmed || giving.Count < TrimmedFrom)
            return new(giving, null, null, isTrimmed);
        var ordered = giving.OrderBy(sheet => given[sheet]).ToList();
        var (lowest, highest) = (ordered[0], ordered[^1]);
        return new([.. giving.Where(sheet => sheet != lowest && sheet != highest)], lowest, highest, false);
    }

    /// <summary>The mean of the sheets that count; null where there is none.</summary>
    public Fraction? Mean(IReadOnlyList<Fraction?> given) => PlainMean.Of<Fraction>([.. Kept.Select(sheet => given[sheet]!.Value)]);
}
