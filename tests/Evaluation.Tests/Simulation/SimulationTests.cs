using System.Globalization;

namespace Evaluation.Tests.Simulation;

/// <summary>
/// Voters, officials, failing journals and killed processes, interleaved by a seed. To run a failed seed again:
/// <c>dotnet test --filter "DisplayName~seed: 17"</c>. More seeds: <c>EVALUATION_SIMULATIONS=5000 dotnet test --filter Simulation</c>.
/// </summary>
public sealed class SimulationTests
{
    private const int Usual = 200;

    public static TheoryData<int> Seeds
    {
        get
        {
            var wanted = Environment.GetEnvironmentVariable("EVALUATION_SIMULATIONS");
            return [.. Enumerable.Range(1, wanted is null ? Usual : int.Parse(wanted, CultureInfo.InvariantCulture))];
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_answer_agrees_with_the_journal_whatever_fails(int seed) => SeededRun.Judge(seed, new World(seed), JournalComparison.EverythingAsync, Tell);

    [Fact]
    public void The_same_seed_gives_the_same_run() => SeededRun.AssertRepeats(seed => new World(seed), Tell);

    private static string Tell(World world) =>
        string.Join('\n', world.Ballots.SelectMany(ballot => ballot.Attempts.Select(attempt => $"{attempt.At:O} {attempt.Counted} {attempt.Refused?.Detail}")));
}
