using Evaluation.Assessment;
using Evaluation.Rules;

namespace Evaluation.Scoring.Ledgers;

/// <summary>The figure of one unit for one criterion (F23): from the vote, or from the sheets, combined by the panel's rule (F8).</summary>
/// <param name="X">Null where it is missing or not applicable.</param>
/// <param name="Target">Null where it is missing, not applicable or not needed.</param>
/// <param name="Values">The sheets whose values count; null for a figure of the vote.</param>
/// <param name="Targets">The sheets whose targets count; null where no target is needed.</param>
/// <param name="IsApplicable">False where every sheet says that the criterion is not applicable.</param>
internal sealed record UnitFigure(Fraction? X, Fraction? Target, SheetTrimming? Values, SheetTrimming? Targets, bool IsApplicable)
{
    /// <summary>A figure that the class of the unit does not have.</summary>
    public static readonly UnitFigure NotApplicable = new(null, null, null, null, IsApplicable: false);

    /// <summary>Whether the figure, or the target that it needs, is missing.</summary>
    public bool IsMissing => IsApplicable && (X is null || (Targets is not null && Target is null));

    public static UnitFigure OfVote(Fraction? figure) => new(figure, null, null, null, IsApplicable: true);

    public static UnitFigure OfSheets(RoundRules rules, Criterion criterion, IReadOnlyList<Sheet> sheets)
    {
        var given = Given(criterion, sheets);
        var isTrimmed = rules.Panel.Trim == PanelTrim.Item;
        List<Fraction?> values = [.. given.Select(figure => (Fraction?)figure?.Value)], targets = [.. given.Select(figure => (Fraction?)figure?.Target)];
        var counted = SheetTrimming.Of(values, isTrimmed);
        var planned = criterion.HasTarget ? SheetTrimming.Of(targets, isTrimmed) : null;
        var isNotApplicable = sheets.Count > 0 && sheets.All(sheet => sheet.Figures is { } figures && figures.TryGetValue(criterion.Code, out var figure) && figure is null);
        return new(counted.Mean(values), planned?.Mean(targets), counted, planned, !isNotApplicable);
    }

    /// <summary>By sheet; null where the sheet gives none.</summary>
    public static IReadOnlyList<SheetFigure?> Given(Criterion criterion, IReadOnlyList<Sheet> sheets) =>
        [.. sheets.Select(sheet => sheet.Figures?.GetValueOrDefault(criterion.Code))];
}
