using Evaluation.Runtime;

namespace Evaluation.Awards;

/// <summary>A command to the awards of a round. <c>At</c> is the server's clock, <c>By</c> a staff account.</summary>
/// <remarks>
/// The sender checks the state of the round and fills the tiers from a published version. A published version never changes, so what was
/// filled stays right.
/// </remarks>
public abstract record AwardCommand(DateTimeOffset At, Actor By) : ICommand<AwardBook, AwardView>
{
    public AwardView Answer(AwardBook state) => state.View;
}

/// <summary>
/// Makes this the list of awards. The same list again changes nothing. Replacing another list needs a reason: refused with
/// <see cref="RefusalCode.ReasonMissing"/>.
/// </summary>
/// <param name="Key">A repeat with the same key changes nothing, also when the list has been replaced since. Null for none.</param>
public sealed record GiveAwards(AwardList List, string? Reason, DateTimeOffset At, Actor By, CreationKey? Key = null) : AwardCommand(At, By);

/// <summary>Proposes a single prize, or another one under the same code. The same again changes nothing.</summary>
/// <param name="Key">
/// A repeat with the same key proposes nothing, also when another prize has been proposed under the code since. Null for none.
/// </param>
public sealed record ProposeSpecialAward(SpecialAward Award, DateTimeOffset At, Actor By, CreationKey? Key = null) : AwardCommand(At, By);

/// <summary>
/// Approves the proposed prize. An approved prize that nobody has proposed to change stays as it is. Refused with
/// <see cref="RefusalCode.SamePerson"/> for the person who proposed it, and with <see cref="RefusalCode.NoSuchAward"/>.
/// </summary>
/// <param name="Award">The prize that the sender has read and checked. Refused as stale when another one is proposed meanwhile.</param>
public sealed record ApproveSpecialAward(SpecialAward Award, DateTimeOffset At, Actor By) : AwardCommand(At, By);
