using System.Globalization;

namespace Evaluation.Gateway.Pages.Administrator.Definition.Typed;

/// <summary>Numbers as they are typed into forms: shares may be typed in percent, and percentages with their sign.</summary>
internal static class TypedNumber
{
    /// <summary>Members that are shares of 0 to 1: <c>30%</c> is 0.3.</summary>
    private static readonly string[] Shares = ["quota", "awarenessMin", "turnoutMin", "maxShare", "limit", "from"];

    /// <summary>Members in percent: <c>30%</c> is 30.</summary>
    private static readonly string[] Percentages = ["vote", "inspection", "self", "daily", "share", "stepPercent"];

    /// <summary>The number of a member of a definition; false for a text that is none.</summary>
    public static bool TryRead(string member, string text, out decimal number)
    {
        text = Assessment.SelfAssessments.TypedNumber.HalfWidth(text).Trim();
        var isPercent = text is [.., '%'];
        number = 0;
        if (isPercent && !Shares.Contains(member) && !Percentages.Contains(member))
            return false;
        if (!decimal.TryParse(isPercent ? text[..^1].TrimEnd() : text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number))
            return false;
        // Division by a power of ten is exact, and writes no more digits than were typed.
        number = isPercent && Shares.Contains(member) ? number / 100 : number;
        return true;
    }
}
