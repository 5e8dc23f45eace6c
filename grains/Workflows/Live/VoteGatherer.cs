using Evaluation.Ballots;
using Evaluation.Ballots.Counting;
using Evaluation.Ballots.Records;
using Evaluation.Runtime;
using Evaluation.Scoring;
using Evaluation.Scoring.Votes;
using Evaluation.Workflows.Recording;

namespace Evaluation.Workflows.Live;

/// <summary>
/// Adds up a sealed round's votes, for the result and for every later view of it: from its sealed record, or from its boxes where the round
/// has none. Neither ever changes.
/// </summary>
public sealed class VoteGatherer(IEngine engine)
{
    /// <summary>
    /// The sums of the units by index, in the order given; of all units in the rules' order when none are given. Refused with
    /// <see cref="RefusalCode.WrongState"/> while a box may still change.
    /// </summary>
    public async ValueTask<Outcome<VoteSums[]>> SumsAsync(VotedRound round, IReadOnlyList<int>? units = null)
    {
        var wanted = units ?? [.. Enumerable.Range(0, round.Units.Count)];
        if (round.Criteria.Count == 0)
            return wanted.Select(_ => VoteSums.None).ToArray();
        var found = await new SealedSource(engine).FindAsync(round.Id);
        if (found.IsRefused(out var refusal))
            return refusal;
        return found.Answer.IsRecorded ? await OfRecordAsync(round, wanted) : await OfBoxesAsync(round, wanted);
    }

    private async ValueTask<Outcome<VoteSums[]>> OfRecordAsync(VotedRound round, IReadOnlyList<int> wanted)
    {
        var sums = new List<VoteSums>(wanted.Count);
        while (sums.Count < wanted.Count)
        {
            var read = await engine.SendAsync(RecordGrain.Ref(round.Id), new ViewRecordedVotes(round.Scale, [.. wanted.Skip(sums.Count)], round.Classes));
            if (read.IsRefused(out var refusal))
                return refusal;
            sums.AddRange(read.Answer.Units.Select(unit => unit.Sums));
        }
        return sums.ToArray();
    }

    private async ValueTask<Outcome<VoteSums[]>> OfBoxesAsync(VotedRound round, IReadOnlyList<int> wanted)
    {
        var read = await FanOut.SendAsync([.. round.Boxes], box => BoxReading.ReadAsync(engine, round, box, ViewVotes.Ever, wanted));
        if (read.IsRefused(out var refusal))
            return refusal;
        if (read.Answer.Any(box => !box.IsSealed))
            return new Refusal(RefusalCode.WrongState, "A box is tallied when it has been sealed.");
        var byUnit = read.Answer.SelectMany(box => box.Units).ToLookup(unit => unit.Unit, unit => unit.Sums.Sums);
        return wanted.Select(unit => VoteSums.Sum([.. byUnit[unit]])).ToArray();
    }

    /// <summary>The same as counts by group, the input of scoring.</summary>
    internal async ValueTask<Outcome<GroupCount[][]>> CountsAsync(ScoringRules rules, IReadOnlyList<int>? units = null)
    {
        var sums = await SumsAsync(VotedRound.Of(rules.Round), units);
        if (sums.IsRefused(out var refusal))
            return refusal;
        var counted = units is null ? rules.Round.Units : units.Select(unit => rules.Round.Units[unit]);
        return counted.Zip(sums.Answer, (unit, unitSums) => GroupCount.ByGroup(rules.Of(unit), unitSums)).ToArray();
    }
}
