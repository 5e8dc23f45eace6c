using System.Globalization;
using Evaluation.Rounds;
using Evaluation.Rounds.Objections;
using Evaluation.Tests.Simulation.Assessing;
using Evaluation.Units;

namespace Evaluation.Tests.Simulation.Correcting;

/// <summary>
/// Compares the answers with the journal, the corrections of ledgers with the approved answers, and every version of the result with a
/// model of the ledgers.
/// </summary>
internal static class CorrectingJudge
{
    private static string Stream => RoundGrain.Ref(CorrectingWorld.Rules.Id).Stream;

    /// <summary>When an act is acknowledged, the journal holds it, and for an upheld objection the next version of the result.</summary>
    public static async Task AcknowledgedAsync(CorrectingWorld world, CorrectingAct act, Objection answer)
    {
        var story = await AssessingStory.ReadAsync(world.Journal, Stream);
        Assert.Contains(story, happened => IsOf(happened, act) && happened.Text("ticket") == answer.Id);
        if (act.Event == "objection-answered" && answer.Answer is { Corrections.Count: > 0 })
            Assert.Contains(story, happened => happened.Event == "result-computed" && happened.Text("ticket") == answer.Id);
    }

    public static async Task EverythingAsync(CorrectingWorld world)
    {
        Assert.Empty(world.Bugs);
        var streams = await AssessingStory.ReadAllAsync(world.Journal);
        var story = streams[Stream];
        foreach (var act in world.Acts)
        {
            Assert.True(!act.IsAcknowledged || story.Exists(happened => IsOf(happened, act)), $"Acknowledged and not in the journal: {act}");
            Assert.False(act.IsSurelyRefused && act.Event != "objection-answered" && story.Exists(happened => IsOf(happened, act)), $"Refused and done: {act}");
        }
        var filed = story.Where(happened => happened.Event == "objection-filed").ToList();
        Assert.Equal(filed.Index().Select(item => string.Create(CultureInfo.InvariantCulture, $"o-{item.Index + 1}")), filed.Select(happened => happened.Text("ticket")));
        Assert.Equal(filed.Select(Mark).Distinct(), filed.Select(Mark));
        var answered = story.Where(happened => happened.Event == "objection-answered").ToList();
        Assert.Equal(answered.Select(happened => happened.Text("ticket")).Distinct(), answered.Select(happened => happened.Text("ticket")));
        foreach (var answer in answered)
            AssertTwoPeople(story, filed, answer);
        await AssertVersionsAsync(world, streams, filed, [.. answered.Where(answer => answer.Text("decision") == "upheld")]);
    }

    private static bool IsOf(Happening happened, CorrectingAct act) => happened.Event == act.Event && Mark(happened) == act.Mark && happened.By == act.By;

    private static string? Mark(Happening happened) => happened.Event switch
    {
        "objection-filed" => happened.Text("text"),
        "answer-proposed" => happened.Text("answer"),
        "objection-answered" => happened.Text("ticket"),
        _ => null,
    };

    /// <summary>An answer is the last proposal, and another person than its author and the objector has approved it.</summary>
    private static void AssertTwoPeople(List<Happening> story, List<Happening> filed, Happening answer)
    {
        var ticket = answer.Text("ticket");
        var proposed = story.Last(happened => happened.Event == "answer-proposed" && happened.Text("ticket") == ticket && happened.Place < answer.Place);
        Assert.Equal((proposed.Text("answer"), proposed.Text("decision"), proposed.By), (answer.Text("answer"), answer.Text("decision"), answer.Text("proposedBy")));
        Assert.NotEqual(proposed.Person, answer.Person);
        Assert.NotEqual(filed.Single(happened => happened.Text("ticket") == ticket).Person, answer.Person);
    }

    /// <summary>Every upheld answer corrects its ledger once and leads to one version, in the order of approval.</summary>
    private static async Task AssertVersionsAsync(CorrectingWorld world, Dictionary<string, List<Happening>> streams, List<Happening> filed, List<Happening> upheld)
    {
        var versions = streams[Stream].Where(happened => happened.Event == "result-computed").ToList();
        Assert.Equal(Enumerable.Range(1, upheld.Count + 1), versions.Select(version => version.Number("result.version")));
        Assert.Equal(upheld.Select(answer => answer.Text("ticket")), versions.Skip(1).Select(version => version.Text("ticket")));
        string UnitOf(Happening answer) => filed.Single(happened => happened.Text("ticket") == answer.Text("ticket")).Text("unit")!;
        foreach (var unit in CorrectingWorld.Rules.Units.Select(unit => unit.Code))
        {
            var grain = UnitGrain.Ref(CorrectingWorld.Rules.Id, unit);
            var corrected = streams[grain.Stream].Where(happened => happened.Event == "ledger-corrected").ToList();
            Assert.Equal(
                upheld.Where(answer => UnitOf(answer) == unit).Select(answer => (answer.Text("ticket"), answer.Json.GetProperty("corrections").GetRawText())),
                corrected.Select(happened => (happened.Text("ticket"), happened.Json.GetProperty("changes").GetRawText())));
            var ledgerAt = 0L;
            for (var count = 1; count <= versions.Count; count++)
            {
                if (versions[count - 1].Json.GetProperty("ledgerVersions").TryGetProperty(unit, out var at))
                    ledgerAt = at.GetInt64();
                var model = LedgerModel.Of(streams[grain.Stream].Take((int)ledgerAt));
                var ledger = await world.AskUntilKnownAsync(engine => engine.SendAsync(grain, new ViewLedgerAt(ledgerAt)));
                Assert.Equal(model.Lines, LedgerModel.LinesOf(ledger.Answer));
                var figures = ResultJudge.FiguresOf(versions[..count], unit);
                Assert.Equal((model.Bonus, model.IsEligible), (figures.GetProperty("bonus").GetDecimal(), figures.GetProperty("eligible").GetBoolean()));
            }
        }
    }
}
