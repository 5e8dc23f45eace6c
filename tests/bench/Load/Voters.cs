namespace Evaluation.Bench.Load;

/// <summary>The voters of one workload on one server, and how many of their ballots were acknowledged.</summary>
/// <param name="credentials">One each.</param>
/// <param name="slips">Slips of each ballot; divides the number of units.</param>
internal sealed class Voters(ReadOnlyMemory<byte[]> credentials, int slips)
{
    private readonly int[] _acknowledged = new int[credentials.Length];

    public int Count => credentials.Length;

    public int Slips => slips;

    /// <summary>Voters with a ballot: the expected turnout.</summary>
    public int Voted => _acknowledged.Count(ballots => ballots > 0);

    /// <summary>Pairs of voter and rated unit: the expected tally.</summary>
    public long StandingSlips => _acknowledged.Sum(ballots => Math.Min((long)ballots * slips, BenchRound.Units));

    public ReadOnlySpan<byte> Credential(int voter) => credentials.Span[voter];

    public int Acknowledged(int voter) => _acknowledged[voter];

    public void Acknowledge(int voter) => _acknowledged[voter]++;
}
