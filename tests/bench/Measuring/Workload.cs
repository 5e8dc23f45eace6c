namespace Evaluation.Bench.Measuring;

/// <summary>One way to load a server, and what is to be reached there.</summary>
/// <param name="Connections">Each with one ballot in flight.</param>
/// <param name="Slips">Of each ballot; divides the number of units.</param>
/// <param name="Voters">Who take turns. When each has rated every unit, ballots are re-votes.</param>
/// <param name="RateMin">Requests a second against the floor, at the least.</param>
internal sealed record Workload(int Connections, int Slips, int Voters, double RateMin)
{
    /// <summary>Processor time for a ballot against the floor, at the most.</summary>
    public const double ProcessorMax = 2.2;

    /// <summary>Bytes allocated for a ballot of one slip, at the most.</summary>
    public const double AllocatedMax = 800;

    public static readonly Workload[] All =
    [
        new(64, 1, 20_000, RateMin: .50),
        new(256, 1, 20_000, RateMin: .50),
        new(64, 20, 40_000, RateMin: .45),
    ];

    public string Name => $"{Connections} connections × {Slips} {(Slips == 1 ? "slip" : "slips")}";
}
