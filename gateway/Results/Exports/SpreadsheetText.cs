using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace Evaluation.Gateway.Results.Exports;

/// <summary>Texts as they may stand where a spreadsheet reads them.</summary>
internal static partial class SpreadsheetText
{
    /// <summary>What a spreadsheet takes for the beginning of a formula, in half and full width.</summary>
    private const string Formula = "=+-@＝＋－＠";

    /// <summary>
    /// A text that no spreadsheet takes for a formula when it opens a CSV file. One that begins with <c>= + - @</c>, also in full width, or with
    /// a tab or line break, or with blanks before those, gets an apostrophe in front; so does one that begins with apostrophes before those, so that
    /// taking one apostrophe away gives the text back.
    /// </summary>
    public static string Harmless(string text) => IsDangerous(text) ? "'" + text : text;

    /// <summary>The text of which <see cref="Harmless"/> made this one.</summary>
    public static string Plain(string text) => text is ['\'', .. var rest] && IsDangerous(rest) ? rest : text;

    /// <summary>
    /// A text that a workbook can hold: without what XML cannot, with escapes of the format itself written out, and no longer than a cell may be.
    /// </summary>
    public static string ForCell(string text)
    {
        if (text.Length <= Limits.CellCharacters && text.AsSpan().IndexOfAnyExceptInRange(' ', '\uD7FF') < 0 && !text.Contains('_', StringComparison.Ordinal))
            return text;
        var fit = Escape().Replace(text, "_x005F_");
        if (fit.Length > Limits.CellCharacters)
            fit = Cut(fit, Limits.CellCharacters - 1) + "…";
        return Valid(fit);
    }

    /// <summary>The beginning of a text, without half a character at its end.</summary>
    public static string Cut(string text, int length) => text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];

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

    // A workbook reads _x0041_ as A; an escaped underscore keeps it a text.
    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4}_)")]
    private static partial Regex Escape();
}
