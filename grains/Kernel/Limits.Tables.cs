namespace Evaluation.Kernel;

/// <summary>Limits of the tables that administrators import. They are applied while a file is read.</summary>
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
}
