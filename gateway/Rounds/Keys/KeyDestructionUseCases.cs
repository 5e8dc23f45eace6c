using Evaluation.Gateway.Http.Authentication;
using Evaluation.Rounds;
using Evaluation.Rounds.Recording;
using Evaluation.Runtime;
using Evaluation.Staff;
using Evaluation.Workflows;

namespace Evaluation.Gateway.Rounds.Keys;

/// <summary>
/// Destroys the key of a round. Afterwards nobody can read or recount a ballot; everything reads the sealed record. The caller has checked
/// that the account is an administrator of the round.
/// </summary>
public sealed class KeyDestructionUseCases(IEngine engine, RoundChanges changes, RoundClerk clerk, FourEyes eyes, TimeProvider clock)
{
    /// <summary>
    /// States that a copy of the sealed record is kept in a second place. Refused as <see cref="KeepRecord"/> is. The caller has checked
    /// that the account is an auditor of the round.
    /// </summary>
    public ValueTask<Outcome<RoundView>> KeepRecordAsync(string round, KeptRecord kept, StaffAccount caller) =>
        changes.SendAsync(round, new KeepRecord(kept.Digest, kept.Place, caller.Actor, clock.GetUtcNow()));

    /// <summary>
    /// Proposes to destroy the key; while four eyes are off, destroys it. Returns when the store has no key any more. Refused as
    /// <see cref="ProposeKeyDestruction"/> is, and as busy when the store does not answer: the decision stands then, and is carried out
    /// later.
    /// </summary>
    public async ValueTask<Outcome<RoundView>> ProposeAsync(string round, string reason, StaffAccount caller)
    {
        var needsSecond = await eyes.AreOnAsync();
        if (needsSecond.IsRefused(out var refusal))
            return refusal;
        return await DecideAsync(round, new ProposeKeyDestruction(reason, needsSecond.Answer, caller.Actor, clock.GetUtcNow()));
    }

    /// <summary>
    /// Confirms the proposal as a second person. Returns when the store has no key any more. Refused as <see cref="ApproveKeyDestruction"/>
    /// and as <see cref="FourEyes"/> refuse.
    /// </summary>
    public async ValueTask<Outcome<RoundView>> ApproveAsync(string round, StaffAccount caller)
    {
        var view = await engine.SendAsync(RoundGrain.Ref(round), new ViewRound());
        if (view.IsRefused(out var refusal))
            return refusal;
        if (view.Answer.Keeping?.Proposed is { } proposed && await eyes.RefuseAsync(round, caller, Actor.Of(proposed.By, proposed.Person)) is { } dependent)
            return dependent;
        return await DecideAsync(round, new ApproveKeyDestruction(caller.Actor, clock.GetUtcNow()));
    }

    /// <summary>Whether a second person must confirm.</summary>
    public ValueTask<Outcome<bool>> NeedsSecondPersonAsync() => eyes.AreOnAsync();

    private async ValueTask<Outcome<RoundView>> DecideAsync(string round, IRequest<Round, RoundView> command)
    {
        var decided = await changes.SendAsync(round, command);
        return decided.IsRefused(out _) || decided.Answer.Keeping is not { Ballots: BallotSecrecy.Destroyed } ? decided : await changes.ApplyAsync(round, clerk.AdvanceAsync(round));
    }
}
