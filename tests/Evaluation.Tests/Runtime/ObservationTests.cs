using System.Buffers;
using System.Text;
using Evaluation.Journal;
using Evaluation.Runtime;

namespace Evaluation.Tests.Runtime;

/// <summary>Observations of a grain: they are answered at once, never journaled, and lost with the memory.</summary>
public sealed class ObservationTests
{
    private readonly MemoryJournal _kept = new();
    private readonly GatedJournal _journal;

    public ObservationTests() => _journal = new(_kept);

    [Fact]
    public async Task An_observation_is_seen_by_queries_and_never_journaled()
    {
        var grain = Grain();
        Assert.Equal(Nothing.Value, await SendAsync(grain, new Reported("hush")));
        Assert.Equal("| hush", await SendAsync(grain, new Look()));
        Assert.Equal("kept | hush", await SendAsync(grain, new Note("kept")));
        Assert.Equal(["kept"], (await _kept.ReadAllAsync("notebook")).Select(entry => Encoding.UTF8.GetString(entry.Unframed().Payload.Span)));
        Assert.Equal("kept |", await SendAsync(Grain(), new Look()));
    }

    [Fact]
    public async Task An_append_that_fails_discards_the_observations()
    {
        var grain = Grain();
        await SendAsync(grain, new Reported("hush"));
        _journal.FailNext(JournalFault.Before);
        Assert.Null(await SendAsync(grain, new Note("lost")));
        Assert.False(grain.HoldsAnything);
        Assert.Null(await SendAsync(grain, new Look()));
        Assert.Equal("|", await SendAsync(Grain(), new Look()));
    }

    [Fact]
    public async Task A_grain_with_observations_stays_in_memory_and_one_without_does_not()
    {
        var grain = Grain();
        Assert.False(grain.HoldsAnything);
        await SendAsync(grain, new Look());
        Assert.False(grain.HoldsAnything);
        await SendAsync(grain, new Reported("hush"));
        Assert.True(grain.HoldsAnything);
    }

    [Fact]
    public async Task A_query_may_refuse_and_a_command_after_it_is_carried_out()
    {
        var grain = Grain();
        var (refused, noted) = (Pending<Pages, string>.Rent(new Refused()), Pending<Pages, string>.Rent(new Note("kept")));
        var outcomes = (refused.Outcome, noted.Outcome);
        await grain.TurnAsync([refused, noted]);
        Assert.Equal(RefusalCode.BadRequest, (await outcomes.Item1).Refusal?.Code);
        Assert.Equal("kept |", (await outcomes.Item2).Answer);
    }

    private ILiveGrain<Pages> Grain() => new GrainKind<Notebook, Pages, Note, string>("notebook").Activate(new("notebook"), _journal, (_, _) => { });

    private static async Task<TAnswer?> SendAsync<TAnswer>(ILiveGrain<Pages> grain, IRequest<Pages, TAnswer> request)
        where TAnswer : class
    {
        var pending = Pending<Pages, TAnswer>.Rent(request);
        var outcome = pending.Outcome;
        await grain.TurnAsync([pending]);
        return (await outcome) is { Refusal: null } answered ? answered.Answer : null;
    }

    private sealed record Note(string Text) : ICommand<Pages, string>
    {
        public string Answer(Pages state) => state.Show();
    }

    private sealed record Reported(string Text) : Observation<Pages>
    {
        public override bool Observe(Pages state)
        {
            state.Reported.Add(Text);
            return true;
        }
    }

    private sealed record Look : IQuery<Pages, string>
    {
        public Outcome<string> Answer(Pages state) => state.Show();
    }

    private sealed record Refused : IQuery<Pages, string>
    {
        public Outcome<string> Answer(Pages state) => new Refusal(RefusalCode.BadRequest, "Not here.");
    }

    private sealed class Pages
    {
        public List<string> Notes { get; } = [];

        public List<string> Reported { get; } = [];

        public string Show() => $"{string.Join(' ', Notes)} | {string.Join(' ', Reported)}".Trim();
    }

    private sealed class Notebook : IAggregate<Pages, Note, string>
    {
        public static Pages Start(GrainId id) => new();

        public static Decision<string> Decide(Pages state, Note command) => command.Text;

        public static Pages Evolve(Pages state, string happened)
        {
            state.Notes.Add(happened);
            return state;
        }

        public static int Format => 9;

        public static void Write(string happened, IBufferWriter<byte> to) => to.Write(Encoding.UTF8.GetBytes(happened));

        public static IEnumerable<string> Read(JournalEntry entry) => [Encoding.UTF8.GetString(entry.Unframed().Payload.Span)];
    }
}
