using Evaluation.Gateway.Http;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Gateway.Http.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Evaluation.Gateway.Receipts;

/// <summary>The check of a receipt. The receipt is in the body, because addresses are logged and kept by browsers.</summary>
internal static class ReceiptRoutes
{
    public static void MapReceipts(this IEndpointRouteBuilder api) =>
        api.MapPost("/rounds/{round}/receipt-checks", CheckAsync).WithTags("Voting").Reads<ReceiptCheck>()
            .WithSummary("Prove to the holder of a receipt that the ballot is recorded and unaltered. Changes nothing; shows no choice, and not whether a later ballot replaced it")
            .Refuses(RefusalCode.NoSuchRound, RefusalCode.NoSuchReceipt, RefusalCode.TooManyAttempts, RefusalCode.BadRequest, RefusalCode.Busy, RefusalCode.JournalBroken);

    private static async Task<Results<Ok<ReceiptProof>, RefusalResult>> CheckAsync(string round, HttpContext context, ReceiptUseCases receipts)
    {
        context.Response.Headers.CacheControl = "no-store";
        var body = await JsonBody.ReadSmallAsync(context.Request, ReceiptCheck.Read);
        return body.IsRefused(out var refusal)
            ? refusal.ToResult()
            : (await receipts.ProveAsync(round, body.Answer.Receipt, context.Connection.RemoteIpAddress, context.RequestAborted)).ToTypedResult(TypedResults.Ok);
    }
}
