using System.Collections.Frozen;
using System.Diagnostics;

namespace Evaluation.Awards;

/// <summary>Renders changes of awards as lines of the round's audit.</summary>
internal static class AwardAudit
{
    private static readonly FrozenDictionary<Type, string> Acts = AuditLine.ActsOf(typeof(AwardEvent));

    public static AuditLine Line(AwardEvent happened) => new(happened.At, happened.By, Acts[happened.GetType()], AuditDetail.Of(Describe(happened)), Reason(happened));

    private static FormattableString Describe(AwardEvent happened) => happened switch
    {
        AwardsGiven { List: var list } => $"version {list.Version}: {list.Tiers.Select(tier => Describe(tier, list))}",
        SpecialAwardProposed { Award: var award } => $"{award.Code}: unit {award.Unit}",
        SpecialAwardApproved approved => $"{approved.Code}: unit {approved.Unit}",
        _ => throw new UnreachableException(happened.GetType().Name),
    };

    private static FormattableString Describe(AwardTier tier, AwardList list) => $"{tier.Code} {list.Awards.Count(award => award.Tier == tier.Code)} units";

    private static string? Reason(AwardEvent happened) => happened switch
    {
        AwardsGiven given => given.Reason,
        SpecialAwardProposed proposed => proposed.Award.Reason,
        _ => null,
    };
}
