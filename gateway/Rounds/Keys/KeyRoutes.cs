using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Rounds;
using Evaluation.Staff;
using Microsoft.AspNetCore.Http.HttpResults;
using static Evaluation.Kernel.RefusalCode;

namespace Evaluation.Gateway.Rounds.Keys;

/// <summary>The key of a round: its hash, who has its shares, and a share for the caller's envelope.</summary>
internal static class KeyRoutes
{
    public static void MapKeys(this IEndpointRouteBuilder api)
    {
        var key = api.MapGroup("/rounds/{round}/key").WithTags("Rounds").Refuses(NoSuchRound, NoSuchKey);
        key.MapGet("", ViewAsync).RequireRole(Role.Administrator, Role.Auditor).WithSummary("The hash of the round's key, and who has its two shares");
        key.MapPost("/shares", GiveAsync).RequireRole(Role.Administrator)
            .WithSummary("A share of the round's key for an envelope: share A for the first person, share B for another one. The same person gets the same share again")
            .Refuses(KeySharesGiven, KeyMissing, KeyDiffers, NotIndependent, NotConfirmed);
    }

    private static async Task<Results<Ok<KeyView>, RefusalResult>> ViewAsync(string round, KeyUseCases keys) =>
        (await keys.ViewAsync(round)).ToTypedResult(view => TypedResults.Ok(view));

    private static async Task<Results<Ok<ShareOfKey>, RefusalResult>> GiveAsync(string round, HttpContext context, KeyUseCases keys)
    {
        var given = await keys.GiveAsync(round, context.CallerAccount);
        context.Response.Headers.CacheControl = "no-store";
        return given.ToTypedResult(share => TypedResults.Ok(new ShareOfKey(share.Share.ToString(), share.Text, share.Commitment)));
    }
}

/// <summary>A share of the key of a round.</summary>
/// <param name="Share"><c>A</c> or <c>B</c>.</param>
/// <param name="Text">60 letters and digits in groups of five. Print it, check it, and put it into an envelope.</param>
/// <param name="Commitment">The SHA-256 of the key.</param>
public sealed record ShareOfKey(string Share, string Text, string Commitment);
