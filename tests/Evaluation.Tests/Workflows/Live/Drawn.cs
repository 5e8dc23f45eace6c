using Evaluation.Ballots.Counting;
using Evaluation.Ballots.Packing;
using Evaluation.Tests.Scoring;
using Evaluation.Workflows.Live;

namespace Evaluation.Tests.Workflows.Live;

/// <summary>Random slips of the small round and their sums as text, so that two sums can be compared.</summary>
internal static class Drawn
{
    public static readonly VotedRound Round = VotedRound.Of(Given.Rules);

    public static SlipPattern Slip(Random random, int? unit = null) => new(
        (ushort)(unit ?? random.Next(Round.Units.Count)),
        (byte)random.Next(Given.Rules.Groups.Count),
        PackedMarks.Pack([.. Round.Criteria.Select(_ => (byte)random.Next(Given.Rules.Options.Count))]));

    /// <summary>The sums of slips, all of one unit.</summary>
    public static VoteSums Sums(IEnumerable<SlipPattern> slips)
    {
        var tally = new Tally();
        foreach (var slip in slips)
            tally.Add(slip with { Unit = 0 });
        return TallyCounter.Count(Given.Rules, tally)[0];
    }

    public static string Show(VoteSums sums) => string.Join("; ", sums.Groups.Select(group => $"{group.Group}: {string.Join(' ', group.Marks)} | {string.Join(' ', group.Scores)}"));

    public static string Show(CriterionSums sums) => string.Join("; ", Enumerable.Range(0, sums.GroupCount).Select(row =>
        $"{sums.Group(row)}: {string.Join(' ', sums.Marks(row).ToArray())} | {sums.DontKnowMarks(row)}"));
}
