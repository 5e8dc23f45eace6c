using Evaluation.Tests.Simulation.Assessing;

namespace Evaluation.Tests.Simulation.Correcting;

/// <summary>
/// Objections and corrections of a published result, failing journals and killed processes, interleaved by a seed. To run a failed seed
/// again: <c>dotnet test --filter "FullyQualifiedName~Correcting&amp;DisplayName~seed: 17"</c>. More seeds: as
/// <see cref="SimulationTests"/>.
/// </summary>
public sealed class CorrectingSimulationTests
{
    public static TheoryData<int> Seeds => SimulationTests.Seeds;

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_upheld_objection_corrects_its_ledger_once_and_makes_one_version(int seed) => SeededRun.Judge(seed, new CorrectingWorld(seed), CorrectingJudge.EverythingAsync, Tell);

    [Fact]
    public void The_same_seed_gives_the_same_run() => SeededRun.AssertRepeats(seed => new CorrectingWorld(seed), Tell);

    /// <summary>The seeds together make every kind of correction and meet every refusal that the judge knows.</summary>
    [Fact]
    public void The_seeds_try_every_act()
    {
        HashSet<string> done = [];
        HashSet<RefusalCode> refused = [];
        for (var seed = 1; seed <= 60; seed++)
        {
            var world = new CorrectingWorld(seed);
            SeededRun.Play(world);
            foreach (var happened in AssessingStory.ReadAll(world.Journal).SelectMany(stream => stream.Value).Where(happened => happened.Event == "ledger-corrected"))
                done.UnionWith(happened.Json.GetProperty("changes").EnumerateArray().Select(change => change.Text("change")!));
            refused.UnionWith(world.Acts.SelectMany(act => act.Refused));
        }
        Assert.Equal(
            "adjustment-entered adjustment-withdrawn fact-stated fact-withdrawn sheet-entered sheet-withdrawn spot-check-entered", string.Join(' ', done.Order(StringComparer.Ordinal)));
        Assert.Superset(
            new HashSet<RefusalCode>
            {
                RefusalCode.NoSuchObjection, RefusalCode.NothingCorrected, RefusalCode.NothingProposed, RefusalCode.ObjectionAnswered, RefusalCode.ProposalReplaced,
                RefusalCode.SamePerson, RefusalCode.Stale,
            },
            refused);
    }

    private static string Tell(CorrectingWorld world) => string.Join('\n',
    [
        .. world.Acts.Select(act => act.ToString()),
        .. AssessingStory.ReadAll(world.Journal).OrderBy(stream => stream.Key, StringComparer.Ordinal).SelectMany(stream => stream.Value)
            .Where(happened => happened.Event is not "round-created").Select(happened => happened.ToString()),
    ]);
}
