using System.Text.Json;
using Evaluation.Gateway.Http;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Kernel.Reading;
using Evaluation.Staff;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Evaluation.Gateway.Rounds.Keys;

/// <summary>The end of the key of a round.</summary>
internal static class KeyDestructionRoutes
{
    public static void MapKeyDestruction(this IEndpointRouteBuilder api)
    {
        var destruction = api.MapGroup("/rounds/{round}/key/destruction").WithTags("Rounds").RequireRole(Role.Administrator).Refuses(RefusalCode.NoSuchRound, RefusalCode.WrongState);
        destruction.MapPost("", ProposeAsync).WithSummary("Propose to destroy the key of the round; while four eyes are off, destroy it")
            .WithDescription("Allowed from the state that policies.destroyKeyAt names, and for a cancelled round. Afterwards nobody can read or recount a ballot; results follow from the sealed record.")
            .Reads<KeyDestruction>().Refuses(RefusalCode.BadRequest, RefusalCode.ReasonMissing);
        destruction.MapPost("/approval", ApproveAsync).WithSummary("Confirm, as a second person, that the key of the round is destroyed; returns when it is")
            .Refuses(RefusalCode.NothingProposed, RefusalCode.SamePerson, RefusalCode.NotIndependent, RefusalCode.NotConfirmed);
    }

    private static async Task<Results<Ok<RoundSummary>, RefusalResult>> ProposeAsync(string round, HttpContext context, KeyDestructionUseCases keys)
    {
        var body = await JsonBody.ReadSmallAsync(context.Request, KeyDestruction.Read);
        if (body.IsRefused(out var refusal))
            return refusal.ToResult();
        var proposed = await keys.ProposeAsync(round, body.Answer.Reason, context.CallerAccount);
        return proposed.ToTypedResult(view => TypedResults.Ok(RoundSummary.Of(view)));
    }

    private static async Task<Results<Ok<RoundSummary>, RefusalResult>> ApproveAsync(string round, HttpContext context, KeyDestructionUseCases keys)
    {
        var approved = await keys.ApproveAsync(round, context.CallerAccount);
        return approved.ToTypedResult(view => TypedResults.Ok(RoundSummary.Of(view)));
    }
}

/// <summary>The body of a proposal to destroy the key of a round.</summary>
public sealed record KeyDestruction(string Reason)
{
    internal static KeyDestruction Read(JsonElement body, FaultList faults) =>
        new(JsonCursor.Root(body, faults).Object("reason").Required("reason").Text(Limits.ReasonCharacters, lines: true));
}
