namespace Evaluation.Kernel;

/// <summary>Limits of exports.</summary>
public static partial class Limits
{
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
}
