using System.Diagnostics;
using Evaluation.Criteria;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Units;

namespace Evaluation.Workflows.Live;

/// <summary>
/// Tells units and criteria what has changed in the boxes of this process: some times a second, whatever the vote rate, and for a small part of the time.
/// </summary>
/// <remarks>
/// <para>
/// A box is read on from where its last report was acknowledged by all who had to be told; a report that failed in part is made again as a whole. The
/// last change of a box is its seal, so after that report there is nothing more to tell.
/// </para>
/// <para>
/// A round whose scores nobody may see before the close is not reported at all: nobody could read it, and after the close the boxes themselves are
/// asked. Ballots never wait for a report, and none fails because of one.
/// </para>
/// </remarks>
/// <param name="changed">Where the engine notes the boxes that appended.</param>
public sealed class VoteReporter(IEngine engine, ChangedBoxes changed)
{
    // Null for a round that nobody may look at before the close.
    private readonly Dictionary<string, ReportedRound?> _rounds = new(StringComparer.Ordinal);

    /// <summary>Reports until it is cancelled. A pass that fails unexpectedly is told to <paramref name="report"/>, and the next one makes up for it.</summary>
    public async Task RunAsync(TimeProvider clock, Action<Exception> report, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            var began = Stopwatch.GetTimestamp();
            try
            {
                await PassAsync();
            }
            catch (Exception failure)
            {
                report(failure);
            }
            var rest = Limits.ReportRest * Stopwatch.GetElapsedTime(began);
            await Task.Delay(rest > Limits.ReportInterval ? rest : Limits.ReportInterval, clock, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Tells everything that changed up to now. One pass at a time.</summary>
    public async Task PassAsync()
    {
        var boxes = changed.Take();
        foreach (var round in boxes.GroupBy(box => box.Round))
        {
            var isTold = false;
            try
            {
                isTold = await ReportAsync(round.Key, [.. round]);
            }
            finally
            {
                foreach (var box in isTold ? [] : round.ToArray())
                    changed.NoteAgain(box);
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
            _rounds.Add(id, round = rules.Answer.Visibility == Visibility.Sealed ? null : new(VotedRound.Of(rules.Answer)));
        }
        return round is null || await ReportAsync(round, boxes);
    }

    /// <summary>Refused with <see cref="RefusalCode.WrongState"/> while they may still change: there are no votes then.</summary>
    private async ValueTask<Outcome<RoundRules>> FrozenRulesAsync(string id)
    {
        var view = await engine.SendAsync(GrainId.Round(id), ViewRound.Now);
        if (view.IsRefused(out var refusal))
            return refusal;
        return view.Answer.State == RoundState.Draft
            ? RoundDecider.WrongState(view.Answer.State, "be counted")
            : await engine.SendAsync(GrainId.Round(id), ViewRules.Now);
    }

    private async Task<bool> ReportAsync(ReportedRound round, ChangedBox[] boxes)
    {
        var began = Stopwatch.GetTimestamp();
        var read = await Together.AskAsync(boxes, box => BoxReading.ReadAsync(engine, round.Votes, box.Number, round.Cursor(box.Number)));
        if (read.IsRefused(out _))
            return false;
        var changes = read.Answer.SelectMany(box => box.Units).ToList();
        var units = await Together.AskAsync(
            [.. changes.GroupBy(unit => unit.Unit, unit => unit.Sums)], unit => engine.SendAsync(round.Votes.Unit(unit.Key), new TellUnitVotes([.. unit])));
        var criteria = changes.Count == 0 ? new() : await Together.AskAsync(
            [.. Enumerable.Range(0, round.Votes.Criteria.Count)],
            criterion => engine.SendAsync(round.Votes.Criterion(criterion), new TellCriterionVotes(LiveVotes.Sums(round.Votes, criterion, changes))));
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

    /// <summary>How far the boxes of a round have been reported.</summary>
    private sealed class ReportedRound(VotedRound votes)
    {
        private readonly Dictionary<int, long> _cursors = [];

        public VotedRound Votes => votes;

        /// <summary>Whether every box that was reported has reported its seal.</summary>
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
