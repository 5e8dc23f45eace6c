using Evaluation.Gateway.Http.Lists;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Log;
using Evaluation.Runtime;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Evaluation.Gateway.Log;

/// <summary>The log of blocks for witnesses: signed heads and proofs. Nothing of it depends on how many ballots were cast.</summary>
internal static class LogRoutes
{
    public static void MapLog(this IEndpointRouteBuilder api)
    {
        var log = api.MapGroup("/log").WithTags("Log").Refuses(RefusalCode.Busy);
        log.MapGet("/checkpoint", ReadCheckpointAsync).Refuses(RefusalCode.NoCheckpoint).Produces<string>(contentType: "text/plain")
            .WithSummary("The newest signed head of the log: a C2SP checkpoint");
        log.MapGet("/key", ReadKeyAsync).Refuses(RefusalCode.NoCheckpoint).Produces<string>(contentType: "text/plain")
            .WithSummary("The line with which a witness verifies heads: name, key id, public key");
        log.MapGet("/proof", ProveAsync).Refuses(RefusalCode.BadRequest, RefusalCode.JournalBroken)
            .WithSummary("The proof that the first from blocks are the beginning of the first to blocks (RFC 9162); to may be left out for the newest");
    }

    private static async Task<Results<ContentHttpResult, RefusalResult>> ReadCheckpointAsync(IEngine engine) =>
        (await engine.SendAsync(LogGrain.Ref, new ViewCheckpoint())).ToTypedResult(checkpoint => TypedResults.Text(checkpoint.Text));

    private static async Task<Results<ContentHttpResult, RefusalResult>> ReadKeyAsync(IEngine engine) =>
        (await engine.SendAsync(LogGrain.Ref, new ViewCheckpoint())).ToTypedResult(checkpoint => TypedResults.Text(checkpoint.Key + "\n"));

    private static async Task<Results<Ok<LogConsistency>, RefusalResult>> ProveAsync(string? from, string? to, LogProofs proofs, CancellationToken cancel)
    {
        var (first, last) = (NumberQuery.Read("from", from), NumberQuery.Read("to", to));
        if (first.IsRefused(out var refusal) || last.IsRefused(out refusal))
            return refusal.ToResult();
        return (await proofs.ProveAsync(first.Answer, last.Answer, cancel)).ToTypedResult(proof => TypedResults.Ok(proof));
    }
}
