namespace Evaluation.Bench;

/// <summary>The exit codes of the program. A missed target is not an error; invalid figures are.</summary>
internal static class BenchExit
{
    public const int Valid = 0;

    /// <summary>An error, a disturbed machine, or a ballot too many or too few: the figures are invalid.</summary>
    public const int Void = 1;

    public const int Usage = 2;
}
