using System.Diagnostics;
using Evaluation.Criteria;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Units;

namespace Evaluation.Workflows.Live;

/// <summary>
/// Reports the changes in the boxes of this process to units and criteria, a few times a second whatever the vote rate, in a small part of
/// the time.
/// </summary>
/// <remarks>
/// <para>
/// A box is read from the point where its last report was acknowledged by all units and criteria; a report that failed in part is repeated
/// as a whole. The last change of a box is its seal, so after that report nothing more is reported.
/// </para>
/// <para>
/// A round whose scores nobody may see before the close is not reported: nobody could read the reports, and after the close the sums are
/// read from the boxes. Ballots never wait for a report, and none fails because of one.
/// </para>
/// </remarks>
/// <param name="changed">The boxes that have appended events.</param>
public sealed class VoteReporter(IEngine engine, ChangedBoxes changed)
{
    // Null for a round whose scores nobody may see before the close.
    private readonly Dictionary<string, ReportedRound?> _rounds = new(StringComparer.Ordinal);
    // The rounds of which only the turnout is kept, with the time before which nothing is due.
    private readonly Dictionary<string, (RoundRules Rules, VotedRound Votes, DateTimeOffset NextCheck)> _turnouts = new(StringComparer.Ordinal);
    private readonly CutTaker _cuts = new(engine);

    /// <summary>
    /// Reports and takes cuts until it is cancelled. A round that fails unexpectedly is given to <paramref name="report"/>; the next pass
    /// repeats what was not done for it, and the other rounds and the cuts go on.
    /// </summary>
    public async Task RunAsync(TimeProvider clock, Action<string, Exception> report, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            var (began, now) = (Stopwatch.GetTimestamp(), clock.GetUtcNow());
            await PassAsync(report);
            await TakeCutsAsync(now, report);
            var rest = Limits.ReportRest * Stopwatch.GetElapsedTime(began);
            await Task.Delay(rest > Limits.ReportInterval ? rest : Limits.ReportInterval, clock, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Reports everything that changed up to now. One pass at a time.</summary>
    /// <param name="report">Receives a round that failed unexpectedly. The next pass reports its boxes again.</param>
    public async Task PassAsync(Action<string, Exception> report)
    {
        var boxes = changed.Take();
        foreach (var round in boxes.GroupBy(box => box.Round))
        {
            var isReported = false;
            try
            {
                isReported = await ReportAsync(round.Key, [.. round]);
            }
            catch (Exception failure)
            {
                report(round.Key, failure);
            }
            foreach (var box in isReported ? [] : round.ToArray())
                changed.NoteAgain(box);
        }
    }

    /// <summary>
    /// Takes the cuts that are due, from what has been reported. After a pass that began at this time or later, a cut has all ballots that
    /// the boxes of this process had acknowledged.
    /// </summary>
    /// <param name="now">The server's clock.</param>
    /// <param name="report">Receives a round that failed unexpectedly. The next call tries again.</param>
    public async Task TakeCutsAsync(DateTimeOffset now, Action<string, Exception> report)
    {
        foreach (var round in _rounds.Values.OfType<ReportedRound>().Where(round => now >= round.NextCutCheck).ToArray())
        {
            try
            {
                var next = await _cuts.TakeAsync(round.Rules, round.Votes, now);
                // After a refusal the next pass tries again.
                if (!next.IsRefused(out _))
                    round.NextCutCheck = next.Answer.CheckAt;
            }
            catch (Exception failure)
            {
                report(round.Votes.Id, failure);
            }
        }
        foreach (var (id, (rules, votes, _)) in _turnouts.Where(round => now >= round.Value.NextCheck).ToArray())
        {
            try
            {
                var next = await _cuts.KeepTurnoutAsync(rules, votes, now);
                if (next.IsRefused(out _))
                    continue;
                if (next.Answer is { } later)
                    _turnouts[id] = (rules, votes, later.CheckAt);
                else
                    _turnouts.Remove(id);
            }
            catch (Exception failure)
            {
                report(id, failure);
            }
        }
    }

    private async Task<bool> ReportAsync(string id, ChangedBox[] boxes)
    {
        if (!_rounds.TryGetValue(id, out var round))
        {
            var rules = await FrozenRulesAsync(id);
            if (rules.IsRefused(out var refusal))
                return refusal.Code is RefusalCode.WrongState or RefusalCode.NoSuchRound;
            _rounds.Add(id, round = rules.Answer.Visibility == Visibility.Sealed ? null : new(rules.Answer));
            if (round is null)
                _turnouts[id] = (rules.Answer, VotedRound.Of(rules.Answer), default);
        }
        return round is null || await ReportAsync(round, boxes);
    }

    /// <summary>Refused with <see cref="RefusalCode.WrongState"/> while the rules may still change: there are no votes then.</summary>
    private async ValueTask<Outcome<RoundRules>> FrozenRulesAsync(string id)
    {
        var view = await engine.SendAsync(RoundGrain.Ref(id), new ViewRound());
        if (view.IsRefused(out var refusal))
            return refusal;
        return view.Answer.State == RoundState.Draft
            ? RoundDecider.WrongState(view.Answer.State, "be counted")
            : await engine.SendAsync(RoundGrain.Ref(id), new ViewRules());
    }

    private async Task<bool> ReportAsync(ReportedRound round, ChangedBox[] boxes)
    {
        var began = Stopwatch.GetTimestamp();
        var read = await FanOut.SendAsync(boxes, box => BoxReading.ReadAsync(engine, round.Votes, box.Number, round.Cursor(box.Number)));
        if (read.IsRefused(out _))
            return false;
        var changes = read.Answer.SelectMany(box => box.Units).ToList();
        var units = await FanOut.SendAsync(
            [.. changes.GroupBy(unit => unit.Unit, unit => unit.Sums)], unit => engine.SendAsync(round.Votes.Unit(unit.Key), new ObserveUnitVotes([.. unit])));
        var criteria = changes.Count == 0 ? new() : await FanOut.SendAsync(
            [.. Enumerable.Range(0, round.Votes.Criteria.Count)],
            criterion => engine.SendAsync(round.Votes.Criterion(criterion), new ObserveCriterionVotes(LiveVotes.Sums(round.Votes, criterion, changes))));
        if (units.IsRefused(out _) || criteria.IsRefused(out _))
            return false;
        foreach (var (box, reading) in boxes.Zip(read.Answer))
        {
            round.Acknowledge(box.Number, reading);
            Meters.TallyLagSeconds.Record(Stopwatch.GetElapsedTime(box.Since).TotalSeconds);
        }
        Meters.ReportSeconds.Record(Stopwatch.GetElapsedTime(began).TotalSeconds);
        if (round.IsDone)
            _rounds.Remove(round.Votes.Id);
        return true;
    }

    /// <summary>Up to which version each box of a round has been reported.</summary>
    private sealed class ReportedRound(RoundRules rules)
    {
        private readonly Dictionary<int, long> _cursors = [];

        public RoundRules Rules => rules;

        public VotedRound Votes { get; } = VotedRound.Of(rules);

        /// <summary>Before this time no cut is due.</summary>
        public DateTimeOffset NextCutCheck { get; set; }

        /// <summary>Whether the seal of every reported box has been reported.</summary>
        public bool IsDone => _cursors.Count == 0;

        public long Cursor(int box) => _cursors.GetValueOrDefault(box);

        public void Acknowledge(int box, BoxReading reading)
        {
            if (reading.IsSealed)
                _cursors.Remove(box);
            else
                _cursors[box] = reading.Through;
        }
    }
}
