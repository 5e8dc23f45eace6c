using Evaluation.Ballots.Counting;
using Evaluation.Runtime;

namespace Evaluation.Ballots.Records;

/// <summary>
/// The slips of some neighbouring units in a sealed box, for the record. Refused with <see cref="RefusalCode.WrongState"/> before the box
/// is sealed.
/// </summary>
/// <param name="From">The index of the first unit in the rules.</param>
/// <param name="Count">The most units of the answer; at the end of the rules there are fewer.</param>
public sealed record ViewSealedUnits(int From, int Count) : IQuery<BallotBox, SealedUnits>
{
    public Outcome<SealedUnits> Answer(BallotBox state)
    {
        if (!state.IsSealed || state.Shape is not { } shape)
            return new Refusal(RefusalCode.WrongState, "The box is not sealed yet.");
        var units = Enumerable.Range(From, Math.Clamp(shape.Units.Count - From, 0, Count));
        return new SealedUnits([.. units.Select(unit => new UnitCounts(
            PatternBytes.Write([.. state.Tally.Of(unit).Select(slips => new PatternCount(slips.Key.Group, slips.Key.Marks, slips.Value))]),
            state.Uniform(unit) is { } uniform ? PatternBytes.Write([.. uniform]) : null,
            state.CountComments(unit)))]);
    }
}

public sealed record SealedUnits(IReadOnlyList<UnitCounts> Units);

/// <summary>The numbers of a sealed box. Refused with <see cref="RefusalCode.WrongState"/> before.</summary>
public sealed record ViewSealedTotals : IQuery<BallotBox, RecordTotals>
{
    public Outcome<RecordTotals> Answer(BallotBox state)
    {
        if (!state.IsSealed)
            return new Refusal(RefusalCode.WrongState, "The box is not sealed yet.");
        var (cast, leftOut) = (0, 0);
        foreach (var (_, _, holding) in state.Holdings)
            (cast, leftOut) = (cast + (holding.Standing.IsEmpty ? 0 : 1), leftOut + (holding.IsLeftOut ? 1 : 0));
        return new RecordTotals(state.Groups, state.RatersByCell, state.Groups.Sum(group => group.Voted), state.Tally.Slips, state.Sequence - cast, leftOut);
    }
}
