using System.Text;
using System.Text.Json;
using Evaluation.Assessment;
using Evaluation.Journal;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Units;
using Evaluation.Workflows;
using Microsoft.Extensions.Time.Testing;
using static Evaluation.Tests.Rounds.Objections.GivenObjection;

namespace Evaluation.Tests.Rounds.Objections;

/// <summary>
/// The published round of <see cref="GivenObjection"/> in a journal, with proposed answers, and the expected final journal.
/// </summary>
internal sealed class JournaledObjections(IJournal journal, FakeTimeProvider clock)
{
    private static readonly LedgerChange[] Corrections =
    [
        Prize, new SheetEntered(new("chen", new Dictionary<string, decimal?> { ["results"] = 12 })), new FactStated(new("named")),
    ];

    public static GrainRef<Round> Id => RoundGrain.Ref(Given.Round);

    /// <summary>Publishes the round and proposes to uphold objections o-1, o-2, … of unit u1, at most three.</summary>
    public async Task PrepareAsync(IEngine engine, int objections)
    {
        var clerk = new RoundClerk(engine, clock);
        Demand(await engine.SendAsync(Id, new CreateRound(ObjectedRules, clock.GetUtcNow(), Given.Administrator)));
        foreach (var to in new[] { RoundState.Assessing, RoundState.Voting, RoundState.Sealed, RoundState.Provisional, RoundState.Published })
            Demand(await clerk.MoveAsync(Given.Round, to, Given.Administrator, "by order", acceptsIncomplete: true));
        for (var i = 0; i < objections; i++)
        {
            var filed = Demand(await engine.SendAsync(Id, File(text: $"no. {i}", at: clock.GetUtcNow())));
            Demand(await new AnswerClerk(engine).ProposeAsync(Given.Round, Uphold(filed.Id, Corrections[i])));
        }
    }

    public static T Demand<T>(Outcome<T> outcome) => outcome.Answer;

    /// <summary>Asserts that every ticket corrected its ledger once and led to one version, in order of approval.</summary>
    public async Task AssertWorkedInAsync(int objections)
    {
        var events = await EventsAsync(Id.Stream);
        var answered = Tickets(events, "objection-answered");
        Assert.Equal(objections, answered.Count);
        Assert.Equal(answered, Tickets(events, "result-computed"));
        Assert.Equal(Changes(events, "objection-answered", "corrections"), Changes(await EventsAsync(UnitGrain.Ref(Given.Round, "u1").Stream), "ledger-corrected", "changes"));
        Assert.Equal(["ledger-closed"], (await EventsAsync(UnitGrain.Ref(Given.Round, "u2").Stream)).Select(Name));

        var results = await ResultsAsync();
        Assert.Equal(Enumerable.Range(1, objections + 1), results.Select(result => result.GetProperty("version").GetInt32()));
        for (var version = 1; version <= objections; version++)
            AssertFollows(answered[version - 1], results[version - 1], results[version]);
    }

    private static void AssertFollows(string ticket, JsonElement before, JsonElement after)
    {
        var (bonus, inspection, eligible) = (Figure(after, "bonus"), Figure(after, "inspection"), Figure(after, "eligible"));
        switch (ticket)
        {
            case "o-1": Assert.Equal(("2.00", Figure(before, "inspection"), Figure(before, "eligible")), (bonus, inspection, eligible)); break;
            case "o-2": Assert.Equal((Figure(before, "bonus"), "60.00", Figure(before, "eligible")), (bonus, inspection, eligible)); break;
            case "o-3": Assert.Equal((Figure(before, "bonus"), Figure(before, "inspection"), "False"), (bonus, inspection, eligible)); break;
            default: Assert.Fail(ticket); break;
        }
    }

    private static string? Figure(JsonElement result, string name)
    {
        var unit = result.GetProperty("classes")[0].GetProperty("units").EnumerateArray().Single(unit => unit.GetProperty("unit").GetString() == "u1");
        return unit.TryGetProperty(name, out var figure) ? figure.ToString() : null;
    }

    /// <summary>Every version of the result, whole.</summary>
    private async Task<List<JsonElement>> ResultsAsync()
    {
        var round = new Round();
        await foreach (var entry in journal.ReadAsync(Id.Stream, 0))
            round = RoundGrain.Read(entry).Aggregate(round, RoundGrain.Evolve);
        return [.. round.Versions.Select(version => JsonSerializer.SerializeToElement(version.Result, JsonSerializerOptions.Web))];
    }

    private async Task<List<JsonElement>> EventsAsync(string stream)
    {
        List<JsonElement> events = [];
        await foreach (var entry in journal.ReadAsync(stream, 0))
            events.AddRange(Encoding.UTF8.GetString(entry.Unframed().Payload.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line)));
        return events;
    }

    private static List<string> Tickets(IEnumerable<JsonElement> events, string name) =>
        [.. events.Where(happened => Name(happened) == name && happened.TryGetProperty("ticket", out _)).Select(happened => happened.GetProperty("ticket").GetString()!)];

    /// <summary>The changes of each ticket in the journal.</summary>
    private static IEnumerable<string> Changes(IEnumerable<JsonElement> events, string name, string member) => events.Where(happened => Name(happened) == name)
        .Select(happened => $"{happened.GetProperty("ticket")}: {happened.GetProperty(member).GetRawText()}").Order(StringComparer.Ordinal);

    private static string Name(JsonElement happened) => happened.GetProperty("event").GetString()!;
}
