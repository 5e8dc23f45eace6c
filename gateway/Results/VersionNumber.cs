using System.Globalization;

namespace Evaluation.Gateway.Results;

/// <summary>Reads the number of a result's version from the query.</summary>
internal static class VersionNumber
{
    /// <summary>The number, or null when the query has none.</summary>
    public static Outcome<int?> Read(string name, string? text)
    {
        if (text is null)
            return default(int?);
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : new Refusal(RefusalCode.BadRequest, $"{name} is a whole number.");
    }
}
