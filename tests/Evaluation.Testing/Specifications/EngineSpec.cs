using Evaluation.Ballots;
using Evaluation.Journal;
using Evaluation.Rounds;
using Evaluation.Runtime;
using Evaluation.Staff;

namespace Evaluation.Testing.Specifications;

/// <summary>The contract of every engine, over every journal.</summary>
public abstract class EngineSpec : IAsyncLifetime
{
    private static readonly GrainRef<BallotBox> Box = BoxGrain.Ref(Given.Round, 0);

    private readonly List<IEngine> _engines = [];
    private GatedJournal? _journal;

    /// <summary>Where events are kept; the same at every call.</summary>
    protected abstract IJournal Kept { get; }

    private GatedJournal Gated => _journal ??= new(Kept);

    private IEngine Engine => _engines.Count == 0 ? Another() : _engines[0];

    protected abstract IEngine Start(IJournal journal);

    protected abstract ValueTask StopAsync(IEngine engine);

    /// <summary>
    /// Returns when this many requests have reached grains and are not answered yet. In an engine of this process that is at once.
    /// </summary>
    protected virtual Task GatheredAsync(IEngine engine, int commands) => Task.CompletedTask;

    public virtual Task InitializeAsync() => Task.CompletedTask;

    public virtual async Task DisposeAsync()
    {
        // After a failed assertion an append may still be held, and no engine stops while it is.
        Gated.Release();
        foreach (var engine in _engines)
            await StopAsync(engine);
    }

    [Fact]
    public async Task An_answer_is_given_only_when_the_journal_has_acknowledged()
    {
        Gated.Hold("staff");
        var adding = Add("li");
        await Gated.ArrivedAsync();

        Assert.False(adding.IsCompleted);
        Assert.Empty(await Kept.ReadAllAsync("staff"));
        Gated.Release();
        Assert.Equal(1, (await adding).Answer.Version);
    }

    [Fact]
    public async Task A_grain_runs_one_turn_at_a_time()
    {
        Gated.Hold("staff");
        var adding = Add("li");
        await Gated.ArrivedAsync();
        var asking = Engine.SendAsync(StaffGrain.Ref, new ViewStaff()).AsTask();

        Assert.False(asking.IsCompleted);
        Gated.Release();
        Assert.Equal(["li"], (await asking).Answer.Accounts.Keys);
        await adding;
    }

    [Fact]
    public async Task A_grain_that_waits_for_the_journal_does_not_delay_another()
    {
        Gated.Hold("staff");
        var adding = Add("li");
        await Gated.ArrivedAsync();

        await OpenBoxAsync();
        Assert.False(adding.IsCompleted);
        Gated.Release();
        await adding;
    }

    [Fact]
    public async Task Requests_that_are_queued_during_an_append_share_one_entry()
    {
        Gated.Hold("staff");
        var first = Add("li");
        await Gated.ArrivedAsync();
        var others = Enumerable.Range(0, 100).Select(number => Add($"wang-{number}")).ToList();
        await GatheredAsync(Engine, 101);
        Gated.Release();

        Assert.Equal(Enumerable.Range(2, 100).Select(version => (long)version), (await Task.WhenAll(others)).Select(outcome => outcome.Answer.Version).Order());
        Assert.Equal([1, 100], (await Kept.ReadAllAsync("staff")).Select(entry => entry.EventCount));
        await first;
    }

    [Fact]
    public async Task When_the_queue_is_full_one_more_is_refused_at_once_and_the_others_are_carried_out()
    {
        Gated.Hold("staff");
        var first = Add("li");
        await Gated.ArrivedAsync();
        var waiting = Enumerable.Range(0, Limits.CommandsWaiting).Select(_ => Engine.SendAsync(StaffGrain.Ref, new ViewStaff()).AsTask()).ToList();

        var refused = Add("wang");
        Assert.True(refused.IsCompleted);
        Assert.Equal(RefusalCode.Busy, (await refused).Refusal?.Code);
        Gated.Release();
        Assert.All(await Task.WhenAll(waiting), outcome => Assert.Equal(1, outcome.Answer.Version));
        await first;
    }

    [Theory]
    [InlineData(JournalFault.Before, RefusalCode.Busy)]
    [InlineData(JournalFault.After, RefusalCode.Busy)]
    [InlineData(JournalFault.Full, RefusalCode.StorageFull)]
    [InlineData(JournalFault.Unexpected, RefusalCode.Fault)]
    public async Task A_failed_append_is_refused_loses_nothing_and_the_same_request_can_be_sent_again(JournalFault fault, RefusalCode refusal)
    {
        await OpenBoxAsync();
        await Engine.SendAsync(Box, Given.Ballot(1, "u1:AA"));
        Gated.FailNext(fault);

        Assert.Equal(refusal, (await Engine.SendAsync(Box, Given.Ballot(2, "u1:BB"))).Refusal?.Code);
        Assert.Equal(new BallotCounted(2, 1, 2), (await Engine.SendAsync(Box, Given.Ballot(2, "u1:BB"))).Answer);
        var report = (await Engine.SendAsync(Box, new SealBox(Given.Close))).Answer;
        Assert.Equal((2, 2L), (report.Ballots, report.Slips));
        await ChainVerifier.VerifyAsync(Kept, Box.Stream, fromSnapshot: false);
    }

    [Fact]
    public async Task All_requests_of_a_failed_append_are_refused_and_its_state_is_discarded()
    {
        Gated.Hold("staff");
        var first = Add("li");
        await Gated.ArrivedAsync();
        List<Task<Outcome<StaffRoster>>> others = [Add("wang"), Engine.SendAsync(StaffGrain.Ref, new ViewStaff()).AsTask(), Add("zhao")];
        Gated.FailNext(JournalFault.None, JournalFault.Before);
        await GatheredAsync(Engine, 4);
        Gated.Release();

        await first;
        Assert.All(await Task.WhenAll(others), outcome => Assert.Equal(RefusalCode.Busy, outcome.Refusal?.Code));
        Assert.Equal(["li"], (await Engine.SendAsync(StaffGrain.Ref, new ViewStaff())).Answer.Accounts.Keys);
    }

    [Fact]
    public async Task Of_two_engines_on_one_journal_each_sees_what_the_other_has_written_before_it_writes()
    {
        var other = Another();
        if (ReferenceEquals(other, Engine))
            other = Another();
        await Add("li");
        Assert.Equal(["li", "wang"], (await UntilAnsweredAsync(() => Add("wang", other))).Answer.Accounts.Keys);
        Assert.Equal(["li", "wang", "zhao"], (await UntilAnsweredAsync(() => Add("zhao"))).Answer.Accounts.Keys);
        Assert.Equal(RefusalCode.StaffExists, (await UntilAnsweredAsync(() => Add("zhao", other))).Refusal?.Code);
    }

    [Fact]
    public async Task A_fenced_activation_refuses_as_busy_and_changes_nothing()
    {
        await Add("li");
        Gated.FailNext(JournalFault.Rival);
        Assert.Equal(RefusalCode.Busy, (await Add("wang")).Refusal?.Code);
        Assert.Equal(["li"], (await UntilAnsweredAsync(() => Engine.SendAsync(StaffGrain.Ref, new ViewStaff()).AsTask())).Answer.Accounts.Keys);
        Assert.Equal(["li", "wang"], (await Add("wang")).Answer.Accounts.Keys);
    }

    [Fact]
    public async Task A_bug_in_one_command_affects_no_other()
    {
        await OpenBoxAsync();
        Gated.Hold(Box.Stream);
        var first = Engine.SendAsync(Box, Given.Ballot(1, "u1:AA")).AsTask();
        await Gated.ArrivedAsync();
        var second = Engine.SendAsync(Box, Given.Ballot(2, "u1:BB")).AsTask();
        var poisoned = Engine.SendAsync(Box, new Poison()).AsTask();
        var third = Engine.SendAsync(Box, Given.Ballot(3, "u1:CC")).AsTask();
        Gated.Release();

        Assert.Equal([1u, 2, 3], (await Task.WhenAll(first, second, third)).Select(outcome => outcome.Answer.Sequence).Order().ToArray());
        Assert.Equal(RefusalCode.Fault, (await poisoned).Refusal?.Code);
        Assert.Equal(4u, (await Engine.SendAsync(Box, Given.Ballot(4, "u1:AA"))).Answer.Sequence);
    }

    [Fact]
    public async Task A_broken_stream_has_its_own_refusal_and_gets_no_more_entries()
    {
        await Add("li");
        var entry = Assert.Single(await Kept.ReadAllAsync("staff"));
        await Kept.AppendAsync(entry with { FirstVersion = 1, Hash = new byte[Chain.Bytes] });
        var other = Another();

        Assert.Equal(RefusalCode.JournalBroken, (await Add("wang", other)).Refusal?.Code);
        Assert.Equal(2, (await Kept.ReadAllAsync("staff")).Count);
    }

    [Fact]
    public async Task Grains_with_events_are_listed_by_kind_in_ordinal_order()
    {
        await Add("li");
        foreach (var id in (string[])["b", "a-10", "a-2", "Z"])
            await Engine.SendAsync(RoundGrain.Ref(id), new CreateRound(Given.Rules with { Id = id }, Given.Now, "li"));
        await OpenBoxAsync();
        await Engine.SendAsync(RoundGrain.Ref("only-asked-after"), new ViewRound());

        Assert.Equal(["round-Z", "round-a-10", "round-a-2", "round-b"], await ListAsync(RoundGrain.Kind));
        Assert.Equal([Box.Stream], await ListAsync(BoxGrain.Kind));
        Assert.Equal(["staff"], await ListAsync(StaffGrain.Kind));
        Assert.Empty(await ListAsync(new GrainKind<RoundGrain, Round, RoundCommand, RoundEvent>("ro")));
    }

    [Fact]
    public async Task The_next_engine_reads_what_was_appended()
    {
        await OpenBoxAsync();
        await Engine.SendAsync(Box, Given.Ballot(1, "u1:AA"));

        var next = Another();
        Assert.Equal(new BallotCounted(1, 1, 2), (await next.SendAsync(Box, Given.Ballot(1, "u1:AA"))).Answer);
        Assert.Equal(2u, (await next.SendAsync(Box, Given.Ballot(2, "u1:AA"))).Answer.Sequence);
    }

    [Fact]
    public async Task An_engine_whose_journal_can_write_says_so() => await Engine.CheckAsync();

    [Fact]
    public async Task Concurrent_copies_of_a_request_are_carried_out_once()
    {
        await OpenBoxAsync();
        Gated.FailNext(JournalFault.Before, JournalFault.After, JournalFault.None, JournalFault.After, JournalFault.Before);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 600).Select(number => Task.Factory.StartNew(
            () => SendUntilAnsweredAsync(Given.Ballot(1 + number % 6, "u1:AB", "u2:CD")), CancellationToken.None, TaskCreationOptions.None, TaskScheduler.Default).Unwrap()));

        Assert.Equal(6, outcomes.Select(counted => counted.Sequence).Distinct().Count());
        Assert.Equal(12, (await SendUntilAnsweredAsync(new SealBox(Given.Close))).Slips);
    }

    /// <summary>Another engine on the same journal.</summary>
    private IEngine Another()
    {
        var engine = Start(Gated);
        _engines.Add(engine);
        return engine;
    }

    private Task<Outcome<StaffRoster>> Add(string name, IEngine? engine = null) =>
        (engine ?? Engine).SendAsync(StaffGrain.Ref, new AddStaff(name, [], "hash", Given.Now, "li")).AsTask();

    /// <summary>An engine whose activation is fenced refuses the first request as busy.</summary>
    private static Task<Outcome<StaffRoster>> UntilAnsweredAsync(Func<Task<Outcome<StaffRoster>>> send) =>
        Eventually.IsAsync(send, outcome => outcome.Refusal is not { Code: RefusalCode.Busy }, "an engine that is not busy");

    private async Task<TAnswer> SendUntilAnsweredAsync<TAnswer>(IRequest<BallotBox, TAnswer> request)
        where TAnswer : class =>
        (await Eventually.IsAsync(() => Engine.SendAsync(Box, request).AsTask(), outcome => outcome.Refusal is null, "the request is answered")).Answer;

    private async Task OpenBoxAsync()
    {
        Assert.Null((await Engine.SendAsync(Box, Given.Stored("npc", 1, 2, 3))).Refusal);
        Assert.Null((await Engine.SendAsync(Box, Given.Stored("users", 4, 5, 6))).Refusal);
        Assert.Null((await Engine.SendAsync(Box, new OpenBox(Given.Shape, Given.Window))).Refusal);
    }

    private async Task<List<string>> ListAsync<TState>(GrainKind<TState> kind)
        where TState : class
    {
        List<string> names = [];
        await foreach (var grain in Engine.ListAsync(kind))
            names.Add(grain.Stream);
        return names;
    }

    /// <summary>A command that the decider of boxes does not know.</summary>
    private sealed record Poison : BoxCommand, ICommand<BallotBox, Nothing>
    {
        public Nothing Answer(BallotBox state) => Nothing.Value;
    }
}
