using System.Globalization;
using System.Text.RegularExpressions;
using Evaluation.Assessment.SelfAssessments;

namespace Evaluation.Gateway.SelfAssessments.Import;

/// <summary>Points as people type them into a table: <c>9 分</c>, <c>15,</c>, full-width digits, <c>不适用</c>, <c>XXX</c>.</summary>
internal static partial class TypedPoints
{
    private static readonly string[] NotApplicable = ["na", "n/a", "n.a.", "not applicable", "不适用", "不涉及", "无此项"];

    /// <summary>The points; null where the cell has none: it is blank, a placeholder, or says something else.</summary>
    public static ClaimedPoints? Read(string cell)
    {
        var plain = TypedNumber.HalfWidth(cell).Trim();
        if (NotApplicable.Contains(plain.ToLowerInvariant()))
            return new(null);
        var number = Unit().Replace(plain, "");
        if (DecimalComma().IsMatch(number))
            number = number.Replace(',', '.');
        return decimal.TryParse(number, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var points) ? new(points) : null;
    }

    /// <summary>Whether the cell says exactly what was read.</summary>
    public static bool SaysSo(string cell, ClaimedPoints? read) =>
        cell.Length == 0 ? read is null
        : read is { Points: { } points } ? cell == points.ToString(CultureInfo.InvariantCulture)
        : read is not null && cell == ClaimedPoints.NotApplicable;

    /// <summary>Units, blanks and marks after a number.</summary>
    [GeneratedRegex(@"(\s|分|点|points?|pts|[,;.、。])+$", RegexOptions.IgnoreCase)]
    private static partial Regex Unit();

    [GeneratedRegex(@"^-?[0-9]+,[0-9]{1,2}$")]
    private static partial Regex DecimalComma();
}
