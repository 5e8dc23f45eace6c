namespace Evaluation.Kernel;

/// <summary>Limits of sealed records.</summary>
public static partial class Limits
{
    /// <summary>
    /// Units whose slips are read from all boxes and recorded together. Bounds the memory of the process that records: some MB, even if
    /// every slip has other marks.
    /// </summary>
    public const int UnitsRecordedAtOnce = 16;

    /// <summary>Comments in one event of a sealed record: at most 1 MB.</summary>
    public const int CommentsRecordedAtOnce = 500;
}
