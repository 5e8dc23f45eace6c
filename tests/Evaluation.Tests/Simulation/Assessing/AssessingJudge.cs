using System.Globalization;

namespace Evaluation.Tests.Simulation.Assessing;

/// <summary>Compares all answers with the journal, and the journal with what officials asked for.</summary>
internal static class AssessingJudge
{
    /// <summary>When an act is acknowledged, the journal holds it, under the id of the answer.</summary>
    public static async Task AcknowledgedAsync(AssessingWorld world, AssessingAct act, string? id)
    {
        var events = (await AssessingStory.ReadAsync(world.Journal, act.Stream)).Where(happened => IsOf(happened, act)).ToList();
        Assert.True(events.Count > 0, $"Acknowledged and not in the journal: {act}");
        if (id is not null)
            Assert.True(events[0].Created == id, $"The answer names {id}, the journal {events[0]}");
    }

    public static async Task EverythingAsync(AssessingWorld world)
    {
        Assert.Empty(world.Bugs);
        var streams = await AssessingStory.ReadAllAsync(world.Journal);
        foreach (var act in world.Acts.Where(act => act.IsAcknowledged))
            Assert.True(streams[act.Stream].Any(happened => IsOf(happened, act)), $"Acknowledged and not in the journal: {act}");
        foreach (var story in streams.Where(stream => !stream.Key.StartsWith("round-", StringComparison.Ordinal)).Select(stream => stream.Value))
        {
            AssertRequested(world, story);
            AssertOnce(world, story);
            if (world.IsAlone)
                AssertTold(world, story);
            AssertNumbered(story);
            AssertTwoPeople(story);
        }
        await ResultJudge.EverythingAsync(world, streams);
        await StateJudge.EverythingAsync(world, streams);
        await PanelJudge.EverythingAsync(world, streams.GetValueOrDefault($"panels-{AssessingWorld.Rules.Id}", []));
    }

    private static bool IsOf(Happening happened, AssessingAct act) => happened.Event == act.Event && happened.Stream == act.Stream && happened.Mark == act.Mark;

    /// <summary>Nothing happens that nobody asked for, or that was refused to everybody who asked.</summary>
    private static void AssertRequested(AssessingWorld world, List<Happening> story)
    {
        var acts = world.Acts.ToLookup(act => (act.Stream, act.Event, act.Mark));
        foreach (var happened in story.Where(happened => happened.Mark is not null))
        {
            var asked = acts[(happened.Stream, happened.Event, happened.Mark!)].Where(act => act.By == happened.By).ToList();
            Assert.True(asked.Count > 0, $"Nobody asked for {happened}");
            Assert.True(asked.Exists(act => !act.IsSurelyRefused), $"Refused and done: {asked[0]}: {happened}");
        }
    }

    /// <summary>An act happens once; twice only without a key or version, and if another act has changed the same in between.</summary>
    private static void AssertOnce(AssessingWorld world, List<Happening> story)
    {
        var acts = world.Acts.ToLookup(act => (act.Stream, act.Event, act.Mark));
        foreach (var same in story.Where(happened => happened.Mark is not null).GroupBy(happened => (happened.Stream, happened.Event, happened.Mark!)).Where(same => same.Count() > 1))
        {
            var act = acts[same.Key].First();
            Assert.False(act.IsStrict, $"Done twice: {act}: {string.Join("; ", same)}");
            var subject = world.Acts.Where(other => other.Subject == act.Subject && other.Mark != act.Mark).ToList();
            foreach (var (first, second) in same.Zip(same.Skip(1)))
                Assert.True(
                    story.Exists(between => between.Place > first.Place && between.Place < second.Place && subject.Exists(other => IsOf(between, other))),
                    $"Done twice with nothing in between: {act}: {first}; {second}");
        }
        var keys = story.Select(happened => happened.Text("key.key")).OfType<string>().ToList();
        Assert.Equal(keys.Distinct(), keys);
    }

    /// <summary>
    /// An act whose answer was lost is not refused when it is sent again, unless another act has changed the same meanwhile.
    /// </summary>
    private static void AssertTold(AssessingWorld world, List<Happening> story)
    {
        var alone = world.Acts.GroupBy(act => (act.Stream, act.Event, act.Mark, act.By)).Where(same => same.Count() == 1).Select(same => same.Single());
        foreach (var act in alone.Where(act => act is { IsAcknowledged: false, IsClickedTwice: false, Sendings: [_, .., { Refused.Code: not (RefusalCode.Busy or RefusalCode.StorageFull) }] }))
        {
            if (story.Find(happened => IsOf(happened, act) && happened.By == act.By) is not { } done)
                continue;
            var subject = world.Acts.Where(other => other.Subject == act.Subject && other.Mark != act.Mark).ToList();
            Assert.True(
                story.Skip(done.Place).Any(later => later.Event == "ledger-closed" || subject.Exists(other => IsOf(later, other))), $"Done, and refused when sent again: {act}: {done}");
        }
    }

    /// <summary>Ids and the numbers of notices count up without a gap.</summary>
    private static void AssertNumbered(List<Happening> story)
    {
        // The sender chooses the id of a draw.
        var draws = story.Where(happened => happened.Event == "draw-announced").Select(happened => happened.Created!).ToList();
        Assert.Equal(draws.Distinct(), draws);
        foreach (var created in story.Where(happened => happened is { Created: not null, Event: not "draw-announced" }).GroupBy(happened => (happened.Event, Unit: happened.Event == "finding-opened" ? happened.Text("unit") : null)))
        {
            var (prefix, digits) = created.Key.Event switch
            {
                "spot-check-recorded" => ("sc-", "0"),
                "fact-recorded" => ("fact-", "0"),
                "adjustment-proposed" => ("adj-", "0"),
                "finding-opened" => ("f-", "0"),
                "honour-conferred" => ("h-", "0"),
                _ => ($"{AssessingWorld.Year}-", "0000"),
            };
            Assert.Equal(created.Index().Select(item => $"{prefix}{(item.Index + 1).ToString(digits, CultureInfo.InvariantCulture)}"), created.Select(happened => happened.Created!));
        }
        var notices = story.Where(happened => happened.Event == "finding-opened" && happened.Text("notice") is not null).Select(happened => happened.Number("notice")).ToList();
        Assert.Equal(Enumerable.Range(1, notices.Count), notices);
    }

    /// <summary>Two accounts of one person count as one.</summary>
    private static void AssertTwoPeople(List<Happening> story)
    {
        foreach (var approved in story.Where(happened => happened.Event == "special-award-approved"))
        {
            var proposed = story.Last(happened => happened.Event == "special-award-proposed" && happened.Text("award.code") == approved.Text("code") && happened.Place < approved.Place);
            Assert.True(proposed.By != approved.By && proposed.Person != approved.Person, $"One person proposes and approves: {approved}");
        }
        foreach (var signed in story.Where(happened => happened.Event == "targets-signed").GroupBy(happened => (happened.Text("unit"), happened.Text("version"))))
        {
            Assert.Equal(signed.Count(), signed.DistinctBy(happened => happened.Text("side")).Count());
            Assert.Equal(signed.Count(), signed.DistinctBy(happened => happened.Person).Count());
        }
        foreach (var reopened in story.Where(happened => happened.Event == "sheet-reopened"))
            Assert.NotEqual(reopened.Text("inspector"), reopened.Person);
    }
}
