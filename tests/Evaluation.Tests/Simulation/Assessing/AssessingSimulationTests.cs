using System.Text;

namespace Evaluation.Tests.Simulation.Assessing;

/// <summary>
/// Officials who assess, an administrator who computes the result, failing journals and killed processes, interleaved by a seed. To run a
/// failed seed again: <c>dotnet test --filter "FullyQualifiedName~Assessing&amp;DisplayName~seed: 17"</c>. More seeds: as
/// <see cref="SimulationTests"/>.
/// </summary>
public sealed class AssessingSimulationTests
{
    public static TheoryData<int> Seeds => SimulationTests.Seeds;

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_act_happens_once_and_is_in_the_result_or_refused(int seed) => SeededRun.Judge(seed, new AssessingWorld(seed), AssessingJudge.EverythingAsync, Tell);

    [Fact]
    public void The_same_seed_gives_the_same_run() => SeededRun.AssertRepeats(seed => new AssessingWorld(seed), Tell);

    /// <summary>The seeds together try every act with success, and every kind of refusal that the model judges.</summary>
    [Fact]
    public void The_seeds_try_every_act()
    {
        HashSet<string> done = [];
        HashSet<RefusalCode> refused = [];
        for (var seed = 1; seed <= 40; seed++)
        {
            var world = new AssessingWorld(seed);
            SeededRun.Play(world);
            done.UnionWith(world.Acts.Where(act => act.IsAcknowledged).Select(act => act.Event));
            refused.UnionWith(world.Acts.SelectMany(act => act.Sendings).Select(sending => sending.Refused?.Code).OfType<RefusalCode>());
        }
        Assert.Equal(
            "adjustment-approved adjustment-proposed adjustment-rejected adjustment-retracted awards-given claim-reviewed complaint-answered complaint-assigned "
            + "complaint-closed complaint-finding-made complaint-received complaint-rejected complaint-released complaint-restored draw-announced draw-made fact-recorded fact-retracted "
            + "finding-closed finding-opened finding-replied finding-verified honour-conferred honour-withdrawn panel-removed panel-set progress-reported self-assessment-filed "
            + "self-assessment-reopened sheet-admitted sheet-filed sheet-reopened special-award-approved special-award-proposed spot-check-recorded "
            + "spot-check-retracted target-graded targets-amended targets-set targets-signed title-defined",
            string.Join(' ', done.Order(StringComparer.Ordinal)));
        Assert.Superset(
            new HashSet<RefusalCode>
            {
                RefusalCode.Busy, RefusalCode.KeyReused, RefusalCode.OverClaim, RefusalCode.PanelsMixed, RefusalCode.SamePerson, RefusalCode.Stale, RefusalCode.StaleEdit,
                RefusalCode.TermOverlaps, RefusalCode.UnitNotYours,
                RefusalCode.WrongState,
            },
            refused);
    }

    private static string Tell(AssessingWorld world)
    {
        var story = new StringBuilder();
        foreach (var act in world.Acts)
            story.Append(act).Append('\n');
        foreach (var happened in AssessingStory.ReadAll(world.Journal).OrderBy(stream => stream.Key, StringComparer.Ordinal).SelectMany(stream => stream.Value))
            story.Append(happened).Append('\n');
        return story.ToString();
    }
}
