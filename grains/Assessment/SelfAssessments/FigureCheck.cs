namespace Evaluation.Assessment.SelfAssessments;

/// <summary>Checks a figure of a self-assessment.</summary>
internal static class FigureCheck
{
    private const int PercentMax = 100;

    public static IEnumerable<AssessmentRemark> Faults(Figure figure, string at)
    {
        if (figure.Unit is null)
            yield return new($"{at}/unit", "measure-missing", $"the figure '{figure.Name}' has no unit");
        if (figure.Value is not { } value)
        {
            yield return new($"{at}/value", "masked-value", $"the figure '{figure.Name}' has no value");
            yield break;
        }
        var typed = TypedNumber.Of(value.Text);
        if (typed.IsMasked)
            yield return new($"{at}/value", "masked-value", $"'{value.Text}' is a placeholder and no value");
        else if (IsRate(figure) && RateFault(figure, typed, value.Text) is { } fault)
            yield return new($"{at}/value", "rate-out-of-range", fault);
    }

    public static IEnumerable<AssessmentRemark> Warnings(Figure figure, string pointer)
    {
        if (figure is { Precision: FigurePrecision.Exact, Value: { } value } && TypedNumber.Of(value.Text) is { Said: { } said })
            yield return new(pointer, "precision-contradicted", $"'{value.Text}' is given as exact, and its text says {(said == FigurePrecision.About ? "about" : "at least")}");
    }

    /// <summary>The value by which figures are compared: the number, or the text where there is none; null for a placeholder.</summary>
    public static string? ComparedValue(Figure figure)
    {
        if (figure.Value is not { } value || TypedNumber.Of(value.Text) is not { IsMasked: false } typed)
            return null;
        return typed.Number is { } number ? SelfAssessmentCheck.Shown(number) : value.Text.Trim();
    }

    private static bool IsRate(Figure figure) => figure.Unit is { } unit && TypedNumber.HalfWidth(unit).Trim() == "%";

    private static string? RateFault(Figure figure, TypedNumber typed, string text)
    {
        if (typed.Number is not { } rate)
            return $"'{text}' is no rate from 0 to {PercentMax} %";
        if (rate is < 0 or > PercentMax)
            return $"{SelfAssessmentCheck.Shown(rate)} % is not from 0 to {PercentMax} %";
        if (figure is not { Numerator: { } numerator, Denominator: { } denominator })
            return null;
        if (denominator <= 0 || numerator < 0)
            return $"{SelfAssessmentCheck.Shown(numerator)} ÷ {SelfAssessmentCheck.Shown(denominator)} is no rate";
        if (numerator > 2 * denominator)
            return $"{SelfAssessmentCheck.Shown(numerator)} ÷ {SelfAssessmentCheck.Shown(denominator)} is above {PercentMax} %";
        var computed = Rounded(numerator, denominator, typed.Decimals);
        return computed == rate
            ? null
            : $"{SelfAssessmentCheck.Shown(numerator)} ÷ {SelfAssessmentCheck.Shown(denominator)} is {SelfAssessmentCheck.Shown(computed)} %, not {SelfAssessmentCheck.Shown(rate)} %";
    }

    /// <summary>The rate in percent with so many decimals, half away from zero.</summary>
    private static decimal Rounded(decimal numerator, decimal denominator, int decimals) =>
        decimal.Round(numerator * PercentMax / denominator, decimals, MidpointRounding.AwayFromZero);
}
