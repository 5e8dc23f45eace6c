using Evaluation.Ballots;
using Evaluation.Ballots.Counting;
using Evaluation.Criteria;
using Evaluation.Embedded.Engine;
using Evaluation.Journal;
using Evaluation.Units;
using Evaluation.Workflows.Live;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.Workflows.Live;

/// <summary>New activations of units and criteria without totals, and readers that supply the missing reports.</summary>
public sealed class ReactivationTests : IAsyncLifetime
{
    private static readonly VotedRound Round = Drawn.Round;

    private readonly FakeTimeProvider _clock = new(Given.Now);
    private readonly MemoryJournal _journal = new();
    private readonly MailboxEngine _engine;
    private readonly LiveVotes _votes;

    public ReactivationTests()
    {
        _engine = Start();
        _votes = new(_engine);
    }

    public async Task InitializeAsync()
    {
        foreach (var box in Round.Boxes)
        {
            Assert.Null((await _engine.SendAsync(Round.Box(box), Given.Stored("npc", box, 10 + box))).Refusal);
            Assert.Null((await _engine.SendAsync(Round.Box(box), new OpenBox(Given.Shape, Given.Window))).Refusal);
            Assert.Null((await _engine.SendAsync(Round.Box(box), Given.Ballot(box, "u1:AB", "u2:DD"))).Refusal);
        }
    }

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task A_reader_supplies_the_missing_reports_to_a_new_activation()
    {
        await AssertReadAsync("0: 2 0 0 0 0 2 0 0", "0: 0 0 0 2 0 0 0 2", "");
        Assert.Empty((await _engine.SendAsync(Round.Unit(2), new ViewUnitVotes(Round.BallotBoxes))).Answer.Missing);
        Assert.Empty((await _engine.SendAsync(Round.Criterion(1), new ViewCriterionVotes(3, Round.BallotBoxes))).Answer.Missing);
    }

    [Fact]
    public async Task A_reader_supplies_only_the_missing_box()
    {
        var sums = Drawn.Sums([new(0, 1, 0), new(0, 1, 0)]);
        await _engine.SendAsync(Round.Unit(0), new ObserveUnitVotes([new(0, 1_000, sums)]));
        var read = (await _votes.OfUnitsAsync(Round)).Answer[0];
        Assert.Equal(["0: 1 0 0 0 0 1 0 0", "1: 2 0 0 0 2 0 0 0"], read.Sums.Groups.Select(group => $"{group.Group}: {string.Join(' ', group.Marks)}"));
    }

    [Fact]
    public async Task Reported_votes_stay_in_memory_only_while_they_are_read()
    {
        await AssertReadAsync("0: 2 0 0 0 0 2 0 0", "0: 0 0 0 2 0 0 0 2", "");
        var all = _engine.LiveCount;
        Assert.Equal(Round.BallotBoxes + Round.Units.Count + 1, all);
        _clock.Advance(Limits.IdleAfter - TimeSpan.FromSeconds(1));
        Assert.Equal(all, _engine.LiveCount);
        for (var left = 1_000_000; _engine.LiveCount > 0; left--)
        {
            Assert.True(left > 0, "They were never deactivated.");
            _clock.Advance(Limits.IdleSweep);
            await Task.Yield();
        }

        Assert.Equal([0, 1], (await _engine.SendAsync(Round.Unit(0), new ViewUnitVotes(Round.BallotBoxes))).Answer.Missing);
        await AssertReadAsync("0: 2 0 0 0 0 2 0 0", "0: 0 0 0 2 0 0 0 2", "");
    }

    [Fact]
    public async Task Reported_votes_are_not_journaled_and_a_query_keeps_no_unit_in_memory()
    {
        await AssertReadAsync("0: 2 0 0 0 0 2 0 0", "0: 0 0 0 2 0 0 0 2", "");
        await foreach (var stream in _journal.ListStreamsAsync(""))
            Assert.StartsWith("box-", stream, StringComparison.Ordinal);

        var before = _engine.LiveCount;
        for (var number = 0; number < 100; number++)
            Assert.Equal([0], (await _engine.SendAsync(UnitGrain.Ref("small", $"nobody-{number}"), new ViewUnitVotes(1))).Answer.Missing);
        for (var left = 1_000_000; _engine.LiveCount > before; left--)
        {
            Assert.True(left > 0, "They stayed.");
            await Task.Yield();
        }
    }

    private MailboxEngine Start() => new(_journal, _clock, NullLogger<MailboxEngine>.Instance);

    private async Task AssertReadAsync(params string[] marks)
    {
        var units = (await _votes.OfUnitsAsync(Round)).Answer;
        Assert.Equal(marks, units.Select(unit => string.Join("; ", unit.Sums.Groups.Select(group => $"{group.Group}: {string.Join(' ', group.Marks)}"))));
        var criterion = (await _votes.OfCriterionAsync(Round, 1)).Answer;
        Assert.Equal(units.Select(unit => Drawn.Show(CriterionSums.Of(unit.Sums, 1, Round.DontKnow))), criterion.Units.Select(Drawn.Show));
    }
}
