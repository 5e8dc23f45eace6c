namespace Evaluation.Gateway.Tables;

/// <summary>A row of a table as it is in its file.</summary>
/// <param name="Number">The row of the worksheet, or the line of the text at which the row begins; from 1.</param>
/// <param name="Cells">Trimmed texts. Cells after the last one are blank.</param>
public sealed record TableRow(int Number, IReadOnlyList<string> Cells)
{
    /// <summary>The text of a cell; empty for a cell after the last one.</summary>
    public string this[int column] => column < Cells.Count ? Cells[column] : "";
}

/// <summary>A place in the file of a table.</summary>
/// <param name="Sheet">The name of the worksheet; null for a text file.</param>
/// <param name="Row">From 1; null for the whole file.</param>
/// <param name="Column">The letters of the column, as a spreadsheet shows them; null for the whole row.</param>
public sealed record TablePlace(string? Sheet = null, int? Row = null, string? Column = null);

/// <summary>A problem of the file of a table.</summary>
/// <param name="Message">In English, as in <see cref="Evaluation.Kernel.Reading.Fault"/>. The sentence continues after the place.</param>
/// <param name="IsMerged">Whether the cell is only blank because it is merged with another one.</param>
public sealed record TableFault(TablePlace Place, string Message, bool IsMerged = false);

/// <summary>The rows of a file, without blank rows, or the faults because of which it cannot be read.</summary>
/// <param name="Sheet">The name of the worksheet; null for a text file.</param>
public sealed record TableContent(string? Sheet, IReadOnlyList<TableRow> Rows, IReadOnlyList<TableFault> Faults)
{
    /// <summary>The encoding that was assumed because the file has no mark; null where none was.</summary>
    public string? AssumedEncoding { get; init; }

    /// <summary>A file that cannot be read at all.</summary>
    public static TableContent Unreadable(string message, int? row = null) => new(null, [], [new(new(Row: row), message)]);
}
