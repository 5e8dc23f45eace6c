using Evaluation.Embedded.Engine;
using Evaluation.Journal;
using Evaluation.Panels;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Workflows;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.Workflows;

/// <summary>A draft whose panel contradicts its rules (F21) does not open, by hand or by schedule.</summary>
public sealed class PanelGuardTests : IAsyncLifetime
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly FakeTimeProvider _clock = new(Given.Now);
    private readonly MailboxEngine _engine;
    private readonly RoundClerk _clerk;

    public PanelGuardTests()
    {
        _engine = Start();
        _clerk = new(_engine, _clock);
    }

    public async Task InitializeAsync()
    {
        await _engine.SendAsync(RoundGrain.Ref(Given.Round), new CreateRound(Given.AssessedRules, Given.Now, Given.Administrator));
        Assert.Null((await _clerk.ScheduleAsync(Given.Round, new(Given.Now + Hour, Given.Now + (3 * Hour)), Given.Administrator)).Refusal);
    }

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task A_schedule_that_is_due_opens_the_round_when_the_panel_is_corrected()
    {
        await SetPanelAsync("leaders");
        _clock.Advance(2 * Hour);
        var refused = (await _clerk.AdvanceAsync(Given.Round)).Refusal!;
        Assert.Equal((RefusalCode.PanelAgainstRules, "north"), (refused.Code, refused.Facts.Single().Value));
        foreach (var to in new[] { RoundState.Assessing, RoundState.Voting })
            Assert.Equal(RefusalCode.PanelAgainstRules, (await _clerk.MoveAsync(Given.Round, to, Given.Administrator, null)).Refusal?.Code);
        Assert.Equal(RoundState.Draft, (await ViewAsync()).State);

        await SetPanelAsync(by: null);
        Assert.Equal(RoundState.Voting, (await _clerk.AdvanceAsync(Given.Round)).Answer.State);
    }

    [Fact]
    public async Task A_close_that_passes_meanwhile_is_a_missed_schedule()
    {
        await SetPanelAsync("leaders");
        _clock.Advance(4 * Hour);
        var view = (await _clerk.AdvanceAsync(Given.Round)).Answer;
        Assert.Equal((RoundState.Draft, null), (view.State, view.OpensAt));
    }

    [Fact]
    public async Task A_panel_without_units_does_not_keep_a_round_from_opening()
    {
        await SetPanelAsync("leaders", units: []);
        Assert.Equal(RoundState.Assessing, (await _clerk.MoveAsync(Given.Round, RoundState.Assessing, Given.Administrator, null)).Answer.State);
    }

    private MailboxEngine Start() => new(new MemoryJournal(), _clock, NullLogger<MailboxEngine>.Instance);

    private async Task<RoundView> ViewAsync() => (await _engine.SendAsync(RoundGrain.Ref(Given.Round), new ViewRound())).Answer;

    private async Task SetPanelAsync(string? by, string[]? units = null) => Assert.Null((await _engine.SendAsync(
        PanelGrain.Ref(Given.Round), new SetPanel(new("north", new("北片"), ["chen"], units ?? ["u1"], null, By: by), null, _clock.GetUtcNow(), new("li", "li")))).Refusal);
}
