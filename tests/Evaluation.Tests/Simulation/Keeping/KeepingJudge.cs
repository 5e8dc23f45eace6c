using System.Globalization;
using Evaluation.Evidence;
using Evaluation.Tests.Simulation.Assessing;
using Evaluation.Units;

namespace Evaluation.Tests.Simulation.Keeping;

/// <summary>
/// Replays the lists of evidence by rules that are written here again, and compares them with the answers and with the files.
/// </summary>
internal static class KeepingJudge
{
    public static async Task EverythingAsync(KeepingWorld world)
    {
        Assert.Empty(world.Bugs);
        var streams = await AssessingStory.ReadAllAsync(world.Journal);
        HashSet<string> named = [];
        foreach (var unit in KeepingWorld.Units)
        {
            var grain = UnitGrain.Ref(Given.Round, unit);
            var story = streams.GetValueOrDefault(grain.Stream, []);
            var lists = Replay(story);
            AssertAnswered(world, unit, story);
            var read = await world.AskUntilKnownAsync(engine => engine.SendAsync(grain, new ViewEvidence()));
            foreach (var (owner, items) in new[] { (EvidenceOwner.Unit, read.Answer.Filed), (EvidenceOwner.Inspection, read.Answer.Inspection ?? []) })
                Assert.Equal(lists[owner].Select(item => $"{item.Id} {item.Sha256}"), items.Select(item => $"{item.Id} {item.Item.Sha256}"));
            named.UnionWith(lists.Values.SelectMany(items => items).Select(item => item.Sha256));
        }

        // Every file that an item names is there, and at the end no other.
        List<string> kept = [];
        await foreach (var content in world.Store.ListAsync(DateTimeOffset.MaxValue))
            kept.Add(content.Sha256);
        Assert.Equal(named.Order(StringComparer.Ordinal), kept.Order(StringComparer.Ordinal));
    }

    private static Dictionary<EvidenceOwner, List<(string Id, string Sha256)>> Replay(List<Happening> story)
    {
        Dictionary<EvidenceOwner, List<(string Id, string Sha256)>> lists = new() { [EvidenceOwner.Unit] = [], [EvidenceOwner.Inspection] = [] };
        Dictionary<EvidenceOwner, int> numbered = new() { [EvidenceOwner.Unit] = 0, [EvidenceOwner.Inspection] = 0 };
        var isFiled = false;
        foreach (var happened in story)
        {
            switch (happened.Event)
            {
                case "evidence-filed":
                    var (id, sha256) = (happened.Text("id")!, happened.Text("item.sha256")!);
                    var owner = id.StartsWith('i') ? EvidenceOwner.Inspection : EvidenceOwner.Unit;
                    Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"{(owner == EvidenceOwner.Unit ? "ev" : "iev")}-{++numbered[owner]}"), id);
                    Assert.DoesNotContain(lists[owner], item => item.Sha256 == sha256);
                    lists[owner].Add((id, sha256));
                    break;
                case "evidence-withdrawn":
                    Assert.False(isFiled, $"The self-assessment was filed before: {happened}");
                    Assert.True(lists[EvidenceOwner.Unit].RemoveAll(item => item.Id == happened.Text("id")) == 1, $"There is no such item: {happened}");
                    break;
                case "self-assessment-filed":
                    Assert.Contains(lists[EvidenceOwner.Unit], item => item.Id == "ev-1");
                    isFiled = true;
                    break;
            }
        }
        return lists;
    }

    private static void AssertAnswered(KeepingWorld world, string unit, List<Happening> story)
    {
        var acts = world.Acts.Where(act => act.Unit == unit).ToList();
        foreach (var act in acts.Where(act => act.Event == "evidence-filed" && act.IsAcknowledged))
            Assert.True(story.Exists(happened => IsOf(happened, act) && happened.Text("id") == act.Id), $"Acknowledged and not in the journal: {act}");
        foreach (var happened in story.Where(happened => happened.Event is "evidence-filed" or "evidence-withdrawn"))
            Assert.True(acts.Exists(act => IsOf(happened, act) && !act.IsSurelyRefused), $"Nobody asked for it, or all who did were refused: {happened}");
        // A withdrawal that finds its item withdrawn is answered as well.
        var withdrawals = story.Where(happened => happened.Event == "evidence-withdrawn").Select(happened => happened.Text("id")).ToList();
        Assert.Equal(withdrawals.Distinct(), withdrawals);
    }

    private static bool IsOf(Happening happened, KeepingAct act) => happened.Event == act.Event && act.Mark == happened.Event switch
    {
        "evidence-filed" => happened.Text("item.sha256"),
        "evidence-withdrawn" => happened.Text("reason"),
        _ => happened.Text("content.report"),
    };
}
