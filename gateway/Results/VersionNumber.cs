using System.Globalization;

namespace Evaluation.Gateway.Results;

/// <summary>A version of a result as it is asked for in a query.</summary>
internal static class VersionNumber
{
    /// <summary>The number, or null where none is given.</summary>
    public static Outcome<int?> Read(string name, string? text)
    {
        if (text is null)
            return default(int?);
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : new Refusal(RefusalCode.BadRequest, $"{name} is a whole number.");
    }
}
