using System.Globalization;
using ExcelDataReader;

namespace Evaluation.Gateway.Pages.Administrator.Tables;

/// <summary>A sheet's rows as texts, whatever kind of file it is of.</summary>
internal static class SheetRows
{
    /// <summary>Columns that are looked at; a definition has far fewer, and a sheet may claim many thousand.</summary>
    private const int ColumnsMax = 200;

    /// <summary>Above it, a number is not shown as an amount.</summary>
    private const double AmountMax = 1e15;

    /// <summary>Cells as they are stored, not as they are shown: 0.5 and not 50 %. Without blanks around them, and without rows that have no text.</summary>
    public static IEnumerable<string[]> Of(IExcelDataReader reader)
    {
        while (reader.Read())
        {
            string[] row = [.. Enumerable.Range(0, Math.Min(reader.FieldCount, ColumnsMax)).Select(column => Text(reader.GetValue(column)))];
            if (row.Any(cell => cell.Length > 0))
                yield return row;
        }
    }

    private static string Text(object? cell) => (cell switch
    {
        null => "",
        double number when Math.Abs(number) < AmountMax => ((decimal)number).ToString(CultureInfo.InvariantCulture),
        _ => Convert.ToString(cell, CultureInfo.InvariantCulture) ?? "",
    }).Trim();
}
