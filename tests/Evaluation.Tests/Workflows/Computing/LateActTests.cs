using Evaluation.Embedded.Engine;
using Evaluation.Journal;
using Evaluation.Panels;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Tests.Simulation;
using Evaluation.Units;
using Evaluation.Units.Inspections;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.Workflows.Computing;

/// <summary>Acts that arrive while the result is computed, in the production engine with its threads.</summary>
public sealed class LateActTests
{
    private const int Rounds = 40;

    private readonly FakeTimeProvider _clock = new(Given.Close.AddHours(1));

    [Fact]
    public async Task A_sheet_filed_during_the_computation_is_in_the_result_or_refused()
    {
        for (var left = Rounds; left > 0; left--)
        {
            var journal = new MemoryJournal();
            var world = new AssessedWorld(journal, _clock);
            await using var engine = new MailboxEngine(journal, _clock, NullLogger<MailboxEngine>.Instance);
            await world.SealAsync(engine);
            await SetPanelAsync(engine);

            // The computation goes on by itself while the sheet is filed.
            var computing = Task.Run(async () => await world.MoveAsync(engine, RoundState.Provisional));
            var filing = Task.Run(async () => await FileAsync(engine, "u1", 20));
            var filed = await filing;
            Assert.Equal(RoundState.Provisional, (await computing).Answer.State);

            var isIn = await InspectionAsync(engine) == 80;
            Assert.Equal(filed.Refusal is null, isIn);
            Assert.Equal(isIn ? null : RefusalCode.WrongState, filed.Refusal?.Code);
            Assert.Equal(isIn, (await engine.SendAsync(UnitGrain.Ref(Given.Round, "u1"), new ViewInspections())).Answer.Find("zhou") is not null);
        }
    }

    /// <summary>The sheet is filed right before one of the calls of the computation: every moment once.</summary>
    [Fact]
    public async Task A_sheet_filed_between_two_steps_of_the_computation_is_in_the_result_or_refused()
    {
        HashSet<bool> seen = [];
        var isEnd = false;
        for (var before = 0; !isEnd; before++)
        {
            var journal = new MemoryJournal();
            var world = new AssessedWorld(journal, _clock);
            await using var engine = new MailboxEngine(journal, _clock, NullLogger<MailboxEngine>.Instance);
            await world.SealAsync(engine);
            await SetPanelAsync(engine);

            var (left, filed) = (before, default(Outcome<UnitInspections>?));
            var watched = new InterruptedEngine(engine, int.MaxValue, afterwards: false)
            {
                Before = async _ =>
                {
                    if (Interlocked.Decrement(ref left) == -1)
                        filed = await FileAsync(engine, "u1", 20);
                },
            };
            Assert.Equal(RoundState.Provisional, (await world.MoveAsync(watched, RoundState.Provisional)).Answer.State);
            isEnd = filed is null;
            var outcome = filed ?? await FileAsync(engine, "u1", 20);
            var isIn = await InspectionAsync(engine) == 80;
            Assert.Equal(outcome.Refusal is null, isIn);
            Assert.Equal(isIn ? null : RefusalCode.WrongState, outcome.Refusal?.Code);
            seen.Add(isIn);
        }
        Assert.Equal([true, false], seen);
    }

    private async Task SetPanelAsync(MailboxEngine engine)
    {
        var panel = new InspectionPanel("north", new("北片"), ["chen", "zhou"], [.. AssessedWorld.Units], null);
        Assert.Null((await engine.SendAsync(PanelGrain.Ref(Given.Round), new SetPanel(panel, null, _clock.GetUtcNow(), new("li", "li")))).Refusal);
    }

    /// <summary>Files as the use case does: first the panels admit the sheet, then the unit files it.</summary>
    private async Task<Outcome<UnitInspections>> FileAsync(MailboxEngine engine, string unit, decimal results)
    {
        var by = new Actor("zhou", "zhou");
        var admitted = await engine.SendAsync(PanelGrain.Ref(Given.Round), new AdmitSheet(unit, _clock.GetUtcNow(), by));
        Assert.Null(admitted.Refusal);
        var content = new SheetContent(new Dictionary<string, decimal?> { ["results"] = results });
        return await engine.SendAsync(UnitGrain.Ref(Given.Round, unit), new FileSheet(admitted.Answer.Code, 1, content, null, _clock.GetUtcNow(), by));
    }

    /// <summary>The inspection score of u1 in the newest version: 60 from the first sheet alone, 80 from both.</summary>
    private static async Task<decimal?> InspectionAsync(MailboxEngine engine) =>
        (await engine.SendAsync(AssessedWorld.Id, new ViewVersion(null))).Answer.Unit("u1").Inspection;
}
