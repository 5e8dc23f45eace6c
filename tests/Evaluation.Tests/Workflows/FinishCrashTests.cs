using Evaluation.Ballots;
using Evaluation.Ballots.Finishing;
using Evaluation.Embedded.Engine;
using Evaluation.Gateway.Verification;
using Evaluation.Journal;
using Evaluation.Runtime;
using Evaluation.Tests.Ballots;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.Workflows;

/// <summary>A ballot is finished exactly once, whatever ends the process.</summary>
public sealed class FinishCrashTests
{
    private static readonly GrainRef<BallotBox> Box = BoxGrain.Ref(Given.Round, 0);

    private readonly FakeTimeProvider _clock = new(Given.Now);
    private readonly MemoryJournal _journal = new();

    [Fact]
    public async Task A_ballot_that_was_acknowledged_as_finished_stays_finished_after_a_kill()
    {
        var killed = Start();
        await OpenAsync(killed);
        await killed.SendAsync(Box, Given.Ballot(1, "u1:AB"));
        Assert.True((await killed.SendAsync(Box, new FinishBallot(Given.Credential(1), Given.Now))).Answer.IsFinished);
        // The process is not stopped: it gets no chance to write anything more.
        await using var next = Start();
        Assert.True((await next.SendAsync(Box, new ViewProgress(Given.Credential(1)))).Answer.Finished);
        Assert.True((await next.SendAsync(Box, new FinishBallot(Given.Credential(1), Given.Now))).Answer.IsFinished);
        Assert.Equal(1, (await next.SendAsync(Box, new SealBox(Given.Close))).Answer.Ballots);
        Assert.Single(await EventsAsync(), happened => happened is BallotFinished);
        await killed.DisposeAsync();
    }

    [Fact]
    public async Task A_recount_of_the_journal_counts_finished_ballots_only()
    {
        await using (var engine = Start())
        {
            await OpenAsync(engine);
            await engine.SendAsync(Box, Given.Ballot(1, "u1:AB", "u2:BA"));
            await engine.SendAsync(Box, Given.Ballot(2, "u1:AC"));
            await engine.SendAsync(Box, Given.Ballot(3, "u3:AB"));
            await engine.SendAsync(Box, new FinishBallot(Given.Credential(1), Given.Now));
            await engine.SendAsync(Box, new FinishBallot(Given.Credential(3), Given.Now));
            await engine.SendAsync(Box, Given.Ballot(3, "u3:AC"));
            var report = (await engine.SendAsync(Box, new SealBox(Given.Close))).Answer;
            var recount = new BoxRecount();
            await foreach (var entry in _journal.ReadAsync(Box.Stream, 0))
                recount.Add(entry);
            Assert.Equal((1, 2L, 2), (report.Ballots, report.Slips, report.Groups.Single(group => group.Group == "npc").Unfinished));
            Assert.Equal((report.Ballots, report.Slips, report.TallyHash, 2), (recount.Ballots, recount.Slips, recount.TallyHash(), recount.Unfinished("npc")));
        }
        var state = new BallotBox();
        foreach (var happened in await EventsAsync())
        {
            Assert.Null(BoxLaw.Fault(LimitedBox.Shape(LimitedBox.Rules), state, happened));
            state.Evolve(happened);
        }
    }

    private MailboxEngine Start() => new(_journal, _clock, NullLogger<MailboxEngine>.Instance);

    private static async Task OpenAsync(MailboxEngine engine)
    {
        await engine.SendAsync(Box, Given.Stored("npc", 1, 2, 3));
        await engine.SendAsync(Box, new OpenBox(LimitedBox.Shape(LimitedBox.Rules), Given.Window));
    }

    private async Task<List<BoxEvent>> EventsAsync()
    {
        var events = new List<BoxEvent>();
        await foreach (var entry in _journal.ReadAsync(Box.Stream, 0))
            events.AddRange(BoxGrain.Read(entry));
        return events;
    }
}
