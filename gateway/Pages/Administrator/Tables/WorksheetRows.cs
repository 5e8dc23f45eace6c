using System.Globalization;
using ExcelDataReader;

namespace Evaluation.Gateway.Pages.Administrator.Tables;

/// <summary>Reads the rows of a worksheet as texts, for every file format.</summary>
internal static class WorksheetRows
{
    /// <summary>Most columns that are read. A definition has far fewer, but a worksheet can declare many thousands.</summary>
    private const int ColumnsMax = 200;

    /// <summary>Numbers from this one on are not written as decimals.</summary>
    private const double AmountMax = 1e15;

    /// <summary>Cells as they are stored, not as they are displayed: 0.5 and not 50 %. Trimmed, and without empty rows.</summary>
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
