using Evaluation.Ballots;
using Evaluation.Ballots.LostSlips;
using Evaluation.Rounds;
using Evaluation.Rounds.LostSlips;
using Evaluation.Runtime;

namespace Evaluation.Workflows.LostSlips;

/// <summary>Carries out a round's decisions about lost slips in its ballot boxes.</summary>
/// <remarks>
/// One revocation after the other: each step goes to every box and has a number of its own, so a crash, a late command and two clerks at
/// the same time do no harm. A spare votes only after the boxes have confirmed that the lost slip never does.
/// </remarks>
internal sealed class SlipClerk(IEngine engine, TimeProvider clock)
{
    /// <summary>Does all steps that are due.</summary>
    public async ValueTask<Outcome<RoundView>> FollowAsync(RoundView view)
    {
        for (var left = Limits.TurnAttempts + (view.DueSlips?.Count ?? 0); left > 0; left--)
        {
            if (view.DueSlips is not [var due, ..])
                return view;
            var done = await CarryOutAsync(view, due);
            if (done.IsRefused(out _))
                return done;
            view = done.Answer;
        }
        return Refusal.Busy;
    }

    private async ValueTask<Outcome<RoundView>> CarryOutAsync(RoundView view, SlipRevocation due)
    {
        var revoked = await SlipSearch.SendAsync(engine, view, new RevokeSlip(due.RevokingStep, due.Slip));
        if (revoked.IsRefused(out var refusal))
            return refusal;
        var outcome = revoked.Answer.Right == SlipRight.Revoked ? SlipOutcome.Revoked : SlipOutcome.Used;
        if (outcome == SlipOutcome.Revoked && due.Spare is not null)
        {
            var activated = await SlipSearch.SendAsync(engine, view, new ActivateSpare(due.ActivatingStep, due.Spare));
            if (activated.IsRefused(out refusal))
                return refusal;
            outcome = activated.Answer.Right == SlipRight.Activated ? SlipOutcome.Replaced : SlipOutcome.Revoked;
        }
        return await engine.SendAsync(RoundGrain.Ref(view.Id), new CompleteSlipRevocation(due.Number, outcome, clock.GetUtcNow()));
    }
}

/// <summary>Asks all boxes of a round about a slip: nobody knows in which one its credential is.</summary>
internal static class SlipSearch
{
    /// <summary>What the boxes hold together.</summary>
    public static async ValueTask<Outcome<SlipStanding>> SendAsync(IEngine engine, RoundView view, IRequest<BallotBox, SlipStanding> request)
    {
        var sent = await FanOut.SendAsync([.. Enumerable.Range(0, view.BallotBoxes)], box => engine.SendAsync(BoxGrain.Ref(view.Id, box), request));
        if (sent.IsRefused(out var refusal))
            return refusal;
        var holding = sent.Answer.FirstOrDefault(box => box.Count > 0);
        return holding is null ? new SlipStanding(0) : holding with { Count = sent.Answer.Sum(box => box.Count) };
    }
}
