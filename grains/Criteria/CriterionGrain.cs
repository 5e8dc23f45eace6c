using System.Buffers;
using System.Diagnostics;
using Evaluation.Ballots.Counting;
using Evaluation.Journal;
using Evaluation.Runtime;

namespace Evaluation.Criteria;

/// <summary>A criterion of a round as a grain: what the boxes tell of it across the units. Nothing of its own ever happens to it.</summary>
public sealed class CriterionGrain : IAggregate<CriterionState, CriterionCommand, NoEvent>
{
    public static CriterionState Start(GrainId id) => new();

    public static Decision<NoEvent> Decide(CriterionState state, CriterionCommand command) => command switch
    {
        TellCriterionVotes or ViewCriterionVotes => Decision<NoEvent>.NothingToDo,
        _ => throw new UnreachableException(command.GetType().Name),
    };

    public static CriterionState Evolve(CriterionState state, NoEvent happened) => throw new UnreachableException();

    public static bool Hear(CriterionState state, CriterionCommand command) => command is TellCriterionVotes told && state.Hear(told);

    public static object Answer(CriterionState state, CriterionCommand command) => command switch
    {
        TellCriterionVotes => Done.It,
        ViewCriterionVotes view => state.View(view),
        _ => throw new UnreachableException(command.GetType().Name),
    };

    public static int Format => 1;

    public static void Write(NoEvent happened, IBufferWriter<byte> to) => throw new UnreachableException();

    public static IEnumerable<NoEvent> Read(JournalEntry entry) => throw new InvalidDataException($"Stream '{entry.Stream}' holds events, and nothing ever happens to a criterion.");
}

/// <summary>The event of a grain to which nothing happens: there is none.</summary>
public sealed class NoEvent
{
    private NoEvent()
    {
    }
}

/// <summary>What a criterion was told, by unit and box.</summary>
public sealed class CriterionState
{
    private readonly List<ByBox<CriterionSums>> _units = [];

    internal bool Hear(TellCriterionVotes told)
    {
        foreach (var box in told.Boxes)
        {
            foreach (var (unit, sums) in box.Units)
                Unit(unit).Hear(box.Box, box.Version, sums);
        }
        return _units.Count > 0;
    }

    internal CriterionVotes View(ViewCriterionVotes view)
    {
        var units = Enumerable.Range(0, view.Units).Select(unit => unit < _units.Count ? _units[unit] : new(CriterionSums.Sum)).ToList();
        return new(
            units.Sum(unit => unit.Version),
            [.. units.Select(unit => unit.Sum)],
            [.. units.SelectMany(unit => unit.Missing(view.BallotBoxes)).Distinct().Order()]);
    }

    private ByBox<CriterionSums> Unit(int unit)
    {
        while (_units.Count <= unit)
            _units.Add(new(CriterionSums.Sum));
        return _units[unit];
    }
}
