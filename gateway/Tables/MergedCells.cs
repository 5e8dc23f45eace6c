using DocumentFormat.OpenXml.Spreadsheet;

namespace Evaluation.Gateway.Tables;

/// <summary>
/// Merged cells of a worksheet. Only the first one has a value, and the others look filled but are blank; inside a table that is a fault.
/// </summary>
internal sealed class MergedCells
{
    private readonly List<(string Range, int Row, int LastRow, int Column, int LastColumn)> _ranges = [];

    public void Add(MergeCell merged)
    {
        if (_ranges.Count < Limits.FaultsListed && merged.Reference?.Value is { } range && range.Split(':') is [var first, var last]
            && (Place(first), Place(last)) is ({ } from, { } to))
            _ranges.Add((range, from.Row, to.Row, from.Column, to.Column));
    }

    /// <summary>A fault for each range that covers cells below the heading, in a column with a heading.</summary>
    public IEnumerable<TableFault> Faults(TableContent content)
    {
        if (content.Rows is not [var heading, .., var end] || content.Rows.Count < 2)
            return [];
        return from merged in _ranges
               where merged.LastRow > heading.Number && merged.Row <= end.Number
                   && Enumerable.Range(merged.Column, Math.Max(0, Math.Min(merged.LastColumn, heading.Cells.Count - 1) - merged.Column + 1)).Any(column => heading[column].Length > 0)
               select new TableFault(
                   new(content.Sheet, Math.Max(merged.Row, 1), ColumnName.Of(merged.Column)), $"belongs to the merged cells {merged.Range}; split them and fill in each cell", IsMerged: true);
    }

    private static (int Row, int Column)? Place(string reference) =>
        ColumnName.Index(reference) is { } column && int.TryParse(reference.AsSpan().TrimStart("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), out var row) ? (row, column) : null;
}
