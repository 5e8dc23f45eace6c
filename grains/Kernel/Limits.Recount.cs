namespace Evaluation.Kernel;

/// <summary>Limits of what is published of the votes for a recount by everybody.</summary>
public static partial class Limits
{
    /// <summary>
    /// Slips of every published group of a unit from which slips are published as whole patterns. With fewer, a pattern of marks tells who has
    /// given it.
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
