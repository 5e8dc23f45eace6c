using System.Globalization;
using Evaluation.Assessment.SelfAssessments;

namespace Evaluation.Gateway.Pages.Shared.Fields;

/// <summary>
/// Numbers as people type them into forms. Full-width digits, points and signs count as usual ones, and a unit behind the number does not
/// count: <c>１２</c>, <c>－3</c>, <c>13。5</c>, <c>9 分</c>.
/// </summary>
internal static class FormNumber
{
    /// <summary>The number; null for a text that is none, is only about a number, or is in percent.</summary>
    public static decimal? Read(string text)
    {
        var plain = TypedNumber.HalfWidth(text).Trim();
        if (decimal.TryParse(plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return number;
        return !plain.Contains('%', StringComparison.Ordinal) && TypedNumber.Of(plain) is { IsMasked: false, Said: null } typed ? typed.Number : null;
    }

    /// <summary>The whole number; null where there is none that fits 32 bits.</summary>
    public static int? Whole(string text) => Read(text) is { } number and >= int.MinValue and <= int.MaxValue && decimal.IsInteger(number) ? (int)number : null;

    /// <summary>The number, or the text itself, which the reader of the body reports as a fault at its place.</summary>
    public static object OrText(string text) => Read(text) is { } number ? number : text;
}
