using System.Globalization;
using Evaluation.Results.Exports;

namespace Evaluation.Tests.Results.Exports;

/// <summary>Rows as text, for expected tables in tests.</summary>
internal static class Shown
{
    /// <summary>The cells of the named columns separated by blanks; an empty cell is a dash.</summary>
    public static string[] Of(ExportTable table, IEnumerable<ExportRow> rows, params string[] columns)
    {
        int[] places = [.. columns.Select(name => table.Columns.Index().Single(column => column.Item.Name == name).Index)];
        return [.. rows.Select(row =>
        {
            Assert.Equal(table.Columns.Count, row.Cells.Count);
            return string.Join(' ', places.Select(place => Text(row.Cells[place])));
        })];
    }

    private static string Text(Cell cell) => cell.Kind switch
    {
        CellKind.Text => cell.Text!,
        CellKind.Number => cell.Number.ToString(CultureInfo.InvariantCulture),
        CellKind.Flag => cell.Flag ? "yes" : "no",
        CellKind.Instant => cell.At.ToString("O", CultureInfo.InvariantCulture),
        _ => "-",
    };
}
