using System.Globalization;
using Evaluation.Gateway.Http.Downloads;
using Evaluation.Rules;

namespace Evaluation.Gateway.Results.Exports;

/// <summary>
/// Names for the worksheets of one workbook: in both languages, with the length and characters that workbooks allow, and unique.
/// </summary>
internal sealed class WorksheetNames
{
    private const string Forbidden = "[]:*?/\\";

    /// <summary>A name that spreadsheets reserve.</summary>
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase) { "History" };

    public string Take(LocalText title)
    {
        var words = title.Zh == title.En ? title.Zh ?? "" : $"{title.Zh} {title.En}";
        var clean = string.Concat(SpreadsheetText.ForCell(words).Select(character => Forbidden.Contains(character, StringComparison.Ordinal) || char.IsControl(character) ? ' ' : character));
        // A name may contain an apostrophe, but not begin or end with one.
        var name = Trim(clean) is { Length: > 0 } text ? text : "-";
        var candidate = Shortened(name, "");
        for (var number = 2; !_taken.Add(candidate); number++)
            candidate = Shortened(name, string.Create(CultureInfo.InvariantCulture, $" {number}"));
        return candidate;
    }

    private static string Shortened(string name, string suffix) => Trim(Graphemes.Cut(name, Limits.WorksheetNameCharacters - suffix.Length)) + suffix;

    private static string Trim(string text) => text.Trim(' ', '\'');
}
