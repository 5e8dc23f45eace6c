namespace Evaluation.Kernel;

/// <summary>Limits of tables: of those that administrators import, applied while a file is read, and of exports.</summary>
public static partial class Limits
{
    /// <summary>Bytes of a table's file: a thousand units with reports of several pages.</summary>
    public const int TableBytes = 32 << 20;

    /// <summary>Bytes of the form that sends a table: the preview sends the rows back as text, with quotation marks doubled.</summary>
    public const int TableFormBytes = 2 * TableBytes;

    /// <summary>Bytes of all parts of a workbook after decompression. Without this limit a small file could fill the memory.</summary>
    public const int WorkbookBytes = 128 << 20;

    /// <summary>Shared texts of a workbook: each cell of the largest table, and as many on other sheets.</summary>
    public const int WorkbookTexts = 100_000;

    /// <summary>
    /// Rows of a text, or rows and cells of a worksheet together, blank ones included. Reading them takes about a second. The largest table
    /// has 10,000 cells.
    /// </summary>
    public const int TableElements = 200_000;

    /// <summary>Columns of a table, blank ones included: the weights of all groups, and three times as many blank columns.</summary>
    public const int TableColumns = 256;

    /// <summary>Characters of one row of a text file: the longest report with every character escaped, and the names of the unit.</summary>
    public const int TableRowCharacters = 128 << 10;

    /// <summary>Accounts that one table adds: those of all units of a city and of its inspectors.</summary>
    public const int AccountsPerCall = 3_000;

    // Exports

    /// <summary>
    /// Bytes of an export that are buffered before they are sent. Bounds the memory; a slow reader slows the export down.
    /// </summary>
    public const int ExportFlushBytes = 64 << 10;

    /// <summary>Exports of one address at a time: every table of a round at once, from two desks of an office behind one address.</summary>
    public const int ExportsPerAddress = 24;

    /// <summary>Rows of one worksheet, header included: the limit of the file format. Further rows go to another worksheet.</summary>
    public const int RowsPerWorksheet = 1_048_576;

    /// <summary>Characters (UTF-16) of a worksheet cell: the limit of the file format.</summary>
    public const int CellCharacters = 32_767;

    /// <summary>Characters (UTF-16) of a worksheet's name: the limit of the file format.</summary>
    public const int WorksheetNameCharacters = 31;

    // Sealed records

    /// <summary>
    /// Units whose slips are read from all boxes and recorded together. Bounds the memory of the process that records: some MB, even if
    /// every slip has other marks.
    /// </summary>
    public const int UnitsRecordedAtOnce = 16;

    /// <summary>Comments in one event of a sealed record: at most 1 MB.</summary>
    public const int CommentsRecordedAtOnce = 500;
}
