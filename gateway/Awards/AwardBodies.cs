using System.Text.Json;
using Evaluation.Awards;
using Evaluation.Kernel.Reading;
using Evaluation.Rules;
using Evaluation.Rules.Reading;

namespace Evaluation.Gateway.Awards;

/// <summary>The body that gives the awards of a round.</summary>
/// <param name="Tiers">Best first; each with its number of places, with scope class in every class.</param>
/// <param name="Version">The version of the result by whose ranks the tiers are filled.</param>
/// <param name="Decisions">Which units of a tie take the last places of a tier.</param>
/// <param name="Reason">Needed when awards that were given are replaced.</param>
public sealed record NewAwards(IReadOnlyList<AwardTier> Tiers, AwardScope Scope, int Version, IReadOnlyList<TieDecision>? Decisions = null, string? Reason = null)
{
    internal static NewAwards Read(JsonElement body, FaultList faults)
    {
        var fields = JsonCursor.Root(body, faults).Object("tiers", "scope", "version", "decisions", "reason");
        var at = fields.Required("tiers");
        var tiers = at.List(Limits.AwardTiers, tier => Tier(tier));
        if (at.IsThere && tiers.Count == 0)
            at.Fail("must have at least one item, but has none");
        HashSet<string> codes = [.. tiers.Select(tier => tier.Code)];
        if (codes.Count < tiers.Count)
            at.Fail("names a code twice; every tier has its own");
        HashSet<string> decided = [];
        return new(
            tiers, fields.Required("scope").Choice<AwardScope>(), fields.Required("version").Integer(),
            fields.Nullable("decisions").List(Limits.Units, decision => Decision(decision, codes, decided)), fields.Nullable("reason").TextOrNull(Limits.ReasonCharacters, lines: true));
    }

    private static AwardTier Tier(JsonCursor at)
    {
        var fields = at.Object("code", "label", "count");
        return new(AwardFields.Code(fields.Required("code")), LocalTextReader.Read(fields.Required("label")), fields.Required("count").Integer(1, Limits.Units));
    }

    private static TieDecision Decision(JsonCursor at, HashSet<string> tiers, HashSet<string> decided)
    {
        var fields = at.Object("unit", "tier", "reason");
        var (unit, tier) = (fields.Required("unit"), fields.Required("tier"));
        var decision = new TieDecision(unit.Text(Limits.SlugCharacters), tier.Text(Limits.SlugCharacters), fields.Required("reason").Text(Limits.ReasonCharacters, lines: true));
        if (decision.Tier.Length > 0 && !tiers.Contains(decision.Tier))
            tier.Fail($"is no tier of this list: {PlainText.QuotedList(tiers)}");
        if (decision.Unit.Length > 0 && !decided.Add(decision.Unit))
            unit.Fail("is decided already; a unit has one decision");
        return decision;
    }
}

/// <summary>The body that proposes a single prize.</summary>
public sealed record NewSpecialAward(string Code, LocalText Label, string Unit, string Reason)
{
    internal static NewSpecialAward Read(JsonElement body, FaultList faults)
    {
        var fields = JsonCursor.Root(body, faults).Object("code", "label", "unit", "reason");
        return new(
            AwardFields.Code(fields.Required("code")), LocalTextReader.Read(fields.Required("label")), fields.Required("unit").Text(Limits.SlugCharacters),
            fields.Required("reason").Text(Limits.ReasonCharacters, lines: true));
    }
}

internal static class AwardFields
{
    public static string Code(JsonCursor at)
    {
        var code = at.Text(Limits.SlugCharacters);
        if (code.Length > 0 && !Slug.IsValid(code))
            at.Fail("is not a slug: 1 to 64 of a-z, 0-9 and -");
        return code;
    }
}
