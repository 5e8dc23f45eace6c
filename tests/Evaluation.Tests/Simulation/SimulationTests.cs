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
    public void Every_answer_agrees_with_the_journal_whatever_fails(int seed)
    {
        var world = new World(seed);
        var scheduler = new SeededScheduler(world.Random);
        scheduler.Run(async () =>
        {
            await world.PlayAsync();
            await JournalComparison.EverythingAsync(world);
        });
    }

    [Fact]
    public void The_same_seed_gives_the_same_run()
    {
        Assert.Equal(Run(), Run());

        static string Run()
        {
            var world = new World(4_711);
            new SeededScheduler(world.Random).Run(world.PlayAsync);
            return string.Join('\n', world.Ballots.SelectMany(ballot => ballot.Attempts.Select(attempt => $"{attempt.At:O} {attempt.Counted} {attempt.Refused?.Detail}")));
        }
    }
}
