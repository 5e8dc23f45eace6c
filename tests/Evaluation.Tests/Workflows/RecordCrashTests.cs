using Evaluation.Ballots;
using Evaluation.Ballots.Keys;
using Evaluation.Ballots.Records;
using Evaluation.Embedded.Engine;
using Evaluation.Journal;
using Evaluation.Rounds;
using Evaluation.Rounds.Recording;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Tests.Simulation;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using static Evaluation.Tests.Workflows.KeyedRound;

namespace Evaluation.Tests.Workflows;

/// <summary>A crash at any call while a round with a key is sealed and recorded, or while its key is destroyed.</summary>
public sealed class RecordCrashTests
{
    private readonly FakeTimeProvider _clock = new(Given.Now);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Sealing_interrupted_at_any_call_ends_with_the_same_record(bool afterwards)
    {
        HashSet<string> digests = [];
        var fatal = await CrashingRun.AtEveryCallAsync(afterwards, Start, async run =>
        {
            await VoteAsync(run.Engine, _clock, new MemoryKeyStore());
            await run.ActAsync(async engine => Assert.Equal(RoundState.Sealed, (await SealAsync(engine, _clock)).Answer.State));
            var second = await run.RestartAsync();
            Assert.Equal(RoundState.Sealed, (await SealAsync(second, _clock)).Answer.State);
            var acts = await ActsAsync(run.Journal);
            Assert.Equal([nameof(BoxCounted), nameof(BoxCounted), nameof(VotesRecorded), nameof(RoundSealed)], acts[acts.IndexOf(nameof(BoxCounted))..]);
            var record = (await second.SendAsync(RecordGrain.Ref(Given.Round), new ViewRecord())).Answer.Head!;
            digests.Add(record.Digest);
            Assert.Equal((6, 13L, 1L), (record.Totals.Ballots, record.Totals.Slips, record.Totals.Replaced));
        });
        Assert.Single(digests);
        Type[] changing = [typeof(SealBox), typeof(CountBox), typeof(RecordUnits), typeof(RecordComments), typeof(CompleteRecord), typeof(RecordVotes)];
        Assert.Equal(changing, fatal.Where(changing.Contains).Distinct());
    }

    [Fact]
    public async Task A_round_of_the_old_form_seals_as_before_without_a_record()
    {
        var journal = new MemoryJournal();
        await using var engine = Start(journal);
        await VoteAsync(engine, _clock, new MemoryKeyStore(), hasKey: false);
        var view = (await SealAsync(engine, _clock)).Answer;
        Assert.Equal(RoundState.Sealed, view.State);
        Assert.DoesNotContain(nameof(VotesRecorded), await ActsAsync(journal));
        await foreach (var _ in journal.ReadAsync(RecordGrain.Ref(Given.Round).Stream, 0))
            Assert.Fail("a round of the old form has a record");
    }

    [Fact]
    public async Task Two_clerks_at_the_same_time_write_one_record()
    {
        var journal = new MemoryJournal();
        await using var engine = Start(journal);
        await VoteAsync(engine, _clock, new MemoryKeyStore());
        var views = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => SealAsync(engine, _clock).AsTask()));
        Assert.All(views, view => Assert.True(view.Refusal is { Code: RefusalCode.Busy } || view.Answer.State == RoundState.Sealed));
        Assert.Equal(RoundState.Sealed, (await SealAsync(engine, _clock)).Answer.State);
        Assert.Single(await ActsAsync(journal), act => act == nameof(VotesRecorded));
    }

    [Fact]
    public async Task A_record_that_does_not_hold_what_the_boxes_reported_does_not_seal_the_round()
    {
        var journal = new MemoryJournal();
        await using var engine = Start(journal);
        await VoteAsync(engine, _clock, new MemoryKeyStore());
        // An insider writes a record of one slip before the round is closed.
        var record = RecordGrain.Ref(Given.Round);
        await engine.SendAsync(record, new RecordUnits(0, [.. Enumerable.Range(0, 3).Select(unit => new UnitCounts(PatternBytes.Write(unit == 0 ? [new(0, 0, 1)] : []), null, 0))]));
        await engine.SendAsync(record, new CompleteRecord(3, new([new("npc", 3, 1)], new int[6], 1, 1, 0, 0)));
        Assert.Equal(RefusalCode.WrongState, (await SealAsync(engine, _clock)).Refusal?.Code);
        Assert.Equal(RoundState.Sealing, (await engine.SendAsync(Ref, new ViewRound())).Answer.State);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_key_whose_destruction_is_decided_is_destroyed_after_any_crash(bool afterwards)
    {
        var destroyed = 0;
        var fatal = await CrashingRun.AtEveryCallAsync(afterwards, Start, async run =>
        {
            var keys = new MemoryKeyStore();
            await VoteAsync(run.Engine, _clock, keys, destroyAt: KeyLife.Sealed);
            await SealAsync(run.Engine, _clock);
            await run.ActAsync(async engine =>
            {
                await KeepAsync(engine);
                await engine.SendAsync(Ref, new ProposeKeyDestruction("not needed any more", FourEyes: true, new("li", "li"), _clock.GetUtcNow()));
                await engine.SendAsync(Ref, new ApproveKeyDestruction(new("wang", "wang"), _clock.GetUtcNow()));
                await Clerk(engine, _clock, keys).AdvanceAsync(Given.Round);
                Assert.Empty(await keys.ListAsync());
            });
            await Clerk(await run.RestartAsync(), _clock, keys).AdvanceAsync(Given.Round);
            var isDestroyed = (await keys.ListAsync()).Count == 0;
            Assert.Equal((await ActsAsync(run.Journal)).Contains(nameof(KeyDestroyed)), isDestroyed);
            destroyed += isDestroyed ? 1 : 0;
        });
        Assert.InRange(destroyed, 2, fatal.Count);
    }

    [Fact]
    public async Task A_key_that_comes_back_with_a_backup_is_destroyed_again_and_reported()
    {
        var (journal, keys) = (new MemoryJournal(), new MemoryKeyStore());
        List<string> destroyed = [];
        await using (var engine = Start(journal))
        {
            await VoteAsync(engine, _clock, keys, destroyAt: KeyLife.Sealed);
            await SealAsync(engine, _clock);
            await KeepAsync(engine);
            await engine.SendAsync(Ref, new ProposeKeyDestruction("r", FourEyes: false, new("li", "li"), _clock.GetUtcNow()));
            await Clerk(engine, _clock, keys, destroyed.Add).AdvanceAsync(Given.Round);
            await Clerk(engine, _clock, keys, destroyed.Add).AdvanceAsync(Given.Round);
        }
        Assert.Equal([Given.Round], destroyed);
        await keys.CreateAsync(Given.Round, Key);
        await using var restarted = Start(journal);
        Assert.Null((await Clerk(restarted, _clock, keys, destroyed.Add).AdvanceAsync(Given.Round)).Refusal);
        Assert.Empty(await keys.ListAsync());
        Assert.Equal([Given.Round, Given.Round], destroyed);
    }

    private async Task KeepAsync(IEngine engine)
    {
        var record = await engine.SendAsync(RecordGrain.Ref(Given.Round), new ViewRecord());
        await engine.SendAsync(Ref, new KeepRecord(record.Answer.Head!.Digest, "safe 2", new("zhao", "zhao"), _clock.GetUtcNow()));
    }

    private MailboxEngine Start(MemoryJournal journal) => new(journal, _clock, NullLogger<MailboxEngine>.Instance);
}
