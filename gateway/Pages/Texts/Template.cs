using System.Globalization;
using System.Text.RegularExpressions;

namespace Evaluation.Gateway.Pages.Texts;

/// <summary>Texts with places to fill. The same rules stand in <c>template.js</c> for the browser.</summary>
internal static partial class Template
{
    public static string Fill(string template, params object?[] values) => Place().Replace(template, place =>
    {
        var value = values[int.Parse(place.Groups[1].ValueSpan, CultureInfo.InvariantCulture)];
        if (!place.Groups[2].Success)
            return Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        return Convert.ToString(value, CultureInfo.InvariantCulture) == "1" ? place.Groups[2].Value : place.Groups[3].Value;
    });

    /// <summary>The numbers of the places of a template, each once, in order.</summary>
    public static IEnumerable<int> Places(string template) =>
        Place().Matches(template).Select(place => int.Parse(place.Groups[1].ValueSpan, CultureInfo.InvariantCulture)).Distinct().Order();

    [GeneratedRegex(@"\{(\d)(?::([^|}]*)\|([^}]*))?\}")]
    private static partial Regex Place();
}
