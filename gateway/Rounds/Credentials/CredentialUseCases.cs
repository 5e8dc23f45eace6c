using System.Security.Cryptography;
using Evaluation.Rounds;
using Evaluation.Staff;
using Evaluation.Workflows;

namespace Evaluation.Gateway.Rounds.Credentials;

/// <summary>Issues credentials. Each can be read only in the response that issues it.</summary>
public sealed class CredentialUseCases(CredentialIssue issue, RoundChanges changes)
{
    /// <summary>Most credentials of one call of <see cref="IssueAsync"/>: a hundred sheets of slips.</summary>
    public const int AtOnceMax = 1_000;

    /// <summary>Reserves the credentials of an order on the roll. The caller makes them, then confirms or abandons the batch.</summary>
    public async ValueTask<Outcome<CredentialBatch>> ReserveAsync(string round, CredentialOrder order, StaffAccount caller)
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        var reserved = await changes.ApplyAsync(round, issue.ReserveAsync(round, id, order.Group, order.Count, order.Units, caller.Name));
        return reserved.IsRefused(out var refusal) ? refusal : new CredentialBatch(reserved.Answer, id, order);
    }

    /// <summary>Makes the credentials of a batch in chunks, each durable before it is yielded.</summary>
    /// <exception cref="IssueInterruptedException">A ballot box refused; abandon the batch.</exception>
    public IAsyncEnumerable<IReadOnlyList<string>> MakeAsync(CredentialBatch batch, CancellationToken cancel) =>
        issue.MakeAsync(batch.Round, batch.Id, batch.Order.Group, batch.Order.Count, batch.Order.Units, cancel);

    /// <summary>Confirms that the whole batch is issued.</summary>
    public ValueTask<Outcome<RoundView>> ConfirmAsync(CredentialBatch batch) =>
        changes.ApplyAsync(batch.Round.Id, issue.ConfirmAsync(batch.Round.Id, batch.Id, batch.Order.Count));

    /// <summary>Removes the batch's credentials and returns them to the roll.</summary>
    public ValueTask<Outcome<RoundView>> AbandonAsync(CredentialBatch batch) =>
        changes.ApplyAsync(batch.Round.Id, issue.AbandonAsync(batch.Round, batch.Id));

    /// <summary>Issues all credentials of an order, or none.</summary>
    /// <param name="order">For at most <see cref="AtOnceMax"/> credentials: they are kept in memory.</param>
    public async ValueTask<Outcome<IReadOnlyList<string>>> IssueAsync(string round, CredentialOrder order, StaffAccount caller, CancellationToken cancel)
    {
        var reserved = await ReserveAsync(round, order, caller);
        if (reserved.IsRefused(out var refusal))
            return refusal;
        var batch = reserved.Answer;
        var made = new List<string>(order.Count);
        try
        {
            await foreach (var chunk in MakeAsync(batch, cancel))
                made.AddRange(chunk);
        }
        catch (IssueInterruptedException interrupted)
        {
            await AbandonAsync(batch);
            return interrupted.Refusal;
        }
        catch (OperationCanceledException)
        {
            await AbandonAsync(batch);
            throw;
        }
        var confirmed = await ConfirmAsync(batch);
        if (!confirmed.IsRefused(out refusal))
            return made;
        await AbandonAsync(batch);
        return refusal;
    }
}

/// <summary>Credentials that are reserved on the roll of a round.</summary>
public sealed record CredentialBatch(RoundView Round, string Id, CredentialOrder Order);
