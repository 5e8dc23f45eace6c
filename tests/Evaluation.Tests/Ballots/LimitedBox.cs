using Evaluation.Ballots;
using Evaluation.Rules;

namespace Evaluation.Tests.Ballots;

/// <summary>Boxes of the small round whose ballots have limits.</summary>
internal static class LimitedBox
{
    /// <summary>At most two units, or the given share, with A for duty, and at least one; a uniform ballot cannot be finished.</summary>
    public static readonly BallotRules Rules = new(
        [new("service", "duty", ["A"], Max: 2, Min: 1)], UniformBallot.Refuse, UnfinishedBallot.Ignore);

    public static AloneBox Of(BallotRules rules) => Given.OpenBox(Shape(rules));

    public static BoxShape Shape(BallotRules rules) => BoxShape.Of(Given.Rules with { Ballot = rules });

    /// <summary>A box in which credential 1 has a ballot that can be finished.</summary>
    public static AloneBox Voted()
    {
        var box = Of(Rules);
        box.Do(Given.Ballot(1, "u1:AB"));
        return box;
    }

    /// <summary>The box as its snapshot restores it.</summary>
    public static BallotBox Restored(BallotBox box)
    {
        var bytes = new System.Buffers.ArrayBufferWriter<byte>();
        BoxGrain.WriteSnapshot(box, bytes);
        return BoxGrain.ReadSnapshot(default, bytes.WrittenMemory);
    }
}
