using Evaluation.Gateway.Http;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Gateway.Http.Lists;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Http.Versions;
using Evaluation.Staff;
using Microsoft.AspNetCore.Http.HttpResults;
using static Evaluation.Kernel.RefusalCode;

namespace Evaluation.Gateway.SelfAssessments;

/// <summary>Claims of filed self-assessments: read by staff, decided by reviewers.</summary>
internal static class ClaimRoutes
{
    public static void MapClaims(this IEndpointRouteBuilder api)
    {
        var round = api.MapGroup("/rounds/{round}").WithTags("Self-assessment").Refuses(NoSuchRound);
        round.MapGet("/claims", ListAsync).RequireRole(Access.Readers).WithSummary("Claims of all units, by unit and criterion; of one unit, or in one state: open, decided, reopened")
            .Refuses(NoSuchUnit).Pages();
        var unit = round.MapGroup("/units/{unit}/claims").Refuses(NoSuchUnit);
        unit.MapGet("", OfUnitAsync).RequireRole(Access.Readers).WithSummary("The claims of a unit, in the order of the rules").Pages();
        unit.MapGet("/{criterion}", ReadAsync).RequireRole(Access.Readers).WithSummary("A claim with the decision on it").WithDescription("?period= names the period of a criterion that has periods.").Refuses(NoSuchCriterion).SendsVersion();
        unit.MapPut("/{criterion}", DecideAsync).RequireRole(Role.Reviewer).WithSummary("Decide on a claim of a filed self-assessment; the same decision again changes nothing")
            .Reads<ClaimDecision>().Refuses(RefusalCode.BadRequest, WrongState, ReasonMissing, OverClaim, StaleEdit, ConflictOfInterest, NoSuchCriterion).ReplacesVersion();
    }

    private static async Task<Results<Ok<ListPage<ClaimView>>, RefusalResult>> ListAsync(string round, string? unit, string? state, HttpContext context, ClaimUseCases claims)
    {
        var wanted = WordQuery.Read<ClaimState>("state", state);
        return wanted.IsRefused(out var refusal) ? refusal.ToResult() : await PageAsync(round, unit, wanted.Answer, context, claims);
    }

    private static async Task<Results<Ok<ListPage<ClaimView>>, RefusalResult>> OfUnitAsync(string round, string unit, HttpContext context, ClaimUseCases claims) =>
        await PageAsync(round, unit, state: null, context, claims);

    private static async Task<Results<Ok<ListPage<ClaimView>>, RefusalResult>> PageAsync(
        string round, string? unit, ClaimState? state, HttpContext context, ClaimUseCases claims)
    {
        var query = PageQuery.Read(context.Request);
        if (query.IsRefused(out var refusal))
            return refusal.ToResult();
        var listed = await claims.ListAsync(round, unit);
        if (listed.IsRefused(out refusal))
            return refusal.ToResult();
        return query.Answer.Of(
            listed.Answer, claim => $"{claim.Unit}.{claim.Criterion}{(claim.Period is { } period ? $".{period}" : "")}", claim => state is null || claim.State == state)
            .ToTypedResult(TypedResults.Ok);
    }

    private static async Task<Results<Ok<ClaimView>, RefusalResult>> ReadAsync(
        string round, string unit, string criterion, string? period, HttpContext context, ClaimUseCases claims) =>
        Shape(await claims.FindAsync(round, unit, criterion, period), context);

    private static async Task<Results<Ok<ClaimView>, RefusalResult>> DecideAsync(string round, string unit, string criterion, HttpContext context, ClaimUseCases claims)
    {
        var matching = VersionTag.Claim.BasedOn(context.Request);
        if (matching.IsRefused(out var refusal))
            return refusal.ToResult();
        var body = await JsonBody.ReadSmallAsync(context.Request, ClaimDecision.Read);
        if (body.IsRefused(out refusal))
            return refusal.ToResult();
        return Shape(await claims.DecideAsync(round, unit, criterion, body.Answer, matching.Answer, context.CallerAccount), context);
    }

    private static Results<Ok<ClaimView>, RefusalResult> Shape(Outcome<ClaimView> outcome, HttpContext context)
    {
        if (outcome.IsRefused(out var refusal))
            return refusal.ToResult();
        VersionTag.Claim.Send(context, outcome.Answer.Version);
        return TypedResults.Ok(outcome.Answer);
    }
}
