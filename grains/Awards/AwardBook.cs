using System.Collections.Immutable;
using System.Diagnostics;

namespace Evaluation.Awards;

/// <summary>The awards of a round, with their audit.</summary>
public sealed record AwardBook
{
    /// <summary>The list that stands; null before the first.</summary>
    public AwardList? List { get; private init; }

    /// <summary>The tiers of lists that were replaced, the newest of each code.</summary>
    public ImmutableList<AwardTier> FormerTiers { get; private init; } = [];

    /// <summary>The single prizes in the order in which their codes were first proposed.</summary>
    public ImmutableList<SpecialAwardState> Special { get; private init; } = [];

    /// <summary>The keys of the calls that have given awards and proposed prizes.</summary>
    public CreationKeys Keys { get; private init; } = CreationKeys.Empty;

    public ImmutableList<AuditLine> Audit { get; private init; } = [];

    public AwardView View => new(List, Special, FormerTiers.IsEmpty ? null : FormerTiers);

    public SpecialAwardState? Find(string code) => Special.Find(special => special.Code == code);

    public AwardBook Evolve(AwardEvent happened) => Apply(happened) with { Audit = Audit.Add(AwardAudit.Line(happened)) };

    private AwardBook Apply(AwardEvent happened) => happened switch
    {
        AwardsGiven given => this with { List = given.List, FormerTiers = [.. (List?.Tiers ?? []).Concat(FormerTiers).DistinctBy(tier => tier.Code)], Keys = Keys.With(given.Key, nameof(List), given.At) },
        SpecialAwardProposed proposed => Propose(proposed) with { Keys = Keys.With(proposed.Key, proposed.Award.Code, proposed.At) },
        SpecialAwardApproved approved => Find(approved.Code) is { } known ? this with { Special = Special.Replace(known, known with { Standing = known.Proposed, Proposed = null }) } : this,
        _ => throw new UnreachableException(happened.GetType().Name),
    };

    private AwardBook Propose(SpecialAwardProposed proposed) => Find(proposed.Award.Code) is { } known
        ? this with { Special = Special.Replace(known, known with { Proposed = proposed.Award, Proposer = Actor.Of(proposed.By, proposed.Person) }) }
        : this with { Special = Special.Add(new(proposed.Award.Code, null, proposed.Award, Actor.Of(proposed.By, proposed.Person))) };
}
