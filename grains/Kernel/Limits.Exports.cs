namespace Evaluation.Kernel;

/// <summary>Limits of exports, and of what is published for a recount.</summary>
public static partial class Limits
{
    /// <summary>
    /// Bytes of an export that are buffered before they are sent. Bounds the memory; a slow reader slows the export down.
    /// </summary>
    public const int ExportFlushBytes = 64 << 10;

    /// <summary>Rows of one worksheet, header included: the limit of the file format. Further rows go to another worksheet.</summary>
    public const int RowsPerWorksheet = 1_048_576;

    /// <summary>Characters (UTF-16) of a worksheet cell: the limit of the file format.</summary>
    public const int CellCharacters = 32_767;

    /// <summary>Characters (UTF-16) of a worksheet's name: the limit of the file format.</summary>
    public const int WorksheetNameCharacters = 31;

    /// <summary>
    /// Slips of every published group of a unit from which slips are published as whole patterns. With fewer, a pattern of marks tells who
    /// has given it.
    /// </summary>
    public const int SlipsPublishedMin = 30;

    /// <summary>Slips of every published pattern. A rarer one may be known to have been given by one person.</summary>
    public const int PatternSlipsMin = 3;

    /// <summary>
    /// Decimals of scores whose counts are not published, and of the totals of combined rounds, in what is published for a recount.
    /// </summary>
    public const int RecountDecimals = 6;

    /// <summary>Decimals of a published variance.</summary>
    public const int VarianceDecimals = 4;

    /// <summary>Published recounts of one to two megabytes that a process keeps in memory for further readers.</summary>
    public const int RecountsKept = 4;
}
