using System.Globalization;
using Evaluation.Assessment;
using Evaluation.Assessment.SelfAssessments;
using Evaluation.Journal;
using Evaluation.Panels;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Tests.Simulation.Assessing;
using Evaluation.Units;
using Evaluation.Units.Inspections;
using Evaluation.Units.SelfAssessments;
using Evaluation.Units.Supervision;
using Evaluation.Workflows;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.Simulation.Correcting;

/// <summary>
/// A published round, units that object, reviewers who propose and approve answers with corrections, and one or two processes that fail;
/// everything follows from the seed.
/// </summary>
internal sealed class CorrectingWorld : ISeededWorld
{
    private const int FaultPercent = 12;

    private readonly Processes _processes;
    private int _marks;

    public CorrectingWorld(int seed)
    {
        Random = new(seed);
        _processes = new(1 + seed % 2, Journal, Random, FaultPercent) { IsCalm = true };
    }

    public static RoundRules Rules => AssessingWorld.Rules;

    public Random Random { get; }

    public FakeTimeProvider Clock { get; } = new(Given.Opening);

    public MemoryJournal Journal { get; } = new();

    public List<CorrectingAct> Acts { get; } = [];

    public List<Exception> Bugs => _processes.Bugs;

    public bool IsAlone => _processes.IsAlone;

    public async Task PlayAsync()
    {
        await PublishAsync(_processes.First);
        _processes.IsCalm = false;
        await Task.WhenAll(
        [
            .. Rules.Units.Select(unit => new Objector(this, unit.Code).WorkAsync()), .. Enumerable.Range(0, 4).Select(_ => new Answerer(this).WorkAsync()),
            KeepTimeAsync(), _processes.KillNowAndThenAsync(), _processes.KillNowAndThenAsync(),
        ]);
        _processes.IsCalm = true;
        _processes.KillAll();
        Assert.Null((await AskUntilKnownAsync(engine => Clerk(engine).AdvanceAsync(Rules.Id))).Refusal);
    }

    public Task<Outcome<TAnswer>?> AskAsync<TAnswer>(Func<IEngine, ValueTask<Outcome<TAnswer>>> ask) => _processes.AskAsync(ask);

    public Task<Outcome<TAnswer>> AskUntilKnownAsync<TAnswer>(Func<IEngine, ValueTask<Outcome<TAnswer>>> ask) => _processes.AskUntilKnownAsync(ask);

    public Task PauseAsync() => _processes.PauseAsync(40);

    public RoundClerk Clerk(IEngine engine) => new(engine, Clock);

    /// <summary>A text that no other act has.</summary>
    public string NewMark() => string.Create(CultureInfo.InvariantCulture, $"mark-{++_marks}");

    private async Task KeepTimeAsync()
    {
        for (var left = Random.Next(6); left > 0; left--)
        {
            await PauseAsync();
            await AskAsync(engine => Clerk(engine).AdvanceAsync(Rules.Id));
        }
    }

    /// <summary>Every unit has a sheet, a self-assessment with decided claims, a bonus and a fact that makes it ineligible.</summary>
    private async Task PublishAsync(Node engine)
    {
        var (at, by) = (Clock.GetUtcNow(), new Actor(Given.Administrator, Given.Administrator));
        Demand(await engine.SendAsync(RoundGrain.Ref(Rules.Id), new CreateRound(Rules, at, by.Account)));
        Demand(await Clerk(engine).MoveAsync(Rules.Id, RoundState.Assessing, by.Account, "by order"));
        var panel = new InspectionPanel("north", new("北片"), ["wang", "zhao"], [.. Rules.Units.Select(unit => unit.Code)], null);
        Demand(await engine.SendAsync(PanelGrain.Ref(Rules.Id), new SetPanel(panel, null, at, by)));
        foreach (var unit in Rules.Units.Select(unit => unit.Code))
        {
            var (grain, clerk, inspector) = (UnitGrain.Ref(Rules.Id, unit), new Actor($"{unit}-clerk", $"{unit}-clerk"), new Actor("wang", "wang"));
            SelfAssessmentItem[] items = [new("results", new ClaimedPoints(18), "a reason"), new("safety", new ClaimedPoints(9), "a reason")];
            Demand(await engine.SendAsync(grain, new FileSelfAssessment(1, new(items), at, clerk)));
            foreach (var item in items)
                Demand(await engine.SendAsync(grain, new ReviewClaim(item.Criterion, item.Claimed!.Value, "as claimed", null, at, by)));
            Demand(await engine.SendAsync(grain, new ProposeAdjustment(new("", AdjustmentKind.Bonus, 2, "§ 1", "a fact", inspector.Account), null, at, inspector)));
            Demand(await engine.SendAsync(grain, new ApproveAdjustment("adj-1", at, by)));
            Demand(await engine.SendAsync(grain, new RecordFact(new("named", null, null, "a note"), null, at, by)));
            Demand(await engine.SendAsync(PanelGrain.Ref(Rules.Id), new AdmitSheet(unit, at, inspector)));
            var points = new Dictionary<string, decimal?> { ["results"] = 15, ["safety"] = 8 };
            Demand(await engine.SendAsync(grain, new FileSheet("north", 1, new(points), null, at, inspector)));
        }
        foreach (var to in (RoundState[])[RoundState.Sealed, RoundState.Provisional, RoundState.Published])
            Demand(await Clerk(engine).MoveAsync(Rules.Id, to, by.Account, "by order", acceptsIncomplete: true));
    }

    private static void Demand<T>(Outcome<T> outcome) => Assert.Null(outcome.Refusal);
}

/// <summary>Something that somebody wants done once, sent once or several times.</summary>
/// <param name="Event">The name of its event.</param>
/// <param name="Mark">The text of the objection or of the answer; the ticket for an approval.</param>
internal sealed record CorrectingAct(string Event, string Mark, string By)
{
    public bool IsAcknowledged { get; set; }

    /// <summary>Whether every answer said that nothing was stored.</summary>
    public bool IsSurelyRefused { get; set; } = true;

    /// <summary>Why it was refused.</summary>
    public HashSet<RefusalCode> Refused { get; } = [];

    public override string ToString() => $"{By}: {Event} '{Mark}' {(IsAcknowledged ? "acknowledged" : IsSurelyRefused ? "refused" : "no answer")} {string.Join(' ', Refused)}";
}
