using System.Security.Cryptography;
using Evaluation.Gateway.Rounds.Credentials;
using Evaluation.Workflows;

namespace Evaluation.Gateway.Pages.Administrator.Credentials;

/// <summary>Credentials for one page of links or slips: all of them were issued, or none. They are nowhere but in the answer that shows them.</summary>
internal static class IssuedCredentials
{
    /// <summary>Credentials of one page: a hundred sheets of slips; more are issued as CSV.</summary>
    public const int PageMax = 1_000;

    public static async ValueTask<Outcome<IReadOnlyList<string>>> MakeAsync(CredentialIssue issue, string round, CredentialOrder order, string by, CancellationToken cancel)
    {
        var batch = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        var reserved = await issue.ReserveAsync(round, batch, order.Group, order.Count, order.Units, by);
        if (reserved.IsRefused(out var refusal))
            return refusal;
        var made = new List<string>(order.Count);
        try
        {
            await foreach (var chunk in issue.MakeAsync(reserved.Answer, batch, order.Group, order.Count, order.Units, cancel))
                made.AddRange(chunk);
        }
        catch (IssueInterruptedException interrupted)
        {
            await issue.AbandonAsync(reserved.Answer, batch);
            return interrupted.Refusal;
        }
        catch (OperationCanceledException)
        {
            await issue.AbandonAsync(reserved.Answer, batch);
            throw;
        }
        var confirmed = await issue.ConfirmAsync(round, batch, order.Count);
        if (!confirmed.IsRefused(out refusal))
            return made;
        await issue.AbandonAsync(reserved.Answer, batch);
        return refusal;
    }
}
