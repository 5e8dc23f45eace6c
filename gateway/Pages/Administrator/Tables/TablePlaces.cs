using Evaluation.Gateway.Pages.Texts;
using Evaluation.Gateway.Tables;

namespace Evaluation.Gateway.Pages.Administrator.Tables;

/// <summary>Places in the file of a table, in words.</summary>
internal static class TablePlaces
{
    private const string Columns = "; the columns are ";
    private const string Column = "the column \"";

    public static string Say(Catalogue texts, TablePlace place) => (place.Sheet, place.Row, place.Column) switch
    {
        (_, null, _) => "",
        (null, { } row, null) => texts.Say("table.row", row),
        (null, { } row, { } column) => texts.Say("table.cell", row, column),
        ({ } sheet, { } row, null) => texts.Say("table.sheetRow", row, sheet),
        ({ } sheet, { } row, { } column) => texts.Say("table.sheetCell", row, column, sheet),
    };

    /// <summary>A fault after its place. Nothing follows a full-width colon but the fault.</summary>
    public static string Fault(Catalogue texts, string place, string message) =>
        $"{place}{(place.Length == 0 || place.EndsWith('：') ? "" : " ")}{DomainTexts.Fault(texts, Headed(texts, message))}";

    /// <summary>A fault of the headings with the columns as pages call them.</summary>
    private static string Headed(Catalogue texts, string message)
    {
        if (message.IndexOf(Columns, StringComparison.Ordinal) is > 0 and var at)
            return message[..(at + Columns.Length)] + string.Join(texts["audit.between-codes"], message[(at + Columns.Length)..].Split(", ").Select(Named));
        return message.StartsWith(Column, StringComparison.Ordinal) && message.IndexOf('"', Column.Length) is > 0 and var end
            ? Column + Named(message[Column.Length..end]) + message[end..]
            : message;

        string Named(string column) => texts.Find("column." + column) ?? column;
    }
}
