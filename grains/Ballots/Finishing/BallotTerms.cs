using Evaluation.Ballots.Packing;
using Evaluation.Rules;

namespace Evaluation.Ballots.Finishing;

/// <summary>What a box checks of a ballot as a whole (F25).</summary>
/// <remarks>Written to the journal with these names.</remarks>
/// <param name="Limits">In the rules' order.</param>
/// <param name="RefusesUniform">Whether a ballot with the same mark everywhere cannot be finished.</param>
/// <param name="FlagsUniform">Whether the slips of such a ballot are marked for the report.</param>
/// <param name="NeedsFinish">Whether voters finish their ballot.</param>
/// <param name="IgnoresUnfinished">Whether a ballot that is not finished is left out at sealing.</param>
public sealed record BallotTerms(IReadOnlyList<LimitTerms> Limits, bool RefusesUniform, bool FlagsUniform, bool NeedsFinish, bool IgnoresUnfinished)
{
    /// <summary>The terms of a round; null where its rules have none.</summary>
    public static BallotTerms? Of(RoundRules rules) => rules.Ballot is not { } ballot ? null : new(
        [.. (ballot.Limits ?? []).Select(limit => LimitTerms.Of(rules, limit))],
        ballot.Uniform == UniformBallot.Refuse,
        ballot.Uniform == UniformBallot.Flag,
        ballot.NeedsFinish,
        ballot.Unfinished == UnfinishedBallot.Ignore);

    public bool Equals(BallotTerms? other) =>
        other is not null && (RefusesUniform, FlagsUniform, NeedsFinish, IgnoresUnfinished) == (other.RefusesUniform, other.FlagsUniform, other.NeedsFinish, other.IgnoresUnfinished)
        && Limits.SequenceEqual(other.Limits);

    public override int GetHashCode() => HashCode.Combine(Limits.Count, RefusesUniform, FlagsUniform, NeedsFinish, IgnoresUnfinished);
}

/// <summary>How many units a ballot may or must mark with some options of a criterion.</summary>
/// <param name="Class">The code of the class.</param>
/// <param name="Criterion">The code of the criterion.</param>
/// <param name="Options">The codes of the options.</param>
/// <param name="Units">The indexes of the class's units.</param>
/// <param name="Place">The criterion's place on the paper.</param>
/// <param name="Mask">The options, one bit each.</param>
public sealed record LimitTerms(
    string Class, string Criterion, IReadOnlyList<string> Options, IReadOnlyList<int> Units, int Place, int Mask, int? Max, decimal? MaxShare, int Min)
{
    private readonly HashSet<int> _units = [.. Units];

    public static LimitTerms Of(RoundRules rules, BallotLimit limit) => new(
        limit.Class,
        limit.Criterion,
        limit.Options,
        [.. rules.Units.Index().Where(unit => unit.Item.Class == limit.Class).Select(unit => unit.Index)],
        rules.VoteCriteria.Index().First(criterion => criterion.Item.Code == limit.Criterion).Index,
        rules.Options.Index().Where(option => limit.Options.Contains(option.Item.Code)).Sum(option => 1 << option.Index),
        limit.Max,
        limit.MaxShare,
        limit.Min ?? 0);

    /// <summary>The most units that a credential may mark so; null for no maximum.</summary>
    /// <param name="units">The units of the class that it may rate.</param>
    public int? MaxOf(int units) => BallotLimit.MaxOf(Max, MaxShare, units);

    /// <summary>
    /// The fewest units that it must mark so. A credential that may rate only some units of the class need not mark more than it can.
    /// </summary>
    public int MinOf(int units) => Math.Min(Min, Math.Min(MaxOf(units) ?? units, units));

    /// <summary>Whether a slip of the class has one of the options.</summary>
    public bool IsMarked(Slips.Slip slip) => (Mask >> PackedMarks.Mark(slip.Marks, Place) & 1) != 0 && Has(slip.Unit);

    /// <summary>Whether the unit is of the class.</summary>
    /// <param name="unit">Its index.</param>
    public bool Has(int unit) => _units.Contains(unit);

    public bool Equals(LimitTerms? other) =>
        other is not null && (Class, Criterion, Place, Mask, Max, MaxShare, Min) == (other.Class, other.Criterion, other.Place, other.Mask, other.Max, other.MaxShare, other.Min)
        && Options.SequenceEqual(other.Options) && Units.SequenceEqual(other.Units);

    public override int GetHashCode() => HashCode.Combine(Class, Criterion, Mask, Max, MaxShare, Min);
}
