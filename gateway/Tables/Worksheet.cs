using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Evaluation.Gateway.Tables;

/// <summary>
/// Reads the cells of a worksheet one after the other, as they are stored and not as they are displayed: 0.5 and not 50 %. A cell without a
/// readable value is a fault; a gap between rows or cells costs nothing.
/// </summary>
internal sealed class Worksheet(string name, IReadOnlyList<string> texts, int rowsMax)
{
    private const string Unreadable = "cannot be read: the file is damaged; save it again in a spreadsheet program";

    /// <summary>Numbers from this one on are not written as decimals.</summary>
    private const double AmountMax = 1e15;

    private readonly TableRows _rows = new(name, rowsMax);
    private readonly List<string> _cells = [];
    private readonly MergedCells _merged = new();
    private int _row;
    private int _nextColumn;

    public TableContent Read(WorksheetPart part)
    {
        using var reader = OpenXmlReader.Create(part);
        for (var elements = 0; !_rows.IsFull && reader.Read();)
        {
            if (!reader.IsStartElement)
            {
                if (reader.ElementType == typeof(Row))
                    EndRow();
                continue;
            }
            if (reader.ElementType == typeof(Row))
                BeginRow(reader.Attributes.FirstOrDefault(attribute => attribute.LocalName == "r").Value);
            else if (reader.ElementType == typeof(Cell))
                Add((Cell)reader.LoadCurrentElement()!);
            else if (reader.ElementType == typeof(MergeCell))
                _merged.Add((MergeCell)reader.LoadCurrentElement()!);
            if (++elements > Limits.TableElements)
                _rows.Stop(_row);
        }
        var content = _rows.Content();
        return content with { Faults = [.. content.Faults, .. _merged.Faults(content).Take(Limits.FaultsListed - content.Faults.Count)] };
    }

    private void BeginRow(string? number)
    {
        _row = int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var given) && given > _row ? given : _row + 1;
        _cells.Clear();
        _nextColumn = 0;
    }

    private void EndRow() => _rows.Add(_row, [.. _cells]);

    private void Add(Cell cell)
    {
        // A cell without a reference follows the one before it, also a blank one.
        var column = ColumnName.Index(cell.CellReference?.Value) ?? _nextColumn;
        _nextColumn = column + 1;
        var (text, fault) = Value(cell);
        if (fault is not null)
            _rows.Fail(fault, _row, column);
        if (string.IsNullOrWhiteSpace(text))
            return;
        if (column >= Limits.TableColumns)
        {
            _rows.Fail($"is outside of the table, which has at most {Limits.TableColumns} columns; delete the cell", _row, column);
            return;
        }
        while (_cells.Count <= column)
            _cells.Add("");
        _cells[column] = text;
    }

    /// <summary>The text of a cell, or the reason why it has none that can be read.</summary>
    private (string Text, string? Fault) Value(Cell cell)
    {
        var (type, stored) = (cell.DataType?.InnerText ?? "n", cell.CellValue?.Text);
        // A formula with the result "" has a stored empty text.
        if (cell.CellFormula is not null && (stored is null || (stored.Length == 0 && type != "str")))
            return ("", "holds a formula without a stored result; open the file in a spreadsheet program, save it and import it again");
        return type switch
        {
            // By its type, because a newer program may have errors whose text is not known here.
            "e" => ("", TableRows.ErrorFault(string.IsNullOrWhiteSpace(stored) ? "#N/A" : stored)),
            "inlineStr" => (SharedTexts.Of(cell.InlineString), null),
            "b" => (stored is "1" or "true" ? "TRUE" : stored is "0" or "false" ? "FALSE" : stored ?? "", null),
            _ when string.IsNullOrEmpty(stored) => ("", null),
            "s" => int.TryParse(stored, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < texts.Count ? (texts[index], null) : ("", Unreadable),
            "n" => Number(stored) is { } number ? (number, null) : ("", Unreadable),
            _ => (stored, null),
        };
    }

    private static string? Number(string stored) => !double.TryParse(stored, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number)
        ? null
        : Math.Abs(number) < AmountMax ? ((decimal)number).ToString(CultureInfo.InvariantCulture) : number.ToString(CultureInfo.InvariantCulture);
}
