using System.Text.Json.Serialization;
using Evaluation.Rules;

namespace Evaluation.Awards;

/// <summary>The units that compete for the places of a tier.</summary>
[JsonConverter(typeof(CamelCaseEnum<AwardScope>))]
public enum AwardScope
{
    /// <summary>All ranked units of the round.</summary>
    Round,

    /// <summary>The ranked units of each class: every class has the tier's number of places.</summary>
    Class,
}

/// <summary>A step of a list of awards, such as "first prize", with its number of places.</summary>
public sealed record AwardTier(string Code, LocalText Label, int Count);

/// <summary>Which unit of a tie takes a place of a tier.</summary>
public sealed record TieDecision(string Unit, string Tier, string Reason);

/// <summary>A unit with its award.</summary>
/// <param name="Rank">The rank in the scope of the list.</param>
/// <param name="Reason">Why it took the place of a tier for which units were tied; null where the rank alone decides.</param>
public sealed record Award(string Unit, string Class, string Tier, int Rank, string? Reason = null);

/// <summary>The awards of a round, by rank in a published version of its result.</summary>
/// <param name="Tiers">Best first.</param>
/// <param name="Awards">In the order of rank; with scope class, class by class.</param>
public sealed record AwardList(int Version, AwardScope Scope, IReadOnlyList<AwardTier> Tiers, IReadOnlyList<TieDecision> Decisions, IReadOnlyList<Award> Awards)
{
    /// <summary>Whether this list was asked for by the same call.</summary>
    public bool IsSameAs(AwardList other) =>
        (Version, Scope) == (other.Version, other.Scope) && Tiers.SequenceEqual(other.Tiers) && Decisions.SequenceEqual(other.Decisions) && Awards.SequenceEqual(other.Awards);
}
