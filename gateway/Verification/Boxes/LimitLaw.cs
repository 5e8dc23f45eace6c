using Evaluation.Ballots;
using Evaluation.Ballots.Finishing;
using Evaluation.Ballots.Packing;

namespace Evaluation.Gateway.Verification.Boxes;

/// <summary>What the limits of a ballot forbid (F25), told without the code that decides on ballots.</summary>
internal static class LimitLaw
{
    /// <summary>The first limit whose maximum the standing slips exceed after a ballot; null if none.</summary>
    public static int? OverLimit(BoxShape shape, BallotTerms terms, Holding holding, byte[] ballot)
    {
        if (terms.Limits.Count == 0)
            return null;
        var slips = ByUnit(holding.Standing.Span, shape);
        foreach (var (unit, marks) in ByUnit(ballot, shape))
            slips[unit] = marks;
        foreach (var (index, limit) in terms.Limits.Index())
            if (limit.MaxOf(UnitsOf(limit, holding, shape)) is { } max && Marked(limit, slips) > max)
                return index;
        return null;
    }

    /// <summary>Why a ballot may not be finished, or null.</summary>
    public static string? Unmet(BoxShape shape, BallotTerms terms, Holding holding)
    {
        var slips = ByUnit(holding.Standing.Span, shape);
        foreach (var (index, limit) in terms.Limits.Index())
            if (Marked(limit, slips) < limit.MinOf(UnitsOf(limit, holding, shape)))
                return $"is below the minimum of limit {index}";
        var marks = slips.SelectMany(slip => Enumerable.Range(0, shape.Criteria).Where(place => (shape.PaperOf(slip.Key) >> place & 1) == 1).Select(place => PackedMarks.Mark(slip.Value, place)));
        return terms.RefusesUniform && slips.Count > 1 && marks.Distinct().Count() == 1 ? "has the same mark everywhere" : null;
    }

    private static int UnitsOf(LimitTerms limit, Holding holding, BoxShape shape) => limit.Units.Count(unit => holding.Allowed.Allows(unit, shape));

    private static int Marked(LimitTerms limit, Dictionary<int, ulong> slips) =>
        slips.Count(slip => limit.Units.Contains(slip.Key) && (limit.Mask >> PackedMarks.Mark(slip.Value, limit.Place) & 1) == 1);

    private static Dictionary<int, ulong> ByUnit(ReadOnlySpan<byte> slips, BoxShape shape)
    {
        var byUnit = new Dictionary<int, ulong>();
        foreach (var slip in Slips.Read(slips, shape.Criteria))
            byUnit[slip.Unit] = slip.Marks;
        return byUnit;
    }
}
