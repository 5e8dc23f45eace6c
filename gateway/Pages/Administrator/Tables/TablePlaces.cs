using Evaluation.Gateway.Pages.Texts;
using Evaluation.Gateway.Tables;

namespace Evaluation.Gateway.Pages.Administrator.Tables;

/// <summary>Places in the file of a table, in words.</summary>
internal static class TablePlaces
{
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
        $"{place}{(place.Length == 0 || place.EndsWith('：') ? "" : " ")}{DomainTexts.Fault(texts, message)}";
}
