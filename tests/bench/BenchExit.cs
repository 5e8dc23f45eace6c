namespace Evaluation.Bench;

/// <summary>How the program ends. A missed target is not an error; figures that mean nothing are.</summary>
internal static class BenchExit
{
    public const int Valid = 0;

    /// <summary>An error, a disturbed machine, or a ballot too many or too few: the figures mean nothing.</summary>
    public const int Void = 1;

    public const int Usage = 2;
}
