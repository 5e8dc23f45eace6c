using System.Text;
using System.Text.Json;
using Evaluation.Assessment;
using Evaluation.Journal;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Tests.Rounds.Objections;
using Evaluation.Units;
using Evaluation.Workflows;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.Workflows.Computing;

/// <summary>The small round with inspection in a journal, sealed, with a sheet for every unit.</summary>
internal sealed class AssessedWorld(IJournal journal, FakeTimeProvider clock)
{
    public static GrainRef<Round> Id => RoundGrain.Ref(Given.Round);

    public static IEnumerable<string> Units => GivenObjection.ObjectedRules.Units.Select(unit => unit.Code);

    public async Task SealAsync(IEngine engine, bool hasSheets = true)
    {
        (await engine.SendAsync(Id, new CreateRound(GivenObjection.ObjectedRules, clock.GetUtcNow(), Given.Administrator))).Answer.ToString();
        foreach (var to in new[] { RoundState.Assessing, RoundState.Voting, RoundState.Sealed })
            Assert.Equal(to, (await MoveAsync(engine, to)).Answer.State);
        foreach (var unit in hasSheets ? Units : [])
            await EnterAsync(engine, unit, "sheet", Sheet(12));
    }

    public ValueTask<Outcome<RoundView>> MoveAsync(IEngine engine, RoundState to, bool acceptsIncomplete = false) =>
        new RoundClerk(engine, clock).MoveAsync(Given.Round, to, Given.Administrator, "by order", acceptsIncomplete: acceptsIncomplete);

    public ValueTask<Outcome<RoundView>> AdvanceAsync(IEngine engine) => new RoundClerk(engine, clock).AdvanceAsync(Given.Round);

    public async Task EnterAsync(IEngine engine, string unit, string entry, LedgerChange change) =>
        Assert.NotNull((await engine.SendAsync(UnitGrain.Ref(Given.Round, unit), new CorrectLedger(entry, [change], clock.GetUtcNow(), Given.Administrator))).Answer);

    public static SheetEntered Sheet(decimal results) => new(new("chen", new Dictionary<string, decimal?> { ["results"] = results }));

    /// <summary>Whether each ledger is closed in the journal, by unit.</summary>
    public async Task<Dictionary<string, bool>> ClosedAsync()
    {
        Dictionary<string, bool> closed = [];
        foreach (var unit in Units)
            closed[unit] = (await EventsAsync(UnitGrain.Ref(Given.Round, unit).Stream)).LastOrDefault(name => name is "ledger-closed" or "ledger-opened") == "ledger-closed";
        return closed;
    }

    /// <summary>The names of a stream's events.</summary>
    public async Task<List<string>> EventsAsync(string stream) => [.. (await LinesAsync(stream)).Select(line => line.GetProperty("event").GetString()!)];

    public async Task<List<JsonElement>> LinesAsync(string stream)
    {
        List<JsonElement> events = [];
        await foreach (var entry in journal.ReadAsync(stream, 0))
            events.AddRange(Encoding.UTF8.GetString(entry.Unframed().Payload.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line)));
        return events;
    }

    /// <summary>Asserts that every version names for every unit an event that closed its ledger, later ones a later event.</summary>
    public async Task AssertVersionsAsync(int versions)
    {
        var computed = (await LinesAsync(Id.Stream)).Where(line => line.GetProperty("event").GetString() == "result-computed").ToList();
        Assert.Equal(Enumerable.Range(1, versions), computed.Select(line => line.GetProperty("result").GetProperty("version").GetInt32()));
        foreach (var unit in Units)
        {
            var events = await EventsAsync(UnitGrain.Ref(Given.Round, unit).Stream);
            var named = computed.Select(line => line.GetProperty("ledgerVersions").GetProperty(unit).GetInt32()).ToList();
            Assert.All(named, at => Assert.Equal("ledger-closed", events[at - 1]));
            Assert.Equal(named.Distinct().Order(), named);
        }
    }
}
