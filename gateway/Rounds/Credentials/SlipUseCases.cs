using Evaluation.Ballots.LostSlips;
using Evaluation.Rounds;
using Evaluation.Runtime;
using Evaluation.Staff;
using Evaluation.Workflows.LostSlips;

namespace Evaluation.Gateway.Rounds.Credentials;

/// <summary>Revokes lost slips of credentials by their number.</summary>
public sealed class SlipUseCases(IEngine engine, SlipRevoker revoker, RoundChanges changes)
{
    /// <summary>Revokes a slip, and lets a spare vote in its place. Refused as <see cref="SlipRevoker.RevokeAsync"/> refuses.</summary>
    public async ValueTask<Outcome<RevokedSlip>> RevokeAsync(string round, SlipRevocationOrder order, StaffAccount caller)
    {
        if (order.Faults is { Count: > 0 } faults)
            return new Refusal(RefusalCode.BadRequest, "What was sent cannot be read as the numbers of slips.", ("faults", faults));
        var revoked = await changes.ApplyAsync(round, revoker.RevokeAsync(round, NumberOf(order.Slip), order.Spare is null ? null : NumberOf(order.Spare), caller.Name, order.Reason));
        if (revoked.IsRefused(out var refusal))
            return refusal;
        var batch = await engine.SendAsync(RoundGrain.Ref(round), new ViewBatch(revoked.Answer.Batch));
        if (batch.IsRefused(out refusal))
            return refusal;
        var view = await engine.SendAsync(RoundGrain.Ref(round), new ViewRound());
        return view.IsRefused(out refusal)
            ? refusal
            : new RevokedSlip(batch.Answer.Batch, batch.Answer.Group, revoked.Answer.Outcome!.Value, revoked.Answer.At.In(view.Answer.TimeZone), revoked.Answer.By);
    }

    private static SlipNumber NumberOf(string text) => SlipNumber.TryRead(text, out var number) ? number : default;
}
