using Evaluation.Tests.Simulation.Assessing;

namespace Evaluation.Tests.Simulation.Drafting;

/// <summary>
/// Drafts and sheets of several devices, failing stores and killed processes, interleaved by a seed. To run a failed seed again:
/// <c>dotnet test --filter "FullyQualifiedName~Drafting&amp;DisplayName~seed: 17"</c>. More seeds: as <see cref="SimulationTests"/>.
/// </summary>
public sealed class DraftingSimulationTests
{
    public static TheoryData<int> Seeds => SimulationTests.Seeds;

    [Theory]
    [MemberData(nameof(Seeds))]
    public void No_draft_and_no_sheet_is_lost_and_no_version_has_two_contents(int seed) => SeededRun.Judge(seed, new DraftingWorld(seed), DraftingJudge.EverythingAsync, Tell);

    [Fact]
    public void The_same_seed_gives_the_same_run() => SeededRun.AssertRepeats(seed => new DraftingWorld(seed), Tell);

    /// <summary>The seeds together save, file, reopen and file again, and refuse stale drafts.</summary>
    [Fact]
    public void The_seeds_try_every_act()
    {
        HashSet<string> done = [];
        var (stale, filedAgain) = (0, 0);
        for (var seed = 1; seed <= 40; seed++)
        {
            var world = new DraftingWorld(seed);
            SeededRun.Play(world);
            var story = AssessingStory.ReadAll(world.Journal).SelectMany(stream => stream.Value).ToList();
            done.UnionWith(story.Select(happened => happened.Event));
            stale += world.Edits.Count(edit => edit.IsSurelyRefused);
            filedAgain += story.Count(happened => happened.Event == "self-assessment-filed") > 1 ? 1 : 0;
        }
        Assert.Superset(new HashSet<string> { "self-assessment-filed", "self-assessment-reopened", "sheet-admitted", "sheet-filed" }, done);
        Assert.True(stale > 0 && filedAgain > 0, $"{stale} refused, {filedAgain} filed again");
    }

    private static string Tell(DraftingWorld world) => string.Join('\n',
    [
        .. world.Edits.Select(edit => $"{edit.Of} {edit.Mark} on {string.Join(",", edit.BasedOn ?? [])}: {edit.Version} {edit.IsSurelyRefused}"),
        .. world.Seen.Select(seen => seen.ToString()),
        .. AssessingStory.ReadAll(world.Journal).OrderBy(stream => stream.Key, StringComparer.Ordinal).SelectMany(stream => stream.Value).Select(happened => happened.ToString()),
    ]);
}
