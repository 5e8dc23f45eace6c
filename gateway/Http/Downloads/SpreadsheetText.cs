using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace Evaluation.Gateway.Http.Downloads;

/// <summary>Escapes texts for spreadsheets.</summary>
internal static partial class SpreadsheetText
{
    /// <summary>Characters with which a formula begins, in half and full width.</summary>
    private const string Formula = "=+-@＝＋－＠";

    /// <summary>
    /// Escapes a text that a spreadsheet would read as a formula when it opens a CSV file: one that begins with <c>= + - @</c>, also in
    /// full width, or with a tab or line break, also after blanks, gets an apostrophe in front. So does such a text that already begins
    /// with apostrophes; removing one apostrophe restores every text.
    /// </summary>
    public static string Harmless(string text) => IsDangerous(text) ? "'" + text : text;

    /// <summary>The original of a text that <see cref="Harmless"/> escaped.</summary>
    public static string Plain(string text) => text is ['\'', .. var rest] && IsDangerous(rest) ? rest : text;

    /// <summary>
    /// A text that a workbook can store: without characters that XML forbids, with the format's own escapes escaped, and cut to the length
    /// of a cell.
    /// </summary>
    public static string ForCell(string text)
    {
        if (text.Length <= Limits.CellCharacters && text.AsSpan().IndexOfAnyExceptInRange(' ', '\uD7FF') < 0 && !text.Contains('_', StringComparison.Ordinal))
            return text;
        var fit = Escape().Replace(text, "_x005F_");
        if (fit.Length > Limits.CellCharacters)
            fit = Graphemes.Cut(fit, Limits.CellCharacters - 1) + "…";
        return Valid(fit);
    }

    private static bool IsDangerous(string text)
    {
        var start = text.AsSpan().TrimStart('\'');
        if (start.IsEmpty)
            return false;
        if (start[0] is '\t' or '\r' or '\n')
            return true;
        foreach (var character in start)
        {
            if (Formula.Contains(character, StringComparison.Ordinal))
                return true;
            if (!char.IsWhiteSpace(character) && char.GetUnicodeCategory(character) is not (UnicodeCategory.Format or UnicodeCategory.Control))
                return false;
        }
        return false;
    }

    private static string Valid(string text)
    {
        var valid = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            valid.Append(rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? Rune.ReplacementChar : rune);
        return valid.ToString();
    }

    // A workbook reads _x0041_ as A, so the underscore is escaped.
    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4}_)")]
    private static partial Regex Escape();
}
