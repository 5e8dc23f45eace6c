using System.Text.Json.Serialization;
using Evaluation.Awards;
using Evaluation.Rules;

namespace Evaluation.Gateway.Awards;

/// <summary>The awards of a round.</summary>
/// <param name="Version">The version of the result by whose ranks they were given; null before there are any.</param>
/// <param name="Scope">Null before there are any.</param>
/// <param name="Tiers">Best first, each with its units in the order of rank.</param>
/// <param name="Special">Single prizes: the approved ones and, for staff, those that wait for an approval.</param>
public sealed record RoundAwards(string Round, int? Version, AwardScope? Scope, IReadOnlyList<FilledTier> Tiers, IReadOnlyList<SpecialAwardView> Special)
{
    /// <param name="rules">The frozen rules.</param>
    /// <param name="view">The awards.</param>
    /// <param name="isStaff">Whether single prizes that wait for an approval are shown.</param>
    internal static RoundAwards Of(RoundRules rules, AwardView view, bool isStaff)
    {
        var units = rules.Units.ToDictionary(unit => unit.Code, StringComparer.Ordinal);
        var byTier = view.List?.Awards.ToLookup(award => award.Tier, award => new AwardedUnit(award.Unit, units[award.Unit].Label, award.Class, award.Rank, award.Reason));
        return new(
            rules.Id, view.List?.Version, view.List?.Scope, [.. (view.List?.Tiers ?? []).Select(tier => new FilledTier(tier.Code, tier.Label, tier.Count, [.. byTier![tier.Code]]))],
            [.. view.Special.Where(special => isStaff || special.Standing is not null).Select(special => SpecialAwardView.Of(special, isStaff))]);
    }
}

/// <summary>A tier with its units.</summary>
/// <param name="Count">The number of places; with scope class, in every class.</param>
public sealed record FilledTier(string Code, LocalText Label, int Count, IReadOnlyList<AwardedUnit> Units);

/// <summary>A unit of a tier.</summary>
/// <param name="Rank">In the scope of the list.</param>
/// <param name="Reason">Why it was taken from a tie; null where the rank alone decides.</param>
public sealed record AwardedUnit(string Unit, LocalText Label, string Class, int Rank, string? Reason);

/// <summary>Whether a second person has approved a single prize.</summary>
[JsonConverter(typeof(CamelCaseEnum<SpecialAwardStage>))]
public enum SpecialAwardStage { Proposed, Approved }

/// <summary>A single prize.</summary>
/// <param name="Proposed">Another prize that is proposed in its place; null for none. For staff only.</param>
/// <param name="Proposer">Who proposed it last: not a part of the answers of the API.</param>
public sealed record SpecialAwardView(
    string Code, LocalText Label, string Unit, string Reason, SpecialAwardStage State, ProposedAward? Proposed, [property: JsonIgnore] Actor? Proposer = null)
{
    internal static SpecialAwardView Of(SpecialAwardState special, bool isStaff)
    {
        var shown = (special.Standing ?? special.Proposed)!;
        var proposed = isStaff && special is { Standing: not null, Proposed: { } waiting } ? new ProposedAward(waiting.Label, waiting.Unit, waiting.Reason) : null;
        return new(shown.Code, shown.Label, shown.Unit, shown.Reason, special.Standing is null ? SpecialAwardStage.Proposed : SpecialAwardStage.Approved, proposed, special.Proposer);
    }
}

/// <summary>A prize that is proposed in place of an approved one.</summary>
public sealed record ProposedAward(LocalText Label, string Unit, string Reason);
