using Evaluation.Tests.Simulation.Assessing;

namespace Evaluation.Tests.Simulation.Keeping;

/// <summary>
/// Evidence that is filed and withdrawn, failing stores, sweeps and killed processes, interleaved by a seed. To run a failed seed again:
/// <c>dotnet test --filter "FullyQualifiedName~Keeping&amp;DisplayName~seed: 17"</c>. More seeds: as <see cref="SimulationTests"/>.
/// </summary>
public sealed class KeepingSimulationTests
{
    public static TheoryData<int> Seeds => SimulationTests.Seeds;

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_item_is_listed_once_with_its_file_and_no_other_file_stays(int seed) => SeededRun.Judge(seed, new KeepingWorld(seed), KeepingJudge.EverythingAsync, Tell);

    [Fact]
    public void The_same_seed_gives_the_same_run() => SeededRun.AssertRepeats(seed => new KeepingWorld(seed), Tell);

    /// <summary>The seeds together file, withdraw, file again, and meet the refusals that the judge knows.</summary>
    [Fact]
    public void The_seeds_try_every_act()
    {
        HashSet<string> done = [];
        HashSet<RefusalCode?> refused = [];
        for (var seed = 1; seed <= 40; seed++)
        {
            var world = new KeepingWorld(seed);
            SeededRun.Play(world);
            done.UnionWith(AssessingStory.ReadAll(world.Journal).SelectMany(stream => stream.Value).Select(happened => happened.Event));
            refused.UnionWith(world.Acts.Select(act => act.Refused));
        }
        Assert.Equal("evidence-filed evidence-released evidence-reserved evidence-withdrawn self-assessment-filed", string.Join(' ', done.Order(StringComparer.Ordinal)));
        Assert.Superset(new HashSet<RefusalCode?> { RefusalCode.NoSuchEvidence, RefusalCode.NotFileable, RefusalCode.WrongState }, refused);
    }

    private static string Tell(KeepingWorld world) => string.Join('\n',
    [
        .. world.Acts.Select(act => act.ToString()),
        .. AssessingStory.ReadAll(world.Journal).OrderBy(stream => stream.Key, StringComparer.Ordinal).SelectMany(stream => stream.Value).Select(happened => happened.ToString()),
    ]);
}
