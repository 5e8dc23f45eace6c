namespace Evaluation.Bench.Measuring;

/// <summary>A workload and its targets.</summary>
/// <param name="Connections">Each with one ballot in flight.</param>
/// <param name="Slips">Slips of each ballot; divides the number of units.</param>
/// <param name="Voters">The number of voters. When each has rated every unit, ballots are re-votes.</param>
/// <param name="RateMin">The minimum ratio of requests per second to the floor.</param>
internal sealed record Workload(int Connections, int Slips, int Voters, double RateMin)
{
    /// <summary>The maximum ratio of processor time per ballot to the floor.</summary>
    public const double ProcessorMax = 2.2;

    /// <summary>The maximum of allocated bytes per ballot of one slip.</summary>
    public const double AllocatedMax = 800;

    public static readonly Workload[] All =
    [
        new(64, 1, 20_000, RateMin: .50),
        new(256, 1, 20_000, RateMin: .50),
        new(64, 20, 40_000, RateMin: .45),
    ];

    public string Name => $"{Connections} connections × {Slips} {(Slips == 1 ? "slip" : "slips")}";
}
