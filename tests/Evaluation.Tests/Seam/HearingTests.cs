using System.Buffers;
using System.Text;
using Evaluation.Journal;
using Evaluation.Runtime;

namespace Evaluation.Tests.Seam;

/// <summary>What a grain hears beside what it journals: it is told at once, and gone with the memory.</summary>
public sealed class HearingTests
{
    private readonly MemoryJournal _kept = new();
    private readonly GatedJournal _journal;

    public HearingTests() => _journal = new(_kept);

    [Fact]
    public async Task What_is_heard_is_answered_and_never_journaled()
    {
        var grain = Grain();
        Assert.Equal("| hush", await SendAsync(grain, new Whisper("hush")));
        Assert.Equal("kept | hush", await SendAsync(grain, new Note("kept")));
        Assert.Equal(["kept"], (await _kept.ReadAllAsync("notebook")).Select(entry => Encoding.UTF8.GetString(entry.Payload.Span)));
        Assert.Equal("kept |", await SendAsync(Grain(), new Look()));
    }

    [Fact]
    public async Task What_is_refused_is_not_heard()
    {
        var grain = Grain();
        Assert.Null(await SendAsync(grain, new Whisper("")));
        Assert.Equal("|", await SendAsync(grain, new Look()));
        Assert.False(grain.HoldsAnything);
    }

    [Fact]
    public async Task An_append_that_fails_takes_with_it_what_was_heard()
    {
        var grain = Grain();
        await SendAsync(grain, new Whisper("hush"));
        _journal.Meet(Trouble.Before);
        Assert.Null(await SendAsync(grain, new Note("lost")));
        Assert.False(grain.HoldsAnything);
        Assert.Null(await SendAsync(grain, new Look()));
        Assert.Equal("|", await SendAsync(Grain(), new Look()));
    }

    [Fact]
    public async Task A_grain_that_was_told_something_is_worth_its_memory_and_one_that_was_asked_after_is_not()
    {
        var grain = Grain();
        Assert.False(grain.HoldsAnything);
        await SendAsync(grain, new Look());
        Assert.False(grain.HoldsAnything);
        await SendAsync(grain, new Whisper("hush"));
        Assert.True(grain.HoldsAnything);
    }

    private LiveGrain<Notebook, Notebook.Pages, Command, string> Grain() => new(new("notebook"), _journal, (_, _) => { });

    private static async Task<string?> SendAsync(ILiveGrain grain, ICommand<string> command)
    {
        var pending = Pending<string>.Take(command);
        var outcome = pending.Outcome;
        await grain.TurnAsync([pending]);
        return (await outcome) is { Refusal: null } told ? told.Answer : null;
    }

    private abstract record Command : ICommand<string>;

    private sealed record Note(string Text) : Command;

    private sealed record Whisper(string Text) : Command;

    private sealed record Look : Command;

    /// <summary>Keeps notes, and hears whispers.</summary>
    private sealed class Notebook : IAggregate<Notebook.Pages, Command, string>
    {
        public static Pages Start(GrainId id) => new();

        public static Decision<string> Decide(Pages state, Command command) => command switch
        {
            Note note => note.Text,
            Whisper { Text: "" } => new Refusal(RefusalCode.BadRequest, "Nothing was said."),
            _ => Decision<string>.NothingToDo,
        };

        public static Pages Evolve(Pages state, string happened)
        {
            state.Notes.Add(happened);
            return state;
        }

        public static bool Hear(Pages state, Command command)
        {
            if (command is Whisper whisper)
                state.Heard.Add(whisper.Text);
            return state.Heard.Count > 0;
        }

        public static object Answer(Pages state, Command command) => $"{string.Join(' ', state.Notes)} | {string.Join(' ', state.Heard)}".Trim();

        public static int Format => 1;

        public static void Write(string happened, IBufferWriter<byte> to) => to.Write(Encoding.UTF8.GetBytes(happened));

        public static IEnumerable<string> Read(JournalEntry entry) => [Encoding.UTF8.GetString(entry.Payload.Span)];

        internal sealed class Pages
        {
            public List<string> Notes { get; } = [];

            public List<string> Heard { get; } = [];
        }
    }
}
