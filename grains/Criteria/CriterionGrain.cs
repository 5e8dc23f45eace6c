using System.Buffers;
using System.Diagnostics;
using Evaluation.Ballots.Counting;
using Evaluation.Journal;
using Evaluation.Runtime;

namespace Evaluation.Criteria;

/// <summary>A criterion of a round as a grain: the totals that boxes report for it. It has no commands and no events.</summary>
public sealed class CriterionGrain : IAggregate<CriterionState, NoCommand, NoEvent>
{
    public const string KindName = "criterion";

    public static readonly GrainKind<CriterionState> Kind = new GrainKind<CriterionGrain, CriterionState, NoCommand, NoEvent>(KindName);

    /// <summary>A slug has no dot, so no two pairs of round and criterion share a name.</summary>
    public static GrainRef<CriterionState> Ref(string round, string criterion) => Kind.Ref($"{round}.{criterion}");

    public static CriterionState Start(GrainId id) => new();

    public static Decision<NoEvent> Decide(CriterionState state, NoCommand command) => throw new UnreachableException();

    public static CriterionState Evolve(CriterionState state, NoEvent happened) => throw new UnreachableException();

    public static int Format => 1;

    public static void Write(NoEvent happened, IBufferWriter<byte> to) => throw new UnreachableException();

    public static IEnumerable<NoEvent> Read(JournalEntry entry) => throw new InvalidDataException($"Stream '{entry.Stream}' holds events, but a criterion has none.");
}

/// <summary>The command type of a grain without commands.</summary>
public sealed class NoCommand
{
    private NoCommand()
    {
    }
}

/// <summary>The event type of a grain without events.</summary>
public sealed class NoEvent
{
    private NoEvent()
    {
    }
}

/// <summary>The sums reported to a criterion, by unit and box.</summary>
public sealed class CriterionState
{
    private readonly List<ByBox<CriterionSums>> _units = [];

    internal bool Observe(ObserveCriterionVotes reported)
    {
        foreach (var box in reported.Boxes)
        {
            foreach (var (unit, sums) in box.Units)
                Unit(unit).Observe(box.Box, box.Version, sums);
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
