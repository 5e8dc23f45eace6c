namespace Evaluation.Kernel;

/// <summary>Limits of exports and sealed records.</summary>
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

    // Sealed records

    /// <summary>
    /// Units whose slips are read from all boxes and recorded together. Bounds the memory of the process that records: some MB, even if
    /// every slip has other marks.
    /// </summary>
    public const int UnitsRecordedAtOnce = 16;

    /// <summary>Comments in one event of a sealed record: at most 1 MB.</summary>
    public const int CommentsRecordedAtOnce = 500;
}
