using Evaluation.Assessment;
using Evaluation.Rules;

namespace Evaluation.Scoring.Ledgers;

/// <summary>The figure of one unit for one criterion (F23): of the vote, or of the sheets, combined by the rule of their body.</summary>
/// <param name="X">Null where it is missing or not applicable.</param>
/// <param name="Target">Null where it is missing, not applicable or not needed.</param>
/// <param name="Values">The values of the sheets; null for a figure of the vote.</param>
/// <param name="Targets">The targets of the sheets; null where none is needed.</param>
/// <param name="IsApplicable">False where every sheet says that the criterion is not applicable.</param>
internal sealed record UnitFigure(Fraction? X, Fraction? Target, SheetNumbers? Values, SheetNumbers? Targets, bool IsApplicable)
{
    /// <summary>A figure that the class of the unit does not have.</summary>
    public static readonly UnitFigure NotApplicable = new(null, null, null, null, IsApplicable: false);

    /// <summary>Whether the figure, or the target that it needs, is missing.</summary>
    public bool IsMissing => IsApplicable && (X is null || (Targets is not null && Target is null));

    public static UnitFigure OfVote(Fraction? figure) => new(figure, null, null, null, IsApplicable: true);

    /// <param name="sheets">The sheets of the body that owns the criterion.</param>
    /// <param name="criterion">A criterion with a figure.</param>
    /// <param name="period">Null for a criterion without periods.</param>
    public static UnitFigure OfSheets(BodySheets sheets, Criterion criterion, string? period)
    {
        var values = SheetNumbers.Of(sheets, period, sheet => Of(sheet)?.Value);
        var targets = criterion.HasTarget ? SheetNumbers.Of(sheets, period, sheet => Of(sheet)?.Target) : null;
        var filed = sheets.Places.Select(place => sheets.All[place]).Where(sheet => sheet.Period == period).ToList();
        var isNotApplicable = filed.Count > 0 && filed.All(sheet => sheet.Figures?.ContainsKey(criterion.Code) == true && Of(sheet) is null);
        return new(values.Mean, targets?.Mean, values, targets, !isNotApplicable);

        SheetFigure? Of(Sheet sheet) => sheet.Figures?.GetValueOrDefault(criterion.Code);
    }
}

/// <summary>Numbers on the sheets of a body.</summary>
/// <param name="Given">By the sheet's place in the ledger; null for other sheets and for "not applicable".</param>
/// <param name="Counted">The sheets that count.</param>
internal sealed record SheetNumbers(IReadOnlyList<Fraction?> Given, SheetTrimming Counted)
{
    /// <summary>Null where no sheet has a number.</summary>
    public Fraction? Mean => Counted.Mean(Given);

    public static SheetNumbers Of(BodySheets sheets, string? period, Func<Sheet, decimal?> read)
    {
        var given = sheets.Given(period, sheet => read(sheet));
        return new(given, sheets.OfItem(given));
    }
}
