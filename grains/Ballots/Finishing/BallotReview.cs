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
    /// <remarks>
    /// A ballot that exceeds a maximum alone is refused before the slips that stand are looked at: its refusal is the same whatever
    /// stands. After <see cref="Limits.ResendMismatches"/> refusals that depend on them, a ballot must replace all of them in the class.
    /// </remarks>
    /// <param name="slips">The ballot that has arrived. Its slips replace those of the same units.</param>
    public OverLimit? OverLimit(ReadOnlySpan<byte> slips)
    {
        if (_terms.Limits.Count == 0)
            return null;
        var ballot = new SlipIndex(stackalloc int[_shape.Units.Count], slips, _shape.Criteria);
        OverLimit? told = null;
        for (var index = 0; index < _terms.Limits.Count; index++)
        {
            var limit = _terms.Limits[index];
            // The standing slips keep the maximum, so a ballot without such a mark keeps it too.
            if (limit is { Max: null, MaxShare: null } || Count(limit, slips) is not (> 0 and var own))
                continue;
            var max = limit.Max ?? limit.MaxOf(UnitsOf(limit))!.Value;
            if (own > max)
                return new(TooMany(index, limit, own, max), TellsStanding: false);
            if (_holding.Standing.IsEmpty)
                continue;
            if (_shape.AllowRevote && _holding.Mismatches >= Limits.ResendMismatches)
            {
                if (Missing(limit, ballot) is { Length: > 0 } missing)
                    told ??= new(Incomplete(index, limit, own, max, missing), TellsStanding: false);
            }
            else if (own + CountStanding(limit, ballot) is var count && count > max)
            {
                told ??= new(TooMany(index, limit, count, max), TellsStanding: true);
            }
        }
        return told;
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
            if (limit.IsMarked(slip))
                count++;
        return count;
    }

    /// <summary>The standing slips that have one of the options and that the ballot does not replace.</summary>
    private readonly int CountStanding(LimitTerms limit, SlipIndex ballot)
    {
        var count = 0;
        foreach (var slip in Slips.Read(_holding.Standing.Span, _shape.Criteria))
            if (limit.IsMarked(slip) && !ballot.TryFind(slip.Unit, out _))
                count++;
        return count;
    }

    /// <summary>The rated units of the class that the ballot does not contain. The voter's progress lists them too.</summary>
    private readonly string[] Missing(LimitTerms limit, SlipIndex ballot)
    {
        var missing = new List<string>();
        foreach (var slip in Slips.Read(_holding.Standing.Span, _shape.Criteria))
            if (limit.Has(slip.Unit) && !ballot.TryFind(slip.Unit, out _))
                missing.Add(_shape.Units[slip.Unit]);
        missing.Sort(StringComparer.Ordinal);
        return [.. missing];
    }

    private readonly int UnitsOf(LimitTerms limit)
    {
        var count = 0;
        for (var i = 0; i < limit.Units.Count; i++)
            count += _holding.Allowed.Allows(limit.Units[i], _shape) ? 1 : 0;
        return count;
    }

    private static Refusal TooMany(int index, LimitTerms limit, int count, int max) => new(
        RefusalCode.OverLimit,
        $"The ballot marks {count} units of class '{limit.Class}' with {PlainText.QuotedList(limit.Options)} for '{limit.Criterion}'; at most {max} are allowed. Nothing of it was counted.",
        [.. Facts(index, limit, count), ("max", max)]);

    private static Refusal Incomplete(int index, LimitTerms limit, int count, int max, string[] missing) => new(
        RefusalCode.OverLimit,
        $"{Limits.ResendMismatches} ballots were refused because of this limit or could not be recognised. Send all rated units of class '{limit.Class}' in one ballot; {PlainText.QuotedList(missing)} are missing. Nothing of it was counted.",
        [.. Facts(index, limit, count), ("max", max), ("missing", missing)]);

    private static Refusal UnderLimit(int index, LimitTerms limit, int count, int min) => new(
        RefusalCode.UnderLimit,
        $"The ballot marks {count} units of class '{limit.Class}' with {PlainText.QuotedList(limit.Options)} for '{limit.Criterion}'; at least {min} are needed before it can be finished.",
        [.. Facts(index, limit, count), ("min", min)]);

    private static readonly Refusal Uniform = new(
        RefusalCode.UniformBallot, "All marks of the ballot are the same. In this round such a ballot cannot be finished; change at least one mark.");

    private static (string Name, object? Value)[] Facts(int index, LimitTerms limit, int count) =>
        [("limit", index), ("class", limit.Class), ("criterion", limit.Criterion), ("options", limit.Options.ToArray()), ("count", count)];
}

/// <summary>The refusal of a ballot that exceeds a maximum.</summary>
/// <param name="TellsStanding">Whether it depends on marks that stand and that the ballot does not replace.</param>
internal sealed record OverLimit(Refusal Refusal, bool TellsStanding);
