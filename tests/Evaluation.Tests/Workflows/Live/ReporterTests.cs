using Evaluation.Ballots;
using Evaluation.Ballots.Counting;
using Evaluation.Criteria;
using Evaluation.Cuts;
using Evaluation.Embedded.Engine;
using Evaluation.Journal;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Units;
using Evaluation.Workflows;
using Evaluation.Workflows.Live;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.Workflows.Live;

/// <summary>The reporter between the boxes of a process and the units and criteria of a round with public scores.</summary>
public sealed class ReporterTests : IAsyncLifetime
{
    private const int Voters = 6;

    private static readonly RoundRules Watched = Given.Rules with { Visibility = Visibility.Public, BallotBoxes = 3 };
    private static readonly VotedRound Round = VotedRound.Of(Watched);

    private readonly FakeTimeProvider _clock = new(Given.Now);
    private readonly ChangedBoxes _changed = new();
    private readonly MailboxEngine _engine;

    public ReporterTests() => _engine = Start();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task Only_changes_are_reported_to_units_and_criteria()
    {
        await OpenAsync(Watched);
        var (reporter, line) = Reporter();
        await CastAsync(Given.Ballot(0, "u1:AB", "u3:CD"));
        await reporter.PassAsync(Fail);
        Assert.Equal(["criterion-small.duty", "criterion-small.style", "unit-small.u1", "unit-small.u3"], Reported(line));
        Assert.Equal([1, 0, 1], await SlipsAsync());

        await reporter.PassAsync(Fail);
        Assert.Empty(Reported(line));
        await CastAsync(Given.Ballot(1, "u3:AA"), Given.Ballot(2, "u3:AA"));
        await reporter.PassAsync(Fail);
        Assert.Equal(["criterion-small.duty", "criterion-small.style", "unit-small.u3"], Reported(line));
        Assert.Equal([1, 0, 3], await SlipsAsync());
    }

    [Fact]
    public async Task A_ballot_that_changes_nothing_is_not_reported()
    {
        await OpenAsync(Watched);
        var (reporter, line) = Reporter();
        await CastAsync(Given.Ballot(0, "u1:AB"));
        await reporter.PassAsync(Fail);
        Reported(line);
        await CastAsync(Given.Ballot(0, "u1:AB"));
        await reporter.PassAsync(Fail);
        Assert.Empty(line.Sent);
    }

    [Fact]
    public async Task A_round_without_visible_scores_is_not_reported()
    {
        await OpenAsync(Watched with { Visibility = Visibility.Sealed });
        var (reporter, line) = Reporter();
        await CastAsync(Given.Ballot(0, "u1:AB"));
        await reporter.PassAsync(Fail);
        Assert.Equal(["round-small", "round-small"], line.Sent.Select(sent => sent.Grain.Stream));
        await CastAsync(Given.Ballot(1, "u1:AB"));
        await reporter.PassAsync(Fail);
        Assert.Equal(2, line.Sent.Count);
    }

    [Fact]
    public async Task The_turnout_of_a_round_without_visible_scores_is_kept_once_an_hour()
    {
        await OpenAsync(Watched with { Visibility = Visibility.Sealed });
        var (reporter, _) = Reporter();
        await CastAsync(Given.Ballot(0, "u1:AB"));
        await reporter.PassAsync(Fail);
        var hours = new List<int>();
        foreach (var minutes in new[] { 30, 61, 90, 125 })
        {
            await reporter.TakeCutsAsync(Given.Now.AddMinutes(minutes), Fail);
            hours.Add((await _engine.SendAsync(CutGrain.Ref(Round.Id), new ViewPastTurnout())).Answer.Hours.Count);
        }
        Assert.Equal([0, 1, 1, 2], hours);
        Assert.Empty((await _engine.SendAsync(CutGrain.Ref(Round.Id), new ViewCut())).Answer.Units);
    }

    [Fact]
    public async Task Credentials_of_a_draft_are_not_reported()
    {
        await _engine.SendAsync(RoundGrain.Ref(Round.Id), new CreateRound(Watched, Given.Now, Given.Administrator));
        await _engine.SendAsync(Round.Box(0), Given.Stored("npc", 1));
        var (reporter, line) = Reporter();
        await reporter.PassAsync(Fail);
        Assert.Equal(["round-small"], line.Sent.Select(sent => sent.Grain.Stream));
        Assert.Empty(_changed.Take());
    }

    [Fact]
    public async Task Sealing_triggers_a_last_report()
    {
        var clerk = await OpenAsync(Watched);
        var (reporter, line) = Reporter();
        await CastAsync(Given.Ballot(0, "u1:AB"));
        await reporter.PassAsync(Fail);
        await CastAsync(Given.Ballot(0, "u1:BB"), Given.Ballot(1, "u2:BB"));
        Assert.Equal(RoundState.Sealed, (await clerk.MoveAsync(Round.Id, RoundState.Sealed, Given.Administrator, null)).Answer.State);
        await reporter.PassAsync(Fail);
        Assert.Equal([1, 1, 0], await SlipsAsync());
        Assert.Equal(await TalliedAsync(), await KnownAsync());

        Reported(line);
        await reporter.PassAsync(Fail);
        Assert.Empty(line.Sent);
    }

    [Fact]
    public async Task The_next_report_makes_up_for_lost_repeated_and_unanswered_reports()
    {
        await OpenAsync(Watched);
        for (var seed = 1; seed <= 60; seed++)
        {
            var random = new Random(seed);
            var (reporter, line) = Reporter(random);
            for (var pass = random.Next(1, 6); pass > 0; pass--)
            {
                for (var left = random.Next(4); left > 0; left--)
                    await CastAsync(new CastBallot(Given.Credential(random.Next(Voters)), Given.Now, Slips(random)));
                line.FaultPercent = pass == 1 ? 0 : 25;
                await reporter.PassAsync(Fail);
            }
            Assert.True((await TalliedAsync()).SequenceEqual(await KnownAsync()), $"seed {seed}");
            Assert.Empty(_changed.Take());
        }
    }

    [Fact]
    public async Task A_restarted_reporter_reports_everything_again()
    {
        await OpenAsync(Watched);
        await CastAsync(Given.Ballot(0, "u1:AB"));
        await Reporter().Reporter.PassAsync(Fail);
        await CastAsync(Given.Ballot(0, "u2:AB"));
        var (another, line) = Reporter();
        await another.PassAsync(Fail);
        Assert.Equal(["criterion-small.duty", "criterion-small.style", "unit-small.u1", "unit-small.u2"], Reported(line));
    }

    [Fact]
    public async Task The_reporter_runs_several_times_a_second_until_it_is_stopped()
    {
        await OpenAsync(Watched);
        var (reporter, _) = Reporter();
        using var stop = new CancellationTokenSource();
        var running = reporter.RunAsync(_clock, Fail, stop.Token);
        await CastAsync(Given.Ballot(0, "u1:AB"));
        for (var left = 1_000_000; (await SlipsAsync())[0] == 0; left--)
        {
            Assert.True(left > 0, "It was never reported.");
            _clock.Advance(Limits.ReportInterval);
        }
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task A_round_that_fails_unexpectedly_stops_neither_another_round_nor_the_cuts()
    {
        var other = Watched with { Id = "other" };
        await OpenAsync(Watched);
        await OpenAsync(other);
        var broken = new BrokenRoundEngine(_engine);
        var reporter = new VoteReporter(broken, _changed);
        await CastAsync(Given.Ballot(0, "u1:AB"));
        await reporter.PassAsync(Fail);
        foreach (var (id, healthy) in new[] { (Watched.Id, other), (other.Id, Watched) })
        {
            broken.Broken = id;
            _changed.Note(BoxGrain.Ref(Watched.Id, 0));
            _changed.Note(BoxGrain.Ref(other.Id, 0));
            broken.Asked.Clear();
            List<string> failed = [];
            using var stop = new CancellationTokenSource();
            _clock.Advance(Limits.CutCheck);
            var running = reporter.RunAsync(_clock, (round, _) => failed.Add(round), stop.Token);
            await Eventually.IsTrueAsync(() => Task.FromResult(broken.Asked.Contains(healthy.Id)), "the cut of the healthy round");
            await stop.CancelAsync();
            await running;
            Assert.Contains(id, failed);
            Assert.DoesNotContain(healthy.Id, failed);
            Assert.Contains(_changed.Take(), box => box.Round == id);
        }
    }

    private static void Fail(string round, Exception failure) => throw new InvalidOperationException(round, failure);

    private async Task<RoundClerk> OpenAsync(RoundRules rules)
    {
        var clerk = new RoundClerk(_engine, _clock);
        await _engine.SendAsync(RoundGrain.Ref(rules.Id), new CreateRound(rules, Given.Now, Given.Administrator));
        for (var voter = 0; voter < Voters; voter++)
            await _engine.SendAsync(Round.Box(BoxOf(voter)), Given.Stored(voter % 2 == 0 ? "npc" : "users", voter));
        Assert.Equal(RoundState.Voting, (await clerk.MoveAsync(rules.Id, RoundState.Voting, Given.Administrator, null)).Answer.State);
        return clerk;
    }

    private async Task CastAsync(params CastBallot[] ballots)
    {
        foreach (var ballot in ballots)
            Assert.Null((await _engine.SendAsync(Round.Box(ballot.Credential.Box(Round.BallotBoxes)), ballot)).Refusal);
    }

    private (VoteReporter Reporter, LossyEngine Line) Reporter(Random? random = null)
    {
        var line = new LossyEngine(_engine, random ?? new Random(1));
        return (new(line, _changed), line);
    }

    /// <summary>The names of the grains that received a report since the last call.</summary>
    private static List<string> Reported(LossyEngine line)
    {
        List<string> received = [.. line.Sent.Where(sent => sent.Command is ObserveUnitVotes or ObserveCriterionVotes).Select(sent => sent.Grain.Stream).Order(StringComparer.Ordinal)];
        line.Sent.Clear();
        return received;
    }

    private async Task<List<long>> SlipsAsync() => [.. (await UnitsAsync()).Select(unit => unit.Groups.Sum(group => group.Slips))];

    private async Task<IEnumerable<string>> KnownAsync()
    {
        var units = (await UnitsAsync()).ToList();
        var criterion = (await _engine.SendAsync(Round.Criterion(1), new ViewCriterionVotes(Round.Units.Count, Round.BallotBoxes))).Answer;
        Assert.Equal(units.Select(unit => Drawn.Show(CriterionSums.Of(unit, 1, Round.DontKnow))), criterion.Units.Select(Drawn.Show));
        return units.Select(Drawn.Show);
    }

    private async Task<IEnumerable<VoteSums>> UnitsAsync() =>
        (await Task.WhenAll(Enumerable.Range(0, Round.Units.Count).Select(unit => _engine.SendAsync(Round.Unit(unit), new ViewUnitVotes(Round.BallotBoxes)).AsTask())))
            .Select(unit => unit.Answer.Sums);

    /// <summary>The sums of the boxes.</summary>
    private async Task<List<string>> TalliedAsync()
    {
        var sums = new List<VoteSums[]>();
        foreach (var box in Round.Boxes)
            sums.Add([.. (await _engine.SendAsync(Round.Box(box), new ViewVotes(ViewVotes.Ever, Round.Scale))).Answer.Units.OrderBy(unit => unit.Unit).Select(unit => unit.Sums)]);
        return [.. Enumerable.Range(0, Round.Units.Count).Select(unit => Drawn.Show(VoteSums.Sum([.. sums.Select(box => box[unit])])))];
    }

    private static byte[] Slips(Random random) =>
        [.. Enumerable.Range(0, Round.Units.Count).Where(unit => unit == 0 || random.Next(2) == 0).SelectMany(unit => Given.Slip(unit, [(byte)random.Next(4), (byte)random.Next(4)]))];

    private static int BoxOf(int voter) => Given.Credential(voter).Box(Round.BallotBoxes);

    private MailboxEngine Start() => new(new MemoryJournal(), _clock, NullLogger<MailboxEngine>.Instance, _changed);
}
