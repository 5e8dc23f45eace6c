using Evaluation.Criteria;
using Evaluation.Runtime;
using Evaluation.Units;

namespace Evaluation.Workflows.Live;

/// <summary>
/// Reads the reported votes of units and criteria. When one lacks the totals of some boxes, because it was activated again, the reader
/// reports them to it first; so a reader gets complete sums.
/// </summary>
public sealed class LiveVotes(IEngine engine)
{
    /// <summary>The reported votes of every unit of the round, in the rules' order, even if some are missing.</summary>
    public ValueTask<Outcome<UnitVotes[]>> KnownAsync(VotedRound round) =>
        FanOut.SendAsync([.. Enumerable.Range(0, round.Units.Count)], unit => engine.SendAsync(round.Unit(unit), new ViewUnitVotes(round.BallotBoxes)));

    /// <summary>The same with nothing missing; refused as busy when reports stay missing.</summary>
    public async ValueTask<Outcome<UnitVotes[]>> OfUnitsAsync(VotedRound round)
    {
        for (var attempt = 0; attempt < Limits.TurnAttempts; attempt++)
        {
            var known = await KnownAsync(round);
            if (known.IsRefused(out _))
                return known;
            var gaps = (from unit in known.Answer.Index() from box in unit.Item.Missing select (Box: box, Unit: unit.Index)).ToLookup(gap => gap.Box, gap => gap.Unit);
            if (gaps.Count == 0)
                return known;
            var reported = await ReportToUnitsAsync(round, gaps);
            if (reported.IsRefused(out var refusal))
                return refusal;
        }
        return Refusal.Busy;
    }

    /// <summary>The reported votes on a criterion with nothing missing; refused as busy when reports stay missing.</summary>
    /// <param name="criterion">Its place on the paper.</param>
    public async ValueTask<Outcome<CriterionVotes>> OfCriterionAsync(VotedRound round, int criterion)
    {
        for (var attempt = 0; attempt < Limits.TurnAttempts; attempt++)
        {
            var known = await engine.SendAsync(round.Criterion(criterion), new ViewCriterionVotes(round.Units.Count, round.BallotBoxes));
            if (known.IsRefused(out _) || known.Answer.Missing.Count == 0)
                return known;
            foreach (var box in known.Answer.Missing)
            {
                var reported = await ReportToCriterionAsync(round, criterion, box);
                if (reported.IsRefused(out var refusal))
                    return refusal;
            }
        }
        return Refusal.Busy;
    }

    private async ValueTask<Outcome<Nothing[]>> ReportToUnitsAsync(VotedRound round, ILookup<int, int> gaps)
    {
        var read = await FanOut.SendAsync([.. gaps], gap => BoxReading.ReadAsync(engine, round, gap.Key, Ballots.ViewVotes.Ever, [.. gap]));
        if (read.IsRefused(out var refusal))
            return refusal;
        var byUnit = read.Answer.SelectMany(box => box.Units).GroupBy(unit => unit.Unit, unit => unit.Sums);
        return await FanOut.SendAsync([.. byUnit], unit => engine.SendAsync(round.Unit(unit.Key), new ObserveUnitVotes([.. unit])));
    }

    private async ValueTask<Outcome<Nothing>> ReportToCriterionAsync(VotedRound round, int criterion, int box)
    {
        var read = await BoxReading.ReadAsync(engine, round, box, Ballots.ViewVotes.Ever, [.. Enumerable.Range(0, round.Units.Count)]);
        return read.IsRefused(out var refusal)
            ? refusal
            : await engine.SendAsync(round.Criterion(criterion), new ObserveCriterionVotes(Sums(round, criterion, read.Answer.Units)));
    }

    /// <summary>The part of the boxes' answers that concerns one criterion.</summary>
    internal static IReadOnlyList<BoxCriterionSums> Sums(VotedRound round, int criterion, IEnumerable<(int Unit, BoxSums Sums)> units) =>
    [
        .. units.GroupBy(unit => (unit.Sums.Box, unit.Sums.Version)).Select(box => new BoxCriterionSums(
            box.Key.Box,
            box.Key.Version,
            [.. box.Select(unit => new UnitCriterionSums(unit.Unit, round.OfCriterion(unit.Unit, unit.Sums.Sums, criterion)))])),
    ];
}
