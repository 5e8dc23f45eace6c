using System.Text.Json;
using Evaluation.Rounds;
using Evaluation.Units;

namespace Evaluation.Tests.Simulation.Assessing;

/// <summary>Compares results and ledgers with the model: what was acknowledged before is in, what was refused is not.</summary>
internal static class ResultJudge
{
    public static async Task EverythingAsync(AssessingWorld world, Dictionary<string, List<Happening>> streams)
    {
        var versions = streams[RoundGrain.Ref(AssessingWorld.Rules.Id).Stream].Where(happened => happened.Event == "result-computed").ToList();
        Assert.Equal(Enumerable.Range(1, versions.Count), versions.Select(version => version.Number("result.version")));
        Assert.InRange(versions.Count, 1, world.Computations.Count);
        foreach (var unit in AssessingWorld.Rules.Units.Select(unit => unit.Code))
        {
            var grain = UnitGrain.Ref(AssessingWorld.Rules.Id, unit);
            var story = streams[grain.Stream];
            Assert.Equal(LedgerModel.Of(story).Lines, LedgerModel.LinesOf((await world.AskUntilKnownAsync(engine => engine.SendAsync(grain, new ViewLedger()))).Answer));
            for (var count = 1; count <= versions.Count; count++)
                await AssertVersionAsync(world, unit, story, versions[..count]);
            // At the end the round is provisional: everything that was acknowledged is in the last version.
            var last = ClosedAt(versions[^1], unit);
            Assert.True(last <= story.Count && story[last..].All(happened => happened.Event == "ledger-opened" || happened.Mark is null), $"Missing in the last version: {story[^1]}");
            if (world.IsAlone)
                AssertInTime(world, grain.Stream, unit, story, versions);
        }
    }

    /// <param name="versions">
    /// The version with all before it: a version holds the units whose figures differ from the version before.
    /// </param>
    private static async Task AssertVersionAsync(AssessingWorld world, string unit, List<Happening> story, List<Happening> versions)
    {
        var version = versions[^1];
        var closedAt = ClosedAt(version, unit);
        Assert.Equal("ledger-closed", story[closedAt - 1].Event);
        var model = LedgerModel.Of(story.Take(closedAt));
        var ledger = await world.AskUntilKnownAsync(engine => engine.SendAsync(UnitGrain.Ref(AssessingWorld.Rules.Id, unit), new ViewLedgerAt(closedAt)));
        Assert.Equal(model.Lines, LedgerModel.LinesOf(ledger.Answer));
        var result = FiguresOf(versions, unit);
        Assert.Equal((model.Bonus, model.IsEligible), (result.GetProperty("bonus").GetDecimal(), result.GetProperty("eligible").GetBoolean()));
    }

    /// <summary>The figures of a unit in the last of these versions, which begin with the first.</summary>
    public static JsonElement FiguresOf(List<Happening> versions, string unit) => versions.SelectMany(Units).Last(result => result.Text("unit") == unit);

    private static IEnumerable<JsonElement> Units(Happening version) => new[] { "result", "changes" }
        .Where(part => version.Json.TryGetProperty(part, out _))
        .SelectMany(part => version.Json.GetProperty(part).GetProperty("classes").EnumerateArray())
        .SelectMany(ranked => ranked.GetProperty("units").EnumerateArray());

    /// <summary>What was acknowledged before a computation began is in its version; what was sent after it ended is not.</summary>
    private static void AssertInTime(AssessingWorld world, string stream, string unit, List<Happening> story, List<Happening> versions)
    {
        foreach (var computation in world.Computations.Where(computation => computation.Versions is not null))
        {
            var closedAt = ClosedAt(versions[computation.Versions!.Value - 1], unit);
            foreach (var act in world.Acts.Where(act => act.Stream == stream && act.AcknowledgedAt < computation.Since))
                Assert.Contains(story.Take(closedAt), happened => happened.Event == act.Event && happened.Mark == act.Mark);
        }
    }

    private static int ClosedAt(Happening version, string unit) => version.Json.GetProperty("ledgerVersions").GetProperty(unit).GetInt32();
}
