using Evaluation.Runtime;

namespace Evaluation.Awards;

public sealed record ViewAwards : IQuery<AwardBook, AwardView>
{
    public Outcome<AwardView> Answer(AwardBook state) => state.View;
}

/// <summary>One single prize. Refused with <see cref="RefusalCode.NoSuchAward"/>.</summary>
public sealed record ViewSpecialAward(string Code) : IQuery<AwardBook, SpecialAwardState>
{
    public Outcome<SpecialAwardState> Answer(AwardBook state) => state.Find(Code) is { } known ? known : AwardDecider.NoSuchAward(Code);
}

public sealed record ViewAwardAudit : IQuery<AwardBook, AuditTrail>
{
    public Outcome<AuditTrail> Answer(AwardBook state) => new AuditTrail(state.Audit);
}

/// <summary>The awards of a round.</summary>
/// <param name="List">Null before the first list.</param>
/// <param name="Special">Proposed and approved single prizes.</param>
/// <param name="FormerTiers">The tiers of lists that were replaced, by the code once each; null for none. The audit names them.</param>
public sealed record AwardView(AwardList? List, IReadOnlyList<SpecialAwardState> Special, IReadOnlyList<AwardTier>? FormerTiers = null);
