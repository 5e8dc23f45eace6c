using Evaluation.Ballots;
using Evaluation.Ballots.Counting;
using Evaluation.Ballots.Packing;
using Evaluation.Embedded.Engine;
using Evaluation.Journal;
using Evaluation.Runtime;
using Evaluation.Staff;
using Microsoft.Extensions.Logging.Abstractions;

namespace Evaluation.Tests.Runtime;

/// <summary>Two activations of one grain on one journal: the one that is behind is fenced.</summary>
public sealed class FencingTests
{
    private readonly MemoryJournal _journal = new();

    [Fact]
    public async Task A_query_is_not_answered_by_an_activation_that_is_behind_the_journal()
    {
        await using var one = Start();
        await using var other = Start();
        for (var version = 1; version <= 5; version++)
        {
            Assert.Equal(version, (await one.SendAsync(StaffGrain.Ref, Add($"staff-{version}"))).Answer.Version);
            // The first request finds the activation fenced. The second activates the grain again.
            if (version > 1)
                Assert.Equal(Refusal.Fenced, (await other.SendAsync(StaffGrain.Ref, new ViewStaff())).Refusal);
            Assert.Equal(version, (await other.SendAsync(StaffGrain.Ref, new ViewStaff())).Answer.Version);
            Assert.Equal(RefusalCode.StaffExists, (await other.SendAsync(StaffGrain.Ref, Add($"staff-{version}"))).Refusal?.Code);
        }
    }

    [Fact]
    public async Task A_fenced_activation_carries_out_nothing_more()
    {
        var (one, other) = (Live(), Live());
        Assert.Equal(1, (await TurnAsync(one, Add("li"))).Answer.Version);
        Assert.Equal(1, (await TurnAsync(one, new ViewStaff())).Answer.Version);
        Assert.Equal(2, (await TurnAsync(other, Add("wang"))).Answer.Version);
        Assert.False(one.IsFenced || other.IsFenced);

        foreach (var command in (IRequest<StaffRoster, StaffRoster>[])[Add("zhao"), Add("zhao"), new ViewStaff()])
            Assert.Same(Refusal.Fenced, (await TurnAsync(one, command)).Refusal);
        Assert.True(one.IsFenced);
        Assert.False(one.HoldsAnything);
        Assert.Equal(3, (await TurnAsync(other, Add("qian"))).Answer.Version);
        Assert.Equal(["li", "qian", "wang"], (await TurnAsync(Live(), new ViewStaff())).Answer.Accounts.Keys);
    }

    [Fact]
    public async Task A_retry_after_a_fenced_turn_does_not_reach_the_same_activation()
    {
        var (one, other) = (Live(), Live());
        await TurnAsync(one, new ViewStaff());
        await TurnAsync(other, Add("li"));
        var mailbox = new Mailbox<StaffRoster>(one, _ => { });
        var sender = new SendsAgain(mailbox);
        Assert.Equal(Posting.Queued, mailbox.Post(sender, 0));
        Assert.Equal(Posting.Fenced, await sender.Again);
    }

    [Fact]
    public async Task A_late_ballot_at_a_fenced_activation_does_not_replace_a_newer_one()
    {
        var box = BoxGrain.Ref(Given.Round, 0);
        var (one, other) = (Live(box), Live(box));
        await TurnAsync(one, Given.Stored("npc", 1));
        await TurnAsync(one, new OpenBox(Given.Shape, Given.Window));
        // The voter gets no answer from the first activation, sends the same ballot to the other one, and then another ballot.
        await TurnAsync(other, Given.Ballot(1, "u1:AA"));
        await TurnAsync(other, Given.Ballot(1, "u1:BB"));
        Assert.Same(Refusal.Fenced, (await TurnAsync(one, Given.Ballot(1, "u1:AA"))).Refusal);
        Assert.Same(Refusal.Fenced, (await TurnAsync(one, Given.Ballot(1, "u1:AA"))).Refusal);

        await TurnAsync(other, new SealBox(Given.Close));
        Assert.Equal(["0 11: 1"], Patterns((await TurnAsync(other, new ViewPatterns(0))).Answer));
    }

    [Fact]
    public async Task An_activation_that_has_lost_the_journal_carries_out_nothing_more()
    {
        var journal = new GatedJournal(_journal);
        var grain = StaffGrain.Kind.Activate(StaffGrain.Ref, journal, (_, _) => { });
        await TurnAsync(grain, Add("li"));
        journal.FailNext(JournalFault.Before);
        Assert.Equal(Refusal.Busy, (await TurnAsync(grain, Add("wang"))).Refusal);
        // The journal is available again, and another activation may have appended meanwhile.
        Assert.Same(Refusal.Fenced, (await TurnAsync(grain, Add("zhao"))).Refusal);
        Assert.True(grain.IsFenced);
        Assert.Equal(["li"], (await TurnAsync(Live(), new ViewStaff())).Answer.Accounts.Keys);
    }

    [Fact]
    public async Task An_activation_that_has_just_replayed_refuses_requests_that_are_no_longer_wanted()
    {
        await TurnAsync(Live(), Add("li"));
        var (grain, givenUp) = (Live(), new GivenUp(Add("wang")));
        await grain.TurnAsync([givenUp]);
        Assert.Same(Refusal.Fenced, givenUp.Refusal);
        Assert.Equal(["li"], (await TurnAsync(grain, new ViewStaff())).Answer.Accounts.Keys);

        // Later, its append would find a newer entry.
        await grain.TurnAsync([givenUp]);
        Assert.Null(givenUp.Refusal);
        Assert.Equal(["li", "wang"], (await TurnAsync(grain, new ViewStaff())).Answer.Accounts.Keys);
    }

    /// <summary>Posts itself again as soon as it is completed.</summary>
    private sealed class SendsAgain(Mailbox<StaffRoster> mailbox) : Pending<StaffRoster>
    {
        private readonly TaskCompletionSource<Posting> _again = new();

        public override IRequest<StaffRoster> Request { get; } = new ViewStaff();

        public Task<Posting> Again => _again.Task;

        public override void SetResult(StaffRoster state)
        {
        }

        public override void SetResult(Refusal refusal)
        {
        }

        public override void Complete() => _again.TrySetResult(mailbox.Post(this, 0));
    }

    private sealed class GivenUp(IRequest<StaffRoster> request) : Pending<StaffRoster>
    {
        public override IRequest<StaffRoster> Request => request;

        public override bool IsWanted => false;

        public Refusal? Refusal { get; private set; }

        public override void SetResult(StaffRoster state) => Refusal = null;

        public override void SetResult(Refusal refusal) => Refusal = refusal;

        public override void Complete()
        {
        }
    }

    private static AddStaff Add(string name) => new(name, [], "hash", Given.Now, "li");

    private static IEnumerable<string> Patterns(UnitPatterns patterns) =>
        patterns.Counts.Select(slips => $"{slips.Group} {PackedMarks.Mark(slips.Marks, 0)}{PackedMarks.Mark(slips.Marks, 1)}: {slips.Slips}");

    private MailboxEngine Start() => new(_journal, TimeProvider.System, NullLogger<MailboxEngine>.Instance);

    private ILiveGrain<StaffRoster> Live() => Live(StaffGrain.Ref);

    private ILiveGrain<TState> Live<TState>(GrainRef<TState> grain, IJournal? journal = null)
        where TState : class => grain.Kind.Activate(grain.Id, journal ?? _journal, (_, failure) => throw failure);

    private static async Task<Outcome<TAnswer>> TurnAsync<TState, TAnswer>(ILiveGrain<TState> grain, IRequest<TState, TAnswer> request)
        where TState : class
        where TAnswer : class
    {
        var pending = Pending<TState, TAnswer>.Rent(request);
        var outcome = pending.Outcome;
        await grain.TurnAsync([pending]);
        return await outcome;
    }
}
