using System.Text.Json.Serialization;
using Evaluation.Ballots.Counting;
using Evaluation.Runtime;

namespace Evaluation.Ballots;

/// <summary>The units that a credential has rated and may still rate.</summary>
public sealed record ViewProgress(CredentialHash Credential) : IQuery<BallotBox, Progress>
{
    public Outcome<Progress> Answer(BallotBox state)
    {
        if (state.Find(Credential) is not { } holding)
            return BoxDecider.Unknown(state, Credential);
        if (state.Shape is not { } shape)
            return new Progress(null, [], []);
        var units = Enumerable.Range(0, shape.Units.Count).Where(unit => holding.Allowed.Allows(unit, shape));
        var rated = units.ToLookup(unit => SlipComparison.ContainsUnit(holding.Standing.Span, shape.Criteria, unit));
        return new Progress(
            holding.Standing.IsEmpty ? null : holding.Sequence, [.. rated[true]], [.. rated[false]], shape.NeedsFinish ? holding.IsFinished : null, holding.IsLeftOut ? true : null, state.Seal.LeafOf(Credential, holding),
            holding.Standing.IsEmpty ? null : holding.Ballots, holding.Standing.IsEmpty ? null : holding.Minute);
    }
}

/// <summary>The number of issued credentials and of voters by group.</summary>
public sealed record ViewTurnout : IQuery<BallotBox, BoxTurnout>
{
    public Outcome<BoxTurnout> Answer(BallotBox state) => new BoxTurnout(state.Version, state.Groups, state.SlipsByCell, state.RatersByCell);
}

/// <summary>
/// A query about one unit in a sealed box. Refused with <see cref="RefusalCode.WrongState"/> before the box is sealed, and with
/// <see cref="RefusalCode.NoSuchUnit"/>.
/// </summary>
/// <param name="Unit">The unit's index in the rules.</param>
public abstract record SealedUnitQuery<TAnswer>(int Unit) : IQuery<BallotBox, TAnswer>
    where TAnswer : class
{
    public Outcome<TAnswer> Answer(BallotBox state)
    {
        if (!state.IsSealed)
            return new Refusal(RefusalCode.WrongState, "The box is not sealed yet.");
        return state.HasUnit(Unit) ? Read(state) : BoxDecider.NoSuchUnit;
    }

    private protected abstract TAnswer Read(BallotBox box);
}

/// <summary>The slips of one unit in a sealed box as a multiset.</summary>
public sealed record ViewPatterns(int Unit) : SealedUnitQuery<UnitPatterns>(Unit)
{
    private protected override UnitPatterns Read(BallotBox box) => UnitPatterns.Of(box, Unit);
}

/// <summary>The comments on one unit in a sealed box.</summary>
public sealed record ViewComments(int Unit) : SealedUnitQuery<UnitComments>(Unit)
{
    private protected override UnitComments Read(BallotBox box) => box.Comments(Unit);
}

/// <summary>
/// The sums of the units whose standing slips changed after a version. A reader that repeats the query with <see cref="BoxVotes.Through"/>
/// until it equals the box's version, and keeps the newest sums of each unit, has the sums of all units.
/// </summary>
/// <remarks>
/// One turn counts little more than <see cref="Limits.PatternsPerView"/> patterns, so that ballots do not wait. Units that changed first
/// are counted first.
/// </remarks>
/// <param name="Since">Units that changed at this version or before are left out.</param>
/// <param name="Scale">The whole numbers in which the round's slips are scored.</param>
/// <param name="Units">Indexes of the units; null for all.</param>
/// <param name="Classes">The scales of units whose class has points of its own, instead of <paramref name="Scale"/>; null for none.</param>
public sealed record ViewVotes(long Since, SlipScale Scale, IReadOnlyList<int>? Units = null, IReadOnlyList<ClassScale>? Classes = null) : IQuery<BallotBox, BoxVotes>
{
    /// <summary>A version before all others: units without slips are included in the answer.</summary>
    public const long Ever = -1;

    public Outcome<BoxVotes> Answer(BallotBox state)
    {
        if (state.Shape is not null && Units is not null)
            foreach (var unit in Units)
                if (!state.HasUnit(unit))
                    return BoxDecider.NoSuchUnit;
        return VoteView.Of(state, this);
    }
}

/// <summary>The progress of a credential.</summary>
/// <param name="Sequence">The number of the last ballot, or null before the first.</param>
/// <param name="Rated">Indexes of the rated units, ascending.</param>
/// <param name="Remaining">Indexes of the units still to rate, ascending.</param>
/// <param name="Finished">Whether the ballot is finished; null where ballots are not finished.</param>
/// <param name="LeftOut">True where the ballot was left out at sealing, because it was not finished; else null.</param>
/// <param name="Leaf">See <see cref="Keys.BallotMark"/>; 0 before the first ballot, and in a box of the old form.</param>
/// <param name="Ballots">Counted ballots of the credential; null before the first, and from a silo of an earlier build.</param>
/// <param name="Minute">The time of the last one, in minutes since 1970-01-01T00:00Z; null as before.</param>
public sealed record Progress(
    uint? Sequence, IReadOnlyList<int> Rated, IReadOnlyList<int> Remaining, bool? Finished = null, bool? LeftOut = null, UInt128 Leaf = default, uint? Ballots = null, uint? Minute = null);

/// <summary>Totals of a box with their version, so that a late or repeated report does no harm.</summary>
/// <param name="Version">The version of the box.</param>
/// <param name="Groups">Credentials and voters by group.</param>
/// <param name="Slips">Standing slips by unit, then by group, in the rules' order; empty while the box has no rules.</param>
/// <param name="Raters">Credentials that may rate, in the same order.</param>
public sealed record BoxTurnout(long Version, IReadOnlyList<GroupParticipation> Groups, IReadOnlyList<int> Slips, IReadOnlyList<int> Raters);

/// <summary>The participation of one group.</summary>
/// <param name="Group">The group's code.</param>
/// <param name="Issued">Credentials.</param>
/// <param name="Voted">Credentials with a ballot that counts.</param>
/// <param name="Unfinished">
/// Ballots that are not finished; if the rules leave them out, after sealing those that were left out. Null where ballots are not finished.
/// </param>
/// <param name="Activated">Spares that vote in place of lost slips; null for none.</param>
/// <param name="Replaced">Slips that were revoked, with a spare or without one; null for none.</param>
public sealed record GroupParticipation(
    string Group, int Issued, int Voted, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Unfinished = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Activated = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Replaced = null);

/// <summary>Sums of a box, by unit.</summary>
/// <param name="Version">The box's version to which the sums belong.</param>
/// <param name="Through">Every requested unit that changed at this version or before is in the answer.</param>
/// <param name="IsSealed">Whether the box can no longer change.</param>
public sealed record BoxVotes(long Version, long Through, bool IsSealed, IReadOnlyList<UnitSums> Units);

/// <param name="Unit">The unit's index in the rules.</param>
public sealed record UnitSums(int Unit, VoteSums Sums);
