using Evaluation.Gateway.Http.Downloads;

namespace Evaluation.Gateway.Tables;

/// <summary>
/// Collects the rows of a table while a file is read, up to the number of rows that the table can have. Cells that hold a spreadsheet's
/// error or lost characters are faults and never blank.
/// </summary>
internal sealed class TableRows(string? sheet, int rowsMax)
{
    /// <summary>Values that spreadsheets show for an error. A text file contains them as text.</summary>
    private static readonly string[] Errors =
    [
        "#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#BUSY!",
        "#GETTING_DATA",
    ];

    private const int ErrorCharactersShown = 15;

    private readonly List<TableRow> _rows = [];
    private readonly List<TableFault> _faults = [];

    /// <summary>Whether reading can stop: there are too many rows or faults.</summary>
    public bool IsFull { get; private set; }

    /// <summary>Adds a row. A row of blank cells is left out.</summary>
    /// <param name="number">The number of the row in the file, from 1.</param>
    /// <param name="cells">Texts, which are trimmed.</param>
    public void Add(int number, IReadOnlyList<string> cells)
    {
        if (IsFull || cells.All(string.IsNullOrWhiteSpace))
            return;
        if (_rows.Count > rowsMax)
        {
            Fail($"is one row too many: the table has at most {rowsMax} rows below its heading", number);
            IsFull = true;
            return;
        }
        var row = new TableRow(number, [.. cells.Select(cell => cell.Trim())]);
        _rows.Add(row);
        foreach (var (column, cell) in row.Cells.Index())
            if (Unreadable(cell) is { } message)
                Fail(message, number, column);
    }

    /// <summary>Ends the reading at a row, because <see cref="Limits.TableElements"/> rows and cells have been read.</summary>
    public void Stop(int number)
    {
        Fail($"is reached after {Limits.TableElements} rows and cells, which is the most that is read; delete blank rows and columns, also those that only have formats", number);
        IsFull = true;
    }

    /// <summary>Lists a fault at a row or at a cell of it.</summary>
    /// <param name="column">From 0; null for the whole row.</param>
    public void Fail(string message, int? number = null, int? column = null)
    {
        if (_faults.Count < Limits.FaultsListed)
            _faults.Add(new(new(sheet, number, column is { } index ? ColumnName.Of(index) : null), message));
        IsFull |= _faults.Count >= Limits.FaultsListed;
    }

    public TableContent Content() => new(sheet, _rows, _faults);

    /// <summary>The fault of a cell that holds an error, whatever its text is.</summary>
    public static string ErrorFault(string shown) => $"holds the error {Graphemes.Cut(shown, ErrorCharactersShown)} instead of a value; correct the formula or enter the value";

    /// <summary>Also with a full-width number sign, and as LibreOffice writes errors without a name: <c>Err:502</c>.</summary>
    private static bool IsError(string cell)
    {
        var text = cell[0] == '\uFF03' ? '#' + cell[1..] : cell;
        return Errors.Contains(text, StringComparer.OrdinalIgnoreCase)
            || (text[0] == '#' && text.Length > 2 && text.All(character => character == '#'))
            || (text.StartsWith("Err:", StringComparison.OrdinalIgnoreCase) && text.Length > 4 && text.AsSpan(4).IndexOfAnyExceptInRange('0', '9') < 0);
    }

    private static string? Unreadable(string cell)
    {
        if (cell.Length == 0)
            return null;
        if (IsError(cell))
            return ErrorFault(cell);
        if (cell.Contains('\uFFFD', StringComparison.Ordinal))
            return "holds the character U+FFFD: a character was lost when the file was saved";
        return cell.Length > 1 && cell.All(character => character == '?')
            ? "holds only question marks: its characters were lost when the file was saved; save it as UTF-8"
            : null;
    }
}
