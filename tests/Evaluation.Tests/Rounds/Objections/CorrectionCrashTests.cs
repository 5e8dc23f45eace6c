using Evaluation.Embedded.Engine;
using Evaluation.Journal;
using Evaluation.Rounds;
using Evaluation.Rounds.Objections;
using Evaluation.Runtime;
using Evaluation.Tests.Simulation;
using Evaluation.Units;
using Evaluation.Workflows;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using static Evaluation.Tests.Rounds.Objections.GivenObjection;

namespace Evaluation.Tests.Rounds.Objections;

/// <summary>A crash at any point between approval, ledger and next version: the remaining steps are executed once.</summary>
public sealed class CorrectionCrashTests
{
    private const int Seeds = 60;
    private const int FaultPercent = 20;

    private readonly FakeTimeProvider _clock = new(Published);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_correction_interrupted_at_any_call_is_completed_once(bool afterwards)
    {
        var fatal = await CrashingRun.AtEveryCallAsync(afterwards, Start, async run =>
        {
            var round = new JournaledObjections(run.Journal, _clock);
            await round.PrepareAsync(run.Engine, objections: 1);
            await run.ActAsync(ApproveAsync);
            await AfterACrashAsync(await run.RestartAsync());
            await round.AssertWorkedInAsync(1);
        });
        Type[] changing = [typeof(ApproveAnswer), typeof(CorrectLedger), typeof(RecordResult)];
        Assert.Equal(changing, fatal.Where(changing.Contains));
    }

    public static TheoryData<int, JournalFault> Faults
    {
        get
        {
            var all = new TheoryData<int, JournalFault>();
            for (var append = 0; append < 3; append++)
                foreach (var fault in Enum.GetValues<JournalFault>())
                    all.Add(append, fault);
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_correction_survives_any_failed_append(int append, JournalFault fault)
    {
        var journal = new GatedJournal(new MemoryJournal());
        var round = new JournaledObjections(journal, _clock);
        await using var engine = Start(journal);
        await round.PrepareAsync(engine, objections: 1);
        journal.FailNext([.. Enumerable.Repeat(JournalFault.None, append), fault]);

        var clerk = new RoundClerk(engine, _clock);
        for (var attempt = 0; (await clerk.ApproveAsync(Given.Round, "o-1", null, Second)).IsRefused(out _); attempt++)
            Assert.True(attempt < 3, "It does not come to an end.");
        await round.AssertWorkedInAsync(1);
    }

    [Fact]
    public async Task A_round_is_due_until_every_approved_correction_is_applied()
    {
        var journal = new MemoryJournal();
        await using var engine = Start(journal);
        await new JournaledObjections(journal, _clock).PrepareAsync(engine, objections: 2);
        Assert.Null(JournaledObjections.Demand(await engine.SendAsync(JournaledObjections.Id, new ViewRound())).DueAt);
        foreach (var ticket in new[] { "o-1", "o-2" })
            JournaledObjections.Demand(await new AnswerClerk(engine).ApproveAsync(Given.Round, Approve(ticket)));
        Assert.Equal(DateTimeOffset.MinValue, JournaledObjections.Demand(await engine.SendAsync(JournaledObjections.Id, new ViewRound())).DueAt);

        var advanced = JournaledObjections.Demand(await new RoundClerk(engine, _clock).AdvanceAsync(Given.Round));
        Assert.Equal((null, 3), (advanced.DueAt, advanced.ResultVersions));
    }

    public static TheoryData<int> AllSeeds => [.. Enumerable.Range(1, Seeds)];

    [Theory]
    [MemberData(nameof(AllSeeds))]
    public void Two_failing_processes_apply_every_ticket_once(int seed)
    {
        var random = new Random(seed);
        var journal = new MemoryJournal();
        var round = new JournaledObjections(journal, _clock);
        var processes = new Processes(2, journal, random, FaultPercent) { IsCalm = true };

        new SeededScheduler(random).Run(async () =>
        {
            await round.PrepareAsync(processes.First, objections: 3);
            processes.IsCalm = false;
            await Task.WhenAll([ApproveAsync("o-1"), ApproveAsync("o-2"), ApproveAsync("o-3"), ApproveAsync("o-1"), KeepTimeAsync(), KeepTimeAsync(), processes.KillNowAndThenAsync()]);
            processes.IsCalm = true;
            var last = processes.Start();
            JournaledObjections.Demand(await new RoundClerk(last, _clock).AdvanceAsync(Given.Round));
            await round.AssertWorkedInAsync(3);
        });
        Assert.Empty(processes.Bugs);

        // An acknowledged approval is final; an unanswered one is repeated.
        async Task ApproveAsync(string ticket)
        {
            while (true)
                if (await processes.AskAsync(engine => new RoundClerk(engine, _clock).ApproveAsync(Given.Round, ticket, null, Second)) is { Refusal: null } approved)
                {
                    Assert.NotNull(approved.Answer.LedTo);
                    return;
                }
        }

        async Task KeepTimeAsync()
        {
            for (var left = random.Next(10); left > 0; left--)
                await processes.AskAsync(engine => new RoundClerk(engine, _clock).AdvanceAsync(Given.Round));
        }
    }

    private async Task ApproveAsync(IEngine engine) =>
        Assert.Equal(2, JournaledObjections.Demand(await new RoundClerk(engine, _clock).ApproveAsync(Given.Round, "o-1", null, Second)).LedTo);

    /// <summary>The restart, and then the repeated approval.</summary>
    private async Task AfterACrashAsync(IEngine engine)
    {
        var clerk = new RoundClerk(engine, _clock);
        var advanced = JournaledObjections.Demand(await clerk.AdvanceAsync(Given.Round));
        Assert.False(advanced.IsCorrecting);
        Assert.Null(advanced.DueAt);
        Assert.Equal(2, JournaledObjections.Demand(await clerk.ApproveAsync(Given.Round, "o-1", null, Second)).LedTo);
    }

    private MailboxEngine Start(IJournal journal) => new(journal, _clock, NullLogger<MailboxEngine>.Instance);
}
