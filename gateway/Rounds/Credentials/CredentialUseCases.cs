using Evaluation.Rounds;
using Evaluation.Runtime;
using Evaluation.Staff;
using Evaluation.Workflows;

namespace Evaluation.Gateway.Rounds.Credentials;

/// <summary>
/// Issues credentials in batches, lists the batches and voids them. A credential can be read only in the response that issues it.
/// </summary>
public sealed class CredentialUseCases(IEngine engine, CredentialIssue issue, RoundChanges changes)
{
    /// <summary>Most credentials on one page: a hundred sheets of slips.</summary>
    public const int AtOnceMax = 1_000;

    /// <summary>
    /// Makes the credentials of an order. They do not vote yet: the caller sends them, then calls <see cref="SettleAsync"/>, or
    /// <see cref="BreakOffAsync"/> if the answer broke off. Refused with <see cref="RefusalCode.BatchExists"/> when the round knows the id.
    /// </summary>
    /// <param name="id">The id of the batch.</param>
    public async ValueTask<Outcome<UnsentBatch>> MakeAsync(string round, string id, CredentialOrder order, StaffAccount caller)
    {
        var reserved = await changes.ApplyAsync(
            round, issue.ReserveAsync(round, id, order.Group, order.Count, order.Units, caller.Name, order.Spares, caller.Actor.StoredPerson));
        if (reserved.IsRefused(out var refusal))
            return refusal;
        var made = await issue.MakeAsync(reserved.Answer, id, order.Group, order.Count, order.Units, order.Spares);
        if (!made.IsRefused(out refusal))
            return new UnsentBatch(round, id, order, made.Answer, caller.Name);
        await changes.ApplyAsync(round, issue.BreakOffAsync(round, id, caller.Name, StatedReasons.CredentialsNotStored));
        return refusal;
    }

    /// <summary>
    /// Voids a batch and makes another one of the same group, number, units and spares in its place, as <see cref="MakeAsync"/> does.
    /// Refused with
    /// <see cref="RefusalCode.WrongState"/> for a void batch, and as <see cref="VoidAsync"/> refuses; then nothing is made.
    /// </summary>
    /// <param name="id">The id of the new batch.</param>
    public async ValueTask<Outcome<UnsentBatch>> ReplaceAsync(string round, string replaced, string id, string reason, StaffAccount caller)
    {
        var known = await FindAsync(round, replaced);
        if (known.IsRefused(out var refusal))
            return refusal;
        if (known.Answer.State == BatchState.Void)
            return new Refusal(RefusalCode.WrongState, "The batch is void already. Issue another one.", ("batch", replaced));
        var voided = await VoidAsync(round, replaced, reason, caller);
        return voided.IsRefused(out refusal) ? refusal : await MakeAsync(round, id, new CredentialOrder(known.Answer.Group, known.Answer.Count, known.Answer.Units, known.Answer.Spares), caller);
    }

    /// <summary>Lets the credentials of a batch vote, after the last of them was sent.</summary>
    public ValueTask<Outcome<RoundView>> SettleAsync(UnsentBatch batch) =>
        changes.ApplyAsync(batch.Round, issue.SettleAsync(batch.Round, batch.Id, batch.Order.Count));

    /// <summary>
    /// Voids a batch whose answer broke off. If that fails several times, the batch stays unsettled, and its credentials do not vote.
    /// </summary>
    public ValueTask<Outcome<CredentialBatch>> BreakOffAsync(UnsentBatch batch) =>
        changes.ApplyAsync(batch.Round, issue.BreakOffAsync(batch.Round, batch.Id, batch.By, StatedReasons.AnswerBrokeOff));

    /// <summary>All batches of a round, oldest first.</summary>
    public ValueTask<Outcome<BatchList>> ListAsync(string round) => engine.SendAsync(RoundGrain.Ref(round), new ViewBatches());

    /// <summary>The round, read from its grain.</summary>
    public ValueTask<Outcome<RoundView>> ViewAsync(string round) => engine.SendAsync(RoundGrain.Ref(round), new ViewRound());

    /// <summary>One batch. Refused with <see cref="RefusalCode.NoSuchBatch"/>.</summary>
    public ValueTask<Outcome<CredentialBatch>> FindAsync(string round, string id) => engine.SendAsync(RoundGrain.Ref(round), new ViewBatch(id));

    /// <summary>Voids a batch and returns its places to the roll. Refused as <see cref="CredentialIssue.VoidAsync"/> refuses.</summary>
    public ValueTask<Outcome<CredentialBatch>> VoidAsync(string round, string id, string reason, StaffAccount caller) =>
        changes.ApplyAsync(round, issue.VoidAsync(round, id, caller.Name, reason));
}

/// <summary>A batch whose credentials are made and stored, and not sent yet.</summary>
/// <param name="By">The staff account.</param>
public sealed record UnsentBatch(string Round, string Id, CredentialOrder Order, MadeCredentials Credentials, string By);
