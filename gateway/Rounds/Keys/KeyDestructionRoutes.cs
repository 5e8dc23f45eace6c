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
            .Reads<KeyDestruction>().Refuses(RefusalCode.BadRequest, RefusalCode.ReasonMissing, RefusalCode.RecordNotKept);
        api.MapPost("/rounds/{round}/record/copies", KeepAsync).WithTags("Rounds").RequireRole(Role.Auditor)
            .WithSummary("State that a copy of the sealed record is kept in a second place, with the digest in the last row of the copy. The key cannot be destroyed before")
            .Reads<KeptRecord>().Refuses(RefusalCode.NoSuchRound, RefusalCode.BadRequest, RefusalCode.WrongState, RefusalCode.RecordDiffers);
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

    private static async Task<Results<Ok<RoundSummary>, RefusalResult>> KeepAsync(string round, HttpContext context, KeyDestructionUseCases keys)
    {
        var body = await JsonBody.ReadSmallAsync(context.Request, KeptRecord.Read);
        if (body.IsRefused(out var refusal))
            return refusal.ToResult();
        var kept = await keys.KeepRecordAsync(round, body.Answer, context.CallerAccount);
        return kept.ToTypedResult(view => TypedResults.Ok(RoundSummary.Of(view)));
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

/// <summary>The body of a statement that a copy of the sealed record is kept.</summary>
/// <param name="Digest">The digest in the last row of the copy: 64 hexadecimal digits.</param>
/// <param name="Place">Where the copy is kept.</param>
public sealed record KeptRecord(string Digest, string Place)
{
    internal static KeptRecord Read(JsonElement body, FaultList faults)
    {
        var fields = JsonCursor.Root(body, faults).Object("digest", "place");
        return new(Tidy(fields.Required("digest").Text(Limits.LabelCharacters)), fields.Required("place").Text(Limits.ReasonCharacters));
    }

    /// <summary>The digest as people copy it: with blanks and capitals.</summary>
    internal static string Tidy(string digest) => digest.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
}
