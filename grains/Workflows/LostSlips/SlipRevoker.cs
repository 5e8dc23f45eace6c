using Evaluation.Ballots.Keys;
using Evaluation.Ballots.LostSlips;
using Evaluation.Kernel.Reading;
using Evaluation.Rounds;
using Evaluation.Rounds.LostSlips;
using Evaluation.Runtime;

namespace Evaluation.Workflows.LostSlips;

/// <summary>Revokes lost slips by their number, and lets spares of the same batch vote in their place.</summary>
/// <remarks>
/// The round decides first, so the act is in its audit whatever comes of it; <see cref="RoundClerk.AdvanceAsync"/> completes it after a
/// crash. Its stream names the slips encrypted under the key of the round.
/// </remarks>
/// <param name="engine">Runs the grains.</param>
/// <param name="clock">The server's clock.</param>
/// <param name="keys">The store of the keys of rounds.</param>
public sealed class SlipRevoker(IEngine engine, TimeProvider clock, IKeyStore keys)
{
    private readonly BatchClerk _clerk = new(engine, clock);

    /// <summary>
    /// Revokes a slip that has not voted; a spare of its batch votes in its place. The same again gives the same answer. Refused with
    /// <see cref="RefusalCode.NoSuchSlip"/>, <see cref="RefusalCode.SlipAmbiguous"/>, <see cref="RefusalCode.AlreadyCast"/>,
    /// <see cref="RefusalCode.SlipRevoked"/>, <see cref="RefusalCode.SlipIsSpare"/>; for the spare with
    /// <see cref="RefusalCode.NotASpare"/>, <see cref="RefusalCode.SpareUsed"/>, <see cref="RefusalCode.SpareOfAnotherBatch"/>.
    /// </summary>
    /// <param name="spare">Null to revoke without a replacement.</param>
    public async ValueTask<Outcome<SlipRevocation>> RevokeAsync(string round, SlipNumber slip, SlipNumber? spare, string by, string reason)
    {
        var view = await engine.SendAsync(RoundGrain.Ref(round), new ViewRound());
        if (view.IsRefused(out var refusal))
            return refusal;
        if (view.Answer.KeyCommitment is not { } commitment)
            return SlipDecider.NoSuchSlip;
        SlipKey key;
        try
        {
            key = (await keys.GetAsync(round, commitment)).ForSlips();
        }
        catch (KeyUnavailableException unavailable)
        {
            return view.Answer.MayIssue ? unavailable.Refusal : SlipDecider.WrongState(view.Answer.State);
        }
        var sealedSlip = key.Seal(key.TagOf(slip));
        var sealedSpare = spare is { } number ? key.Seal(key.TagOf(number)) : null;
        // The round decides nothing about a batch while a step of it is due.
        if (view.Answer is { DueBatches: not null } or { DueSlips: not null } && (view = await _clerk.FollowAsync(view.Answer)).IsRefused(out refusal))
            return refusal;
        var batch = await FindBatchAsync(view.Answer, sealedSlip, sealedSpare);
        if (batch.IsRefused(out refusal))
            return refusal;
        var started = await engine.SendAsync(RoundGrain.Ref(round), new StartSlipRevocation(batch.Answer, sealedSlip, sealedSpare, clock.GetUtcNow(), by, reason));
        if (started.IsRefused(out refusal))
            return refusal;
        var followed = await _clerk.FollowAsync(started.Answer);
        var found = await engine.SendAsync(RoundGrain.Ref(round), new ViewSlipRevocation(sealedSlip));
        // An activation that is behind the journal does not know the revocation yet.
        if (found.IsRefused(out refusal))
            return refusal.Code == RefusalCode.NoSuchSlip ? Refusal.Busy : refusal;
        return found.Answer.Outcome switch
        {
            null => followed.Refusal ?? Refusal.Busy,
            SlipOutcome.Used => SlipDecider.AlreadyCast,
            _ => found,
        };
    }

    /// <summary>The batch of a slip that can be revoked and replaced by the spare, or that was revoked before.</summary>
    private async ValueTask<Outcome<string>> FindBatchAsync(RoundView view, string slip, string? spare)
    {
        var known = await engine.SendAsync(RoundGrain.Ref(view.Id), new ViewSlipRevocation(slip));
        if (known.Refusal is null)
            return known.Answer.Batch;
        if (!view.MayIssue)
            return SlipDecider.WrongState(view.State);
        var lost = await FindAsync(view, slip, "/slip");
        if (lost.IsRefused(out var refusal))
            return refusal;
        if (lost.Answer.Right == SlipRight.Spare)
            return IsSpare;
        if (spare is null)
            return lost.Answer.Batch!;
        var found = await FindAsync(view, spare, "/spare");
        if (found.IsRefused(out refusal))
            return refusal;
        return found.Answer switch
        {
            { Right: SlipRight.Issued } or { Right: SlipRight.Revoked } => NotASpare,
            { Batch: var batch } when batch != lost.Answer.Batch => OfAnotherBatch,
            _ => lost.Answer.Batch!,
        };
    }

    private async ValueTask<Outcome<SlipStanding>> FindAsync(RoundView view, string slip, string pointer)
    {
        var found = await SlipSearch.SendAsync(engine, view, new ViewSlip(slip));
        return found.IsRefused(out _) ? found : found.Answer.Count switch
        {
            0 => At(SlipDecider.NoSuchSlip, pointer, "is the number of no slip of this round"),
            1 => found,
            _ => At(new(RefusalCode.SlipAmbiguous, "Two slips of this round have this number. Replace the batch of the lost slip."), pointer, "is the number of two slips"),
        };
    }

    private static readonly Refusal IsSpare = At(
        new(RefusalCode.SlipIsSpare, "This is the number of a spare that is not used. It does not vote, so there is nothing to revoke."), "/slip", "is the number of an unused spare");

    private static readonly Refusal NotASpare = At(
        new(RefusalCode.NotASpare, "The slip that is to replace the lost one is not a spare. The numbers of spares begin with S."), "/spare", "is not the number of a spare");

    private static readonly Refusal OfAnotherBatch = At(
        new(RefusalCode.SpareOfAnotherBatch, "The spare is of another batch than the lost slip. Use one that was issued with it."), "/spare", "is a spare of another batch");

    private static Refusal At(Refusal refusal, string pointer, string fault) => refusal with { Facts = [("faults", (Fault[])[new(pointer, fault)])] };
}
