using Evaluation.Ballots;
using Evaluation.Embedded.Engine;
using Evaluation.Journal;
using Evaluation.Rounds;
using Evaluation.Runtime;
using Evaluation.Staff;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.Runtime;

/// <summary>When a grain of the mailbox engine is in memory, and how the engine stops.</summary>
public sealed class MailboxLifeTests : IAsyncLifetime
{
    private static readonly GrainRef<BallotBox> Box = BoxGrain.Ref(Given.Round, 0);

    private readonly MemoryJournal _kept = new();
    private readonly FakeTimeProvider _clock = new(Given.Now);
    private readonly GatedJournal _journal;
    private readonly MailboxEngine _engine;

    public MailboxLifeTests()
    {
        _journal = new(_kept);
        _engine = Start();
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _journal.Release();
        await _engine.DisposeAsync();
    }

    [Fact]
    public async Task An_idle_grain_is_deactivated_and_activated_again_with_the_same_state()
    {
        var before = (await AddAsync("li")).Answer;
        _clock.Advance(Limits.IdleAfter - TimeSpan.FromSeconds(1));
        Assert.Equal(1, _engine.LiveCount);
        // A turn ends a moment after its answers, so one sweep may still find it at work.
        await EventuallyAsync(() =>
        {
            _clock.Advance(Limits.IdleSweep);
            return _engine.LiveCount == 0;
        });

        Assert.Equivalent(before, (await _engine.SendAsync(StaffGrain.Ref, new ViewStaff())).Answer, strict: true);
        Assert.Equal(1, _engine.LiveCount);
    }

    [Fact]
    public async Task Queued_requests_are_carried_out_in_the_order_of_sending()
    {
        _journal.Hold("staff");
        var first = AddAsync("li");
        await _journal.ArrivedAsync();
        var others = Enumerable.Range(0, 100).Select(number => AddAsync($"wang-{number}")).ToList();
        _journal.Release();

        Assert.Equal(1, (await first).Answer.Version);
        Assert.Equal(Enumerable.Range(2, 100).Select(version => (long)version), (await Task.WhenAll(others)).Select(outcome => outcome.Answer.Version));
    }

    [Fact]
    public async Task A_grain_during_a_turn_is_not_deactivated()
    {
        _journal.Hold("staff");
        var adding = AddAsync("li");
        await _journal.ArrivedAsync();
        _clock.Advance(10 * Limits.IdleAfter);

        Assert.Equal(1, _engine.LiveCount);
        _journal.Release();
        Assert.Null((await adding).Refusal);
    }

    [Fact]
    public async Task A_grain_without_events_does_not_stay_in_memory()
    {
        for (var number = 0; number < 100; number++)
            Assert.Equal(RefusalCode.NoSuchRound, (await _engine.SendAsync(RoundGrain.Ref($"nobody-{number}"), new ViewRound())).Refusal?.Code);
        await EventuallyAsync(() => _engine.LiveCount == 0);
    }

    [Fact]
    public async Task Stopping_completes_queued_requests_and_refuses_later_ones()
    {
        _journal.Hold("staff");
        var first = AddAsync("li");
        await _journal.ArrivedAsync();
        var second = AddAsync("wang");
        var stopping = _engine.DisposeAsync().AsTask();
        var late = AddAsync("zhao");

        Assert.Equal(RefusalCode.Busy, (await late).Refusal?.Code);
        Assert.False(stopping.IsCompleted);
        _journal.Release();
        await stopping;
        Assert.Equal((1, 2), ((await first).Answer.Version, (await second).Answer.Version));
        Assert.Equal(RefusalCode.Busy, (await AddAsync("zhao")).Refusal?.Code);
    }

    [Fact]
    public async Task Stopping_saves_a_snapshot_of_a_long_stream_that_equals_its_replay()
    {
        await _engine.SendAsync(Box, Given.Stored("npc", 1, 2, 3));
        for (var version = 1; version <= Limits.SnapshotEventsAtRest; version++)
            await _engine.SendAsync(Box, new OpenBox(Given.Shape, Given.Window with { Version = version }));
        var counted = (await _engine.SendAsync(Box, Given.Ballot(1, "u1:AA"))).Answer;
        await _engine.DisposeAsync();

        Assert.Equal(await ChainVerifier.VerifyAsync(_kept, Box.Stream, fromSnapshot: true), (await _kept.ReadSnapshotAsync(Box.Stream))!.Version);
        await using var next = Start();
        Assert.Equal(counted, (await next.SendAsync(Box, Given.Ballot(1, "u1:AA"))).Answer);
        Assert.Equal(2u, (await next.SendAsync(Box, Given.Ballot(2, "u1:AA"))).Answer.Sequence);
    }

    [Fact]
    public async Task A_snapshot_that_cannot_be_read_is_ignored()
    {
        await _engine.SendAsync(Box, Given.Stored("npc", 1, 2, 3));
        await _kept.SaveSnapshotAsync(Box.Stream, new(1, BoxSnapshot.Format, new byte[] { 1, 2, 3 }, await EndAsync(Box)));

        await using var next = Start();
        Assert.Equal([new GroupParticipation("npc", 3, 0)], (await next.SendAsync(Box, new ViewTurnout())).Answer.Groups);
    }

    [Fact]
    public async Task A_snapshot_of_an_old_format_is_ignored()
    {
        await _engine.SendAsync(Box, Given.Stored("npc", 1, 2, 3));
        await _kept.SaveSnapshotAsync(Box.Stream, new(1, BoxSnapshot.Format - 1, new byte[] { 1, 2, 3 }, await EndAsync(Box)));

        await using var next = Start();
        Assert.Equal([new GroupParticipation("npc", 3, 0)], (await next.SendAsync(Box, new ViewTurnout())).Answer.Groups);
    }

    [Fact]
    public async Task A_snapshot_of_another_box_is_ignored_and_reported()
    {
        var other = BoxGrain.Ref(Given.Round, 1);
        await _engine.SendAsync(Box, Given.Stored("npc", 1, 2, 3));
        await _engine.SendAsync(other, Given.Stored("npc", 4));
        var payload = new System.Buffers.ArrayBufferWriter<byte>();
        BoxSnapshot.Write(await ReplayAsync(other), payload);
        await _kept.SaveSnapshotAsync(Box.Stream, new(1, BoxSnapshot.Format, payload.WrittenMemory, await EndAsync(other)));

        List<Exception> reported = [];
        var live = BoxGrain.Kind.Activate(Box, _kept, (_, failure) => reported.Add(failure));
        var asked = Pending<BallotBox, BoxTurnout>.Rent(new ViewTurnout());
        await live.TurnAsync([asked]);

        Assert.Equal([new GroupParticipation("npc", 3, 0)], (await asked.Outcome).Answer.Groups);
        Assert.Equal((Box.Stream, 1), reported.OfType<JournalBrokenException>().Select(broken => (broken.Stream, (int)broken.Version)).Single());
    }

    private async Task<ReadOnlyMemory<byte>> EndAsync(GrainRef<BallotBox> box) => (await _kept.ReadAllAsync(box.Stream))[^1].Hash;

    private async Task<BallotBox> ReplayAsync(GrainRef<BallotBox> box)
    {
        var replayed = new BallotBox();
        foreach (var entry in await _kept.ReadAllAsync(box.Stream))
            foreach (var happened in BoxGrain.Read(entry))
                replayed.Evolve(happened);
        return replayed;
    }

    private MailboxEngine Start() => new(_journal, _clock, NullLogger<MailboxEngine>.Instance);

    private Task<Outcome<StaffRoster>> AddAsync(string name) => _engine.SendAsync(StaffGrain.Ref, new AddStaff(name, [], "hash", Given.Now, "li")).AsTask();

    private static async Task EventuallyAsync(Func<bool> isSo)
    {
        for (var left = 1_000_000; !isSo(); left--)
        {
            Assert.True(left > 0, "It never became true.");
            await Task.Yield();
        }
    }
}
