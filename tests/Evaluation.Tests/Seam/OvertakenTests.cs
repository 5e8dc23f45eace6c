using Evaluation.Ballots;
using Evaluation.Embedded.Engine;
using Evaluation.Journal;
using Evaluation.Runtime;
using Evaluation.Staff;
using Evaluation.Workflows;
using Microsoft.Extensions.Logging.Abstractions;

namespace Evaluation.Tests.Seam;

/// <summary>A grain that lives twice, over a journal that can tell.</summary>
public sealed class OvertakenTests
{
    private readonly MemoryJournal _journal = new();

    [Fact]
    public async Task A_question_is_not_answered_by_what_another_activation_has_overtaken()
    {
        await using var one = Start();
        await using var other = Start();
        for (var version = 1; version <= 5; version++)
        {
            Assert.Equal(version, (await one.SendAsync(GrainId.Staff, Add($"staff-{version}"))).Answer.Version);
            // The first that comes finds out. It wakes anew for the second.
            if (version > 1)
                Assert.Equal(Refusal.Overtaken, (await other.SendAsync(GrainId.Staff, ViewStaff.Now)).Refusal);
            Assert.Equal(version, (await other.SendAsync(GrainId.Staff, ViewStaff.Now)).Answer.Version);
            Assert.Equal(RefusalCode.StaffExists, (await other.SendAsync(GrainId.Staff, Add($"staff-{version}"))).Refusal?.Code);
        }
    }

    [Fact]
    public async Task A_grain_that_was_overtaken_carries_out_nothing_more()
    {
        var (one, other) = (Live(), Live());
        Assert.Equal(1, (await TurnAsync(one, Add("li"))).Answer.Version);
        Assert.Equal(1, (await TurnAsync(one, ViewStaff.Now)).Answer.Version);
        Assert.Equal(2, (await TurnAsync(other, Add("wang"))).Answer.Version);
        Assert.False(one.WasOvertaken || other.WasOvertaken);

        foreach (var command in (ICommand<StaffRoster>[])[Add("zhao"), Add("zhao"), ViewStaff.Now])
            Assert.Same(Refusal.Overtaken, (await TurnAsync(one, command)).Refusal);
        Assert.True(one.WasOvertaken);
        Assert.False(one.HoldsAnything);
        Assert.Equal(3, (await TurnAsync(other, Add("qian"))).Answer.Version);
        Assert.Equal(["li", "qian", "wang"], (await TurnAsync(Live(), ViewStaff.Now)).Answer.Accounts.Keys);
    }

    [Fact]
    public async Task Who_is_told_of_it_does_not_meet_the_same_grain_again()
    {
        var (one, other) = (Live(), Live());
        await TurnAsync(one, ViewStaff.Now);
        await TurnAsync(other, Add("li"));
        var mailbox = new Mailbox(one, _ => { });
        var sender = new SendsAgain(mailbox);
        Assert.Equal(Posting.Waits, mailbox.Post(sender, 0));
        Assert.Equal(Posting.Overtaken, await sender.Again);
    }

    [Fact]
    public async Task A_ballot_that_came_late_by_another_way_does_not_take_the_place_of_a_newer_one()
    {
        var box = GrainId.Box(Given.Round, 0);
        var (one, other) = (Live(box), Live(box));
        await TurnAsync(one, Given.Stored("npc", 1));
        await TurnAsync(one, new OpenBox(Given.Shape, Given.Window));
        // The voter waits for an answer from one, in vain, sends the same by the other, and then changes their mind.
        await TurnAsync(other, Given.Ballot(1, "u1:AA"));
        await TurnAsync(other, Given.Ballot(1, "u1:BB"));
        Assert.Same(Refusal.Overtaken, (await TurnAsync(one, Given.Ballot(1, "u1:AA"))).Refusal);
        Assert.Same(Refusal.Overtaken, (await TurnAsync(one, Given.Ballot(1, "u1:AA"))).Refusal);

        await TurnAsync(other, new SealBox(Given.Close));
        Assert.Equal(["u1 npc BB: 1"], Given.Show((await TurnAsync(other, ViewTally.Final)).Answer, Given.Shape));
    }

    [Fact]
    public async Task A_grain_that_has_lost_the_journal_carries_out_nothing_more()
    {
        var journal = new GatedJournal(_journal);
        var grain = GrainKinds.Live(GrainId.Staff, journal, (_, _) => { });
        await TurnAsync(grain, Add("li"));
        journal.Meet(Trouble.Before);
        Assert.Equal(Refusal.Busy, (await TurnAsync(grain, Add("wang"))).Refusal);
        // The journal is back, and what others have written there meanwhile may be newer than what waited here.
        Assert.Same(Refusal.Overtaken, (await TurnAsync(grain, Add("zhao"))).Refusal);
        Assert.True(grain.WasOvertaken);
        Assert.Equal(["li"], (await TurnAsync(Live(), ViewStaff.Now)).Answer.Accounts.Keys);
    }

    [Fact]
    public async Task A_grain_that_wakes_leaves_undone_what_nobody_waits_for_any_more()
    {
        await TurnAsync(Live(), Add("li"));
        var (grain, givenUp) = (Live(), new GivenUp(Add("wang")));
        await grain.TurnAsync([givenUp]);
        Assert.Same(Refusal.Overtaken, givenUp.Refusal);
        Assert.Equal(["li"], (await TurnAsync(grain, ViewStaff.Now)).Answer.Accounts.Keys);

        // Awake, it would find out by its append if there were something newer.
        await grain.TurnAsync([givenUp]);
        Assert.Null(givenUp.Refusal);
        Assert.Equal(["li", "wang"], (await TurnAsync(grain, ViewStaff.Now)).Answer.Accounts.Keys);
    }

    /// <summary>Sends once more from within the answer, as soon as anybody can.</summary>
    private sealed class SendsAgain(Mailbox mailbox) : Pending
    {
        private readonly TaskCompletionSource<Posting> _again = new();

        public override object Command => ViewStaff.Now;

        public Task<Posting> Again => _again.Task;

        public override void Hold(object? answer, Refusal? refusal)
        {
        }

        public override void Tell() => _again.TrySetResult(mailbox.Post(this, 0));
    }

    private sealed class GivenUp(object command) : Pending
    {
        public override object Command => command;

        public override bool IsWanted => false;

        public Refusal? Refusal { get; private set; }

        public override void Hold(object? answer, Refusal? refusal) => Refusal = refusal;

        public override void Tell()
        {
        }
    }

    private static AddStaff Add(string name) => new(name, [], "hash", Given.Now, "li");

    private MailboxEngine Start() => new(_journal, TimeProvider.System, NullLogger<MailboxEngine>.Instance);

    private ILiveGrain Live() => Live(GrainId.Staff);

    private ILiveGrain Live(GrainId grain) => GrainKinds.Live(grain, _journal, (_, failure) => throw failure);

    private static async Task<Outcome<TAnswer>> TurnAsync<TAnswer>(ILiveGrain grain, ICommand<TAnswer> command)
    {
        var pending = Pending<TAnswer>.Take(command);
        var outcome = pending.Outcome;
        await grain.TurnAsync([pending]);
        return await outcome;
    }
}
