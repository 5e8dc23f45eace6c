using System.Collections.Frozen;
using System.Diagnostics;
using System.Globalization;

namespace Evaluation.Awards;

/// <summary>Renders changes of awards as lines of the round's audit.</summary>
internal static class AwardAudit
{
    private static readonly FrozenDictionary<Type, string> Acts = AuditLine.ActsOf(typeof(AwardEvent));

    public static AuditLine Line(AwardEvent happened) => new(happened.At, happened.By, Acts[happened.GetType()], Describe(happened), Reason(happened));

    private static string Describe(AwardEvent happened) => happened switch
    {
        AwardsGiven { List: var list } => string.Create(CultureInfo.InvariantCulture, $"version {list.Version}: {string.Join(", ", list.Tiers.Select(tier => Describe(tier, list)))}"),
        SpecialAwardProposed { Award: var award } => $"{award.Code}: unit {award.Unit}",
        SpecialAwardApproved approved => $"{approved.Code}: unit {approved.Unit}",
        _ => throw new UnreachableException(happened.GetType().Name),
    };

    private static string Describe(AwardTier tier, AwardList list) =>
        string.Create(CultureInfo.InvariantCulture, $"{tier.Code} {list.Awards.Count(award => award.Tier == tier.Code)} units");

    private static string? Reason(AwardEvent happened) => happened switch
    {
        AwardsGiven given => given.Reason,
        SpecialAwardProposed proposed => proposed.Award.Reason,
        _ => null,
    };
}
