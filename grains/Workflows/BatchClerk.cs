using Evaluation.Ballots;
using Evaluation.Ballots.Batches;
using Evaluation.Rounds;
using Evaluation.Runtime;
using Evaluation.Workflows.LostSlips;

namespace Evaluation.Workflows;

/// <summary>Carries out a round's decisions about batches of credentials in its ballot boxes.</summary>
/// <remarks>
/// The round's stream shows the step that is due for each batch. Every step may be repeated and carries the version of its decision, so a
/// crash, a late command and two clerks at the same time do no harm.
/// </remarks>
internal sealed class BatchClerk(IEngine engine, TimeProvider clock)
{
    private readonly SlipClerk _slips = new(engine, clock);

    /// <summary>Does all steps that are due, also those for lost slips.</summary>
    public async ValueTask<Outcome<RoundView>> FollowAsync(RoundView view)
    {
        var followed = await FollowAsync(view, _ => true);
        return followed.IsRefused(out _) ? followed : await _slips.FollowAsync(followed.Answer);
    }

    /// <summary>Does the steps that are due for one batch.</summary>
    public ValueTask<Outcome<RoundView>> FollowAsync(RoundView view, string batch) => FollowAsync(view, due => due.Batch == batch);

    private async ValueTask<Outcome<RoundView>> FollowAsync(RoundView view, Func<CredentialBatch, bool> isWanted)
    {
        // A batch needs two steps when it cannot be voided. More attempts only help when an activation was behind the journal.
        for (var left = Limits.TurnAttempts + (2 * (view.DueBatches?.Count ?? 0)); left > 0; left--)
        {
            if (view.DueBatches?.FirstOrDefault(isWanted) is not { } due)
                return view;
            var done = due.Due == BatchStep.Void ? await VoidAsync(view, due) : await EnableAsync(view, due);
            if (done.IsRefused(out _))
                return done;
            view = done.Answer;
        }
        return Refusal.Busy;
    }

    private async ValueTask<Outcome<RoundView>> EnableAsync(RoundView view, CredentialBatch batch)
    {
        var failure = await SendAsync(view, new SettleBatch(batch.Batch, batch.Version));
        return failure is not null ? failure : await CompleteAsync(view, batch, BatchOutcome.Enabled);
    }

    /// <summary>
    /// Holds the batch in every box before it removes anything: when one box refuses, all credentials are still there.
    /// </summary>
    private async ValueTask<Outcome<RoundView>> VoidAsync(RoundView view, CredentialBatch batch)
    {
        var failure = await SendAsync(view, new HoldBatch(batch.Batch, batch.Version));
        if (failure?.Code == RefusalCode.AlreadyCast)
            return await CompleteAsync(view, batch, BatchOutcome.Used);
        failure ??= await SendAsync(view, new VoidCredentials(batch.Batch));
        return failure is not null ? failure : await CompleteAsync(view, batch, BatchOutcome.Void);
    }

    private ValueTask<Outcome<RoundView>> CompleteAsync(RoundView view, CredentialBatch batch, BatchOutcome outcome) =>
        engine.SendAsync(RoundGrain.Ref(view.Id), new CompleteBatch(batch.Batch, batch.Version, outcome, clock.GetUtcNow()));

    /// <summary>Sends to all boxes. A refusal with <see cref="RefusalCode.AlreadyCast"/> comes before others.</summary>
    private async ValueTask<Refusal?> SendAsync<TAnswer>(RoundView view, ICommand<BallotBox, TAnswer> command)
        where TAnswer : class
    {
        var sent = await Task.WhenAll(Enumerable.Range(0, view.BallotBoxes).Select(box => engine.SendAsync(BoxGrain.Ref(view.Id, box), command).AsTask()));
        return sent.Select(box => box.Refusal).OfType<Refusal>().OrderByDescending(refusal => refusal.Code == RefusalCode.AlreadyCast).FirstOrDefault();
    }
}
