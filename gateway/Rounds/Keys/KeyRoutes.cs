using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
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
        key.MapGet("", ViewAsync).RequireRole(Role.Administrator, Role.Auditor).WithSummary("The hash of the round's key, who has its two shares, and who has destroyed it");
        key.MapPost("/shares", GiveAsync).RequireRole(Role.Administrator)
            .WithSummary("A share of the round's key for an envelope: share A for the first person, share B for another one. The same person gets the same share again; each time stands in the audit")
            .Refuses(KeySharesGiven, KeyMissing, KeyDiffers, RefusalCode.KeyDestroyed, NotIndependent, NotConfirmed);
    }

    private static async Task<Results<Ok<HeldKey>, RefusalResult>> ViewAsync(string round, KeyUseCases keys) =>
        (await keys.ViewAsync(round)).ToTypedResult(view => TypedResults.Ok(view));

    private static async Task<Results<Ok<ShareOfKey>, RefusalResult>> GiveAsync(string round, HttpContext context, KeyUseCases keys)
    {
        var given = await keys.GiveAsync(round, context.CallerAccount);
        context.Response.Headers.CacheControl = "no-store";
        return given.ToTypedResult(share => TypedResults.Ok(new ShareOfKey(share.Share.ToString(), share.Text, share.Commitment)));
    }
}

/// <summary>What everybody of the staff may know of the key of a round.</summary>
/// <param name="Commitment">The SHA-256 of the key.</param>
/// <param name="ShareHolders">The person who has share A, then the one who has share B; fewer while shares are not given.</param>
/// <param name="Destroyed">Who has destroyed the key; null while it is there.</param>
public sealed record HeldKey(string Commitment, IReadOnlyList<string> ShareHolders, KeyDecision? Destroyed);

/// <summary>A share of the key of a round.</summary>
/// <param name="Share"><c>A</c> or <c>B</c>.</param>
/// <param name="Text">60 letters and digits in groups of five. Print it, check it, and put it into an envelope.</param>
/// <param name="Commitment">The SHA-256 of the key.</param>
public sealed record ShareOfKey(string Share, string Text, string Commitment);
