using Evaluation.Assessment.SelfAssessments;
using Evaluation.Kernel.Reading;

namespace Evaluation.Assessment;

/// <summary>Reads the figures of a sheet from a request body. Numbers are read as typed: <c>"0.874"</c>, <c>"33 件"</c>.</summary>
public static class SheetFigureReader
{
    private const string NotApplicable = "na";

    /// <summary>The figures by criterion in ordinal order; null for "not applicable". Null where none is given.</summary>
    public static IReadOnlyDictionary<string, SheetFigure?>? Read(JsonCursor at)
    {
        var figures = at.Map(Limits.Criteria, Figure);
        return figures.Count == 0 ? null : new SortedDictionary<string, SheetFigure?>(figures.ToDictionary(), StringComparer.Ordinal);
    }

    private static SheetFigure? Figure(JsonCursor at)
    {
        if (at.IsText)
        {
            at.Word([NotApplicable], " or an object with value and target");
            return null;
        }
        var fields = at.Object("value", "target");
        var target = fields.Nullable("target");
        return new SheetFigure(Number(fields.Required("value")), target.IsThere ? Number(target) : null).Plain;
    }

    private static decimal Number(JsonCursor at)
    {
        if (!at.IsText)
            return Bounded(at, at.Number());
        var text = at.TypedText();
        if (PlainText.Fault(text, Limits.LabelCharacters, lines: false) is { } fault)
            at.Fail(fault);
        else if (text.Contains('%', StringComparison.Ordinal) || text.Contains('％', StringComparison.Ordinal))
            at.Fail("must be a fraction of 1 without a percent sign: 0.874 for 87.4 %");
        else if (TypedNumber.Of(text) is { Number: { } number, IsMasked: false, Said: null })
            return Bounded(at, number);
        else
            at.Expected("one exact number such as 0.874");
        return 0;
    }

    private static decimal Bounded(JsonCursor at, decimal number)
    {
        if (decimal.Abs(number) >= Limits.FigureBound)
            at.Fail($"must be within ±{Limits.FigureBound}, but is {number}");
        else if (decimal.Round(number, Limits.FigureDecimals) != number)
            at.Fail($"must have at most {Limits.FigureDecimals} decimals, but is {number}");
        return number;
    }
}
