using Evaluation.Ballots.Counting;
using Evaluation.Criteria;
using Evaluation.Runtime;
using Evaluation.Units;

namespace Evaluation.Workflows.Live;

/// <summary>
/// Reads what units and criteria know of the votes. One that woke without the totals of some boxes is told them first, by the reader, so whoever reads
/// gets the whole.
/// </summary>
public sealed class LiveVotes(IEngine engine)
{
    /// <summary>What every unit of the round knows, in the rules' order, whatever is missing.</summary>
    public ValueTask<Outcome<UnitVotes[]>> KnownAsync(VotedRound round) =>
        Together.AskAsync([.. Enumerable.Range(0, round.Units.Count)], unit => engine.SendAsync(round.Unit(unit), new ViewUnitVotes(round.BallotBoxes)));

    /// <summary>The same with nothing missing; refused as busy when that cannot be reached.</summary>
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
            var told = await TellUnitsAsync(round, gaps);
            if (told.IsRefused(out var refusal))
                return refusal;
        }
        return Refusal.Busy;
    }

    /// <summary>What a criterion knows, with nothing missing; refused as busy when that cannot be reached.</summary>
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
                var told = await TellCriterionAsync(round, criterion, box);
                if (told.IsRefused(out var refusal))
                    return refusal;
            }
        }
        return Refusal.Busy;
    }

    private async ValueTask<Outcome<Done[]>> TellUnitsAsync(VotedRound round, ILookup<int, int> gaps)
    {
        var read = await Together.AskAsync([.. gaps], gap => BoxReading.ReadAsync(engine, round, gap.Key, Ballots.ViewVotes.Ever, [.. gap]));
        if (read.IsRefused(out var refusal))
            return refusal;
        var byUnit = read.Answer.SelectMany(box => box.Units).GroupBy(unit => unit.Unit, unit => unit.Sums);
        return await Together.AskAsync([.. byUnit], unit => engine.SendAsync(round.Unit(unit.Key), new TellUnitVotes([.. unit])));
    }

    private async ValueTask<Outcome<Done>> TellCriterionAsync(VotedRound round, int criterion, int box)
    {
        var read = await BoxReading.ReadAsync(engine, round, box, Ballots.ViewVotes.Ever, [.. Enumerable.Range(0, round.Units.Count)]);
        return read.IsRefused(out var refusal)
            ? refusal
            : await engine.SendAsync(round.Criterion(criterion), new TellCriterionVotes(Sums(round, criterion, read.Answer.Units)));
    }

    /// <summary>A criterion's part of what boxes answered.</summary>
    internal static IReadOnlyList<BoxCriterionSums> Sums(VotedRound round, int criterion, IEnumerable<(int Unit, BoxSums Sums)> units) =>
    [
        .. units.GroupBy(unit => (unit.Sums.Box, unit.Sums.Version)).Select(box => new BoxCriterionSums(
            box.Key.Box,
            box.Key.Version,
            [.. box.Select(unit => new UnitCriterionSums(unit.Unit, CriterionSums.Of(unit.Sums.Sums, criterion, round.DontKnow)))])),
    ];
}
