using System.Text.Json;
using Evaluation.Ballots.LostSlips;
using Evaluation.Gateway.Http;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Kernel.Reading;
using Evaluation.Rounds.LostSlips;
using Evaluation.Staff;
using Microsoft.AspNetCore.Http.HttpResults;
using static Evaluation.Kernel.RefusalCode;

namespace Evaluation.Gateway.Rounds.Credentials;

/// <summary>Revokes lost slips of credentials.</summary>
internal static class SlipRoutes
{
    public static void MapSlips(this IEndpointRouteBuilder api) =>
        api.MapPost("/rounds/{round}/credentials/revocations", RevokeAsync).WithTags("Rounds").RequireRole(Role.Administrator)
            .WithSummary(
                "Revoke a lost slip by its number; with spare, this spare of its batch votes in its place. Not after the slip has voted. "
                + "The same again changes nothing and gives the same answer; after the batch became void, outcome is revoked")
            .Reads<SlipRevocationOrder>()
            .Refuses(
                RefusalCode.BadRequest, ReasonMissing, NoSuchRound, NoSuchSlip, NoSuchBatch, SlipAmbiguous, RefusalCode.SlipRevoked, SlipIsSpare, NotASpare, SpareUsed, SpareOfAnotherBatch, AlreadyCast,
                WrongState, TooManyEntries, KeyMissing, KeyDiffers);

    private static async Task<Results<Ok<RevokedSlip>, RefusalResult>> RevokeAsync(string round, HttpContext context, SlipUseCases slips)
    {
        var body = await JsonBody.ReadSmallAsync(context.Request, SlipRevocationOrder.Read);
        if (body.IsRefused(out var refusal))
            return refusal.ToResult();
        var revoked = await slips.RevokeAsync(round, body.Answer, context.CallerAccount);
        return revoked.ToTypedResult(slip => TypedResults.Ok(slip));
    }
}

/// <summary>The body of a revocation.</summary>
/// <param name="Slip">The number of the lost slip.</param>
/// <param name="Spare">The number of the spare that votes in its place; left out for none.</param>
public sealed record SlipRevocationOrder(string Slip, string? Spare, string Reason)
{
    private static readonly string NoNumber = $"is no slip number: {SlipNumber.Letters} letters and digits, such as {SlipNumber.Example}";

    /// <summary>The numbers that cannot be read.</summary>
    internal IReadOnlyList<Fault> Faults =>
        [.. new[] { ("/slip", Slip), ("/spare", Spare) }.Where(typed => typed.Item2 is { } text && !SlipNumber.TryRead(text, out _)).Select(typed => new Fault(typed.Item1, NoNumber))];

    internal static SlipRevocationOrder Read(JsonElement body, FaultList faults)
    {
        var fields = JsonCursor.Root(body, faults).Object("slip", "spare", "reason");
        var spare = fields.Nullable("spare");
        return new(fields.Required("slip").Text(Limits.SlugCharacters), spare.IsThere ? spare.Text(Limits.SlugCharacters) : null, fields.Required("reason").Text(Limits.ReasonCharacters, lines: true));
    }
}

/// <summary>The answer to a revocation. The instant is in the round's time zone.</summary>
/// <param name="Batch">The batch of the slip.</param>
/// <param name="Outcome"><c>replaced</c> while a spare votes in its place, otherwise <c>revoked</c>, as when the batch became void.</param>
public sealed record RevokedSlip(string Batch, string Group, SlipOutcome Outcome, DateTimeOffset At, string By);
