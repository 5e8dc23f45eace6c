using Evaluation.Assessment;
using Evaluation.Embedded.Engine;
using Evaluation.Journal;
using Evaluation.Rounds;
using Evaluation.Rounds.Computing;
using Evaluation.Rules;
using Evaluation.Tests.Simulation;
using Evaluation.Units;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.Workflows.Computing;

/// <summary>A crash at any point of closing, computing, stopping and opening again; and two clerks at the same time.</summary>
public sealed class ComputationCrashTests
{
    private const int Seeds = 60;
    private const int FaultPercent = 20;

    private readonly FakeTimeProvider _clock = new(Given.Close.AddHours(1));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_computation_interrupted_at_any_call_is_completed_once(bool afterwards)
    {
        var fatal = await CrashingRun.AtEveryCallAsync(afterwards, Start, async run =>
        {
            var world = new AssessedWorld(run.Journal, _clock);
            await world.SealAsync(run.Engine);
            await run.ActAsync(async engine => Assert.Equal(RoundState.Provisional, (await world.MoveAsync(engine, RoundState.Provisional)).Answer.State));
            var second = await run.RestartAsync();
            var hasStarted = (await world.EventsAsync(AssessedWorld.Id.Stream)).Contains("computation-started");
            Assert.Equal(hasStarted ? RoundState.Provisional : RoundState.Sealed, (await world.AdvanceAsync(second)).Answer.State);
            Assert.All(await world.ClosedAsync(), unit => Assert.Equal(hasStarted, unit.Value));
            var again = (await world.MoveAsync(second, RoundState.Provisional)).Answer;
            Assert.Equal((RoundState.Provisional, 1, null), (again.State, again.ResultVersions, again.DueAt));
            await world.AssertVersionsAsync(1);
        });
        Type[] changing = [typeof(StartComputation), typeof(CloseLedger), typeof(RecordResult)];
        Assert.Equal(changing, fatal.Where(changing.Contains).Distinct());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_way_back_interrupted_at_any_call_opens_every_ledger(bool afterwards)
    {
        var fatal = await CrashingRun.AtEveryCallAsync(afterwards, Start, async run =>
        {
            var world = new AssessedWorld(run.Journal, _clock);
            await world.SealAsync(run.Engine);
            await world.MoveAsync(run.Engine, RoundState.Provisional);
            await run.ActAsync(async engine => Assert.Equal(RoundState.Sealed, (await world.MoveAsync(engine, RoundState.Sealed)).Answer.State));
            var second = await run.RestartAsync();
            await world.AdvanceAsync(second);
            var back = (await world.MoveAsync(second, RoundState.Sealed)).Answer;
            Assert.Equal((RoundState.Sealed, 1, null), (back.State, back.ResultVersions, back.DueAt));
            Assert.All(await world.ClosedAsync(), unit => Assert.False(unit.Value));

            await world.EnterAsync(second, "u1", "forgotten", AssessedWorld.Sheet(20));
            var again = (await world.MoveAsync(second, RoundState.Provisional)).Answer;
            Assert.Equal([(1, null), (2, (string?)null)], again.Versions.Select(version => (version.Version, version.Ticket)));
            await world.AssertVersionsAsync(2);
        });
        Type[] changing = [typeof(MoveRound), typeof(OpenLedger), typeof(ConfirmOpening)];
        Assert.Equal(changing, fatal.Where(changing.Contains).Distinct());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_computation_that_fails_after_the_closing_opens_every_ledger_after_any_crash(bool afterwards)
    {
        var fatal = await CrashingRun.AtEveryCallAsync(afterwards, Start, async run =>
        {
            var world = new AssessedWorld(run.Journal, _clock);
            await world.SealAsync(run.Engine);
            // A sheet is withdrawn between the first look at the ledgers and their closing.
            await run.ActAsync(async engine => Assert.Equal(RefusalCode.Incomplete, (await world.MoveAsync(engine, RoundState.Provisional)).Refusal?.Code),
                request => request is StartComputation ? world.EnterAsync(run.Engine, "u2", "withdrawn", new SheetWithdrawn("chen")) : Task.CompletedTask);
            var second = await run.RestartAsync();
            await world.AdvanceAsync(second);
            var sealedAgain = (await world.AdvanceAsync(second)).Answer;
            Assert.Equal((RoundState.Sealed, 0, null, null), (sealedAgain.State, sealedAgain.ResultVersions, sealedAgain.DueAt, sealedAgain.DueLedgers));
            Assert.All(await world.ClosedAsync(), unit => Assert.False(unit.Value));
        });
        Assert.Contains(typeof(StopComputation), fatal);
        Assert.Contains(typeof(ConfirmOpening), fatal);
    }

    public static TheoryData<int> AllSeeds => [.. Enumerable.Range(1, Seeds)];

    [Theory]
    [MemberData(nameof(AllSeeds))]
    public void Two_failing_processes_compute_and_go_back_and_lose_nothing(int seed)
    {
        var random = new Random(seed);
        var journal = new MemoryJournal();
        var world = new AssessedWorld(journal, _clock);
        var processes = new Processes(2, journal, random, FaultPercent) { IsCalm = true };

        new SeededScheduler(random).Run(async () =>
        {
            await world.SealAsync(processes.First);
            processes.IsCalm = false;
            await Task.WhenAll(MoveAsync(RoundState.Provisional), MoveAsync(RoundState.Provisional), MoveAsync(RoundState.Sealed), AdvanceAsync(), AdvanceAsync(), processes.KillNowAndThenAsync());
            processes.IsCalm = true;
            var last = processes.Start();
            var view = (await world.AdvanceAsync(last)).Answer;
            Assert.Null(view.DueLedgers);
            Assert.All(await world.ClosedAsync(), unit => Assert.Equal(view.State == RoundState.Provisional, unit.Value));
            view = (await world.MoveAsync(last, RoundState.Provisional)).Answer;
            Assert.All(await world.ClosedAsync(), unit => Assert.True(unit.Value));
            await world.AssertVersionsAsync(view.ResultVersions);
        });
        Assert.Empty(processes.Bugs);

        async Task MoveAsync(RoundState to)
        {
            for (var left = 20; left > 0; left--)
                if (await processes.AskAsync(node => world.MoveAsync(node, to)) is { Refusal.Code: not RefusalCode.Busy } or { Refusal: null })
                    return;
        }

        async Task AdvanceAsync()
        {
            for (var left = random.Next(10); left > 0; left--)
                await processes.AskAsync(world.AdvanceAsync);
        }
    }

    private MailboxEngine Start(IJournal journal) => new(journal, _clock, NullLogger<MailboxEngine>.Instance);
}
