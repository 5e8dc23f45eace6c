using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Receipts;
using Evaluation.Rounds;

namespace Evaluation.Gateway.Pages.Public.Receipts;

/// <summary>
/// The page on which a voter checks a receipt. A script asks for the proof and verifies it on the device. Without it the form is posted,
/// and the page says that only the server has looked.
/// </summary>
internal static class ReceiptPageRoutes
{
    private const string Address = "/receipt";

    public static void MapReceiptPage(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(Address, AskAsync);
        pages.MapPost(Address, CheckAsync);
    }

    private static Task<IResult> AskAsync(string? round, PublicRounds rounds, CancellationToken cancel) => ShowAsync(round, "", null, null, rounds, cancel);

    private static async Task<IResult> CheckAsync(HttpContext context, ReceiptUseCases receipts, PublicRounds rounds)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var (round, receipt) = (form["round"].ToString(), form["receipt"].ToString());
        context.Response.Headers.CacheControl = "no-store";
        var proof = await receipts.ProveAsync(round, receipt, context.Connection.RemoteIpAddress, context.RequestAborted);
        return await ShowAsync(round, receipt, proof.IsRefused(out var refusal) ? null : proof.Answer, refusal, rounds, context.RequestAborted);
    }

    private static async Task<IResult> ShowAsync(string? round, string receipt, ReceiptProof? proof, Refusal? why, PublicRounds rounds, CancellationToken cancel)
    {
        var listed = await rounds.ListAsync(cancel);
        if (listed.IsRefused(out var refusal))
            return refusal.ToResult();
        // The voters of an internal round come by the link of their own page.
        RoundView[] voted = [.. listed.Answer.Where(known => known.KeyCommitment is not null)];
        return PageResults.Show<ReceiptPage>(
            new { Rounds = voted, Chosen = round, Receipt = receipt, Proof = proof, Refusal = why, Organiser = PublicRounds.OrganiserOf(listed.Answer) }, PageResults.Status(why));
    }
}
