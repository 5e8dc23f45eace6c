using Evaluation.Ballots.Packing;
using Evaluation.Kernel.Reading;

namespace Evaluation.Ballots.Finishing;

/// <summary>Compares the standing slips of a credential with what a ballot must meet as a whole (F25).</summary>
/// <param name="shape">The round's frozen rules, which have such terms.</param>
/// <param name="terms">The terms.</param>
/// <param name="holding">The credential, with the slips that stand.</param>
internal readonly ref struct BallotReview(BoxShape shape, BallotTerms terms, Holding holding)
{
    /// <summary>From how many slips with the same mark everywhere a ballot is uniform: a single slip compares nothing.</summary>
    public const int UniformSlipsMin = 2;

    private readonly BoxShape _shape = shape;
    private readonly BallotTerms _terms = terms;
    private readonly Holding _holding = holding;

    /// <summary>The refusal of a ballot with which more units than allowed would be marked; null if all maxima are kept.</summary>
    /// <param name="slips">The ballot that has arrived. Its slips replace those of the same units.</param>
    public Refusal? OverLimit(ReadOnlySpan<byte> slips)
    {
        if (_terms.Limits.Count == 0)
            return null;
        var ballot = new SlipIndex(stackalloc int[_shape.Units.Count], slips, _shape.Criteria);
        foreach (var (index, limit) in _terms.Limits.Index())
        {
            if (limit is { Max: null, MaxShare: null })
                continue;
            var count = Count(limit, slips);
            foreach (var slip in Slips.Read(_holding.Standing.Span, _shape.Criteria))
                if (!ballot.TryFind(slip.Unit, out _) && IsMarked(limit, slip))
                    count++;
            if (limit.MaxOf(UnitsOf(limit)) is { } max && count > max)
                return OverLimit(index, limit, count, max);
        }
        return null;
    }

    /// <summary>The refusal to finish the standing ballot; null if it may be finished.</summary>
    public Refusal? Unfinishable()
    {
        foreach (var (index, limit) in _terms.Limits.Index())
        {
            var (count, min) = (Count(limit, _holding.Standing.Span), limit.MinOf(UnitsOf(limit)));
            if (count < min)
                return UnderLimit(index, limit, count, min);
        }
        return _terms.RefusesUniform && IsUniform(_holding.Standing.Span, _shape) ? Uniform : null;
    }

    /// <summary>Whether all marks of at least <see cref="UniformSlipsMin"/> slips are the same.</summary>
    public static bool IsUniform(ReadOnlySpan<byte> slips, BoxShape shape)
    {
        var (count, first) = (0, -1);
        foreach (var slip in Slips.Read(slips, shape.Criteria))
        {
            count++;
            var paper = shape.PaperOf(slip.Unit);
            for (var criterion = 0; criterion < shape.Criteria; criterion++)
            {
                if ((paper >> criterion & 1) == 0)
                    continue;
                var mark = PackedMarks.Mark(slip.Marks, criterion);
                if (first < 0)
                    first = mark;
                if (mark != first)
                    return false;
            }
        }
        return count >= UniformSlipsMin;
    }

    private readonly int Count(LimitTerms limit, ReadOnlySpan<byte> slips)
    {
        var count = 0;
        foreach (var slip in Slips.Read(slips, _shape.Criteria))
            if (IsMarked(limit, slip))
                count++;
        return count;
    }

    private static bool IsMarked(LimitTerms limit, Slips.Slip slip) =>
        (limit.Mask >> PackedMarks.Mark(slip.Marks, limit.Place) & 1) != 0 && limit.Units.Contains(slip.Unit);

    private readonly int UnitsOf(LimitTerms limit)
    {
        var count = 0;
        foreach (var unit in limit.Units)
            count += _holding.Allowed.Allows(unit, _shape) ? 1 : 0;
        return count;
    }

    private static Refusal OverLimit(int index, LimitTerms limit, int count, int max) => new(
        RefusalCode.OverLimit,
        $"The ballot marks {count} units of class '{limit.Class}' with {PlainText.QuotedList(limit.Options)} for '{limit.Criterion}'; at most {max} are allowed. Nothing of it was counted.",
        [.. Facts(index, limit, count), ("max", max)]);

    private static Refusal UnderLimit(int index, LimitTerms limit, int count, int min) => new(
        RefusalCode.UnderLimit,
        $"The ballot marks {count} units of class '{limit.Class}' with {PlainText.QuotedList(limit.Options)} for '{limit.Criterion}'; at least {min} are needed before it can be finished.",
        [.. Facts(index, limit, count), ("min", min)]);

    private static readonly Refusal Uniform = new(
        RefusalCode.UniformBallot, "All marks of the ballot are the same. In this round such a ballot cannot be finished; change at least one mark.");

    private static (string Name, object? Value)[] Facts(int index, LimitTerms limit, int count) =>
        [("limit", index), ("class", limit.Class), ("criterion", limit.Criterion), ("options", limit.Options.ToArray()), ("count", count)];
}
