using Evaluation.Gateway.Http;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Gateway.Http.Creation;
using Evaluation.Gateway.Http.Lists;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Staff;
using Evaluation.Units.Supervision;
using Microsoft.AspNetCore.Http.HttpResults;
using static Evaluation.Kernel.RefusalCode;

namespace Evaluation.Gateway.Supervision;

/// <summary>Bonuses and deductions of a unit: proposed by one person, decided by another.</summary>
internal static class AdjustmentRoutes
{
    public static void MapAdjustments(this IEndpointRouteBuilder api)
    {
        var adjustments = api.MapGroup("/rounds/{round}/units/{unit}/adjustments").WithTags("Supervision").Refuses(NoSuchRound, NoSuchUnit);
        adjustments.MapPost("", ProposeAsync).RequireRole(Role.Inspector, Role.Reviewer)
            .WithSummary("Propose a bonus, a deduction, or a deduction from the daily score; it counts when another person approves it")
            .Reads<NewAdjustment>().CreatesOnce().Refuses(WrongState, ConflictOfInterest, TooManyEntries);
        adjustments.MapGet("", ListAsync).RequireRole([Role.Unit, .. Access.Readers])
            .WithSummary("A unit's adjustments in the order of proposal; state is proposed, approved, rejected or withdrawn").Pages().Refuses(UnitNotYours);
        var adjustment = adjustments.MapGroup("/{id}").Refuses(NoSuchAdjustment);
        adjustment.MapGet("", ReadAsync).RequireRole([Role.Unit, .. Access.Readers]).WithSummary("An adjustment").Refuses(UnitNotYours);
        adjustment.MapPost("/approval", ApproveAsync).RequireRole(Role.Reviewer).WithSummary("Approve an adjustment, as another person than its proposer")
            .Refuses(WrongState, SamePerson, NotIndependent, NotConfirmed, ConflictOfInterest);
        adjustment.MapPost("/rejection", RejectAsync).RequireRole(Role.Reviewer).WithSummary("Reject a proposed adjustment, as another person than its proposer")
            .Reads<GivenReason>().Refuses(RefusalCode.BadRequest, WrongState, SamePerson, NotIndependent, NotConfirmed, ConflictOfInterest);
        adjustment.MapPost("/withdrawal", WithdrawAsync).RequireRole(Role.Reviewer)
            .WithSummary("Withdraw a proposed or approved adjustment, as another person than its proposer; it counts no more and stays listed")
            .Reads<GivenReason>().Refuses(RefusalCode.BadRequest, WrongState, SamePerson, NotIndependent, NotConfirmed, ConflictOfInterest);
    }

    private static async Task<Results<Created<AdjustmentView>, RefusalResult>> ProposeAsync(string round, string unit, HttpContext context, SupervisionUseCases supervision)
    {
        var read = await IdempotencyKey.ReadBodyAsync(context, NewAdjustment.Read);
        if (read.IsRefused(out var refusal))
            return refusal.ToResult();
        var (body, key) = read.Answer;
        var proposed = await supervision.ProposeAsync(round, unit, body, key, context.CallerAccount);
        return proposed.ToTypedResult(now => TypedResults.Created($"/api/rounds/{round}/units/{unit}/adjustments/{now.Id}", Show(now, now.Id!, context)!));
    }

    private static async Task<Results<Ok<ListPage<AdjustmentView>>, RefusalResult>> ListAsync(
        string round, string unit, string? state, string? since, HttpContext context, SupervisionUseCases supervision)
    {
        var filter = ListFilter<AdjustmentState>.Read(context.Request, state, since);
        if (filter.IsRefused(out var refusal))
            return refusal.ToResult();
        var read = await supervision.ReadAsync(round, unit);
        if (read.IsRefused(out refusal))
            return refusal.ToResult();
        var reader = EntryReader.Of(read.Answer, context.CallerAccount);
        return filter.Answer.Of(
            read.Answer.Now.Adjustments.Select(reader.Show), adjustment => adjustment.Id, adjustment => adjustment.State, adjustment => adjustment.Proposed.At).ToTypedResult(TypedResults.Ok);
    }

    private static async Task<Results<Ok<AdjustmentView>, RefusalResult>> ReadAsync(
        string round, string unit, string id, HttpContext context, SupervisionUseCases supervision)
    {
        var read = await supervision.ReadAsync(round, unit);
        if (read.IsRefused(out var refusal))
            return refusal.ToResult();
        return Show(read.Answer, id, context) is { } adjustment
            ? TypedResults.Ok(adjustment)
            : new Refusal(NoSuchAdjustment, $"The unit has no adjustment '{id}'.", ("id", id)).ToResult();
    }

    private static async Task<Results<Ok<AdjustmentView>, RefusalResult>> ApproveAsync(
        string round, string unit, string id, HttpContext context, SupervisionUseCases supervision) =>
        (await supervision.ApproveAsync(round, unit, id, context.CallerAccount)).ToTypedResult(now => TypedResults.Ok(Show(now, id, context)!));

    private static async Task<Results<Ok<AdjustmentView>, RefusalResult>> RejectAsync(
        string round, string unit, string id, HttpContext context, SupervisionUseCases supervision)
    {
        var body = await JsonBody.ReadSmallAsync(context.Request, GivenReason.Read);
        if (body.IsRefused(out var refusal))
            return refusal.ToResult();
        var rejected = await supervision.RejectAsync(round, unit, id, body.Answer.Reason, context.CallerAccount);
        return rejected.ToTypedResult(now => TypedResults.Ok(Show(now, id, context)!));
    }

    private static async Task<Results<Ok<AdjustmentView>, RefusalResult>> WithdrawAsync(
        string round, string unit, string id, HttpContext context, SupervisionUseCases supervision)
    {
        var body = await JsonBody.ReadSmallAsync(context.Request, GivenReason.Read);
        if (body.IsRefused(out var refusal))
            return refusal.ToResult();
        var withdrawn = await supervision.WithdrawAdjustmentAsync(round, unit, id, body.Answer.Reason, context.CallerAccount);
        return withdrawn.ToTypedResult(now => TypedResults.Ok(Show(now, id, context)!));
    }

    private static AdjustmentView? Show(Supervised read, string id, HttpContext context) =>
        read.Now.Adjustments.FirstOrDefault(entry => entry.Adjustment.Id == id) is { } entry ? EntryReader.Of(read, context.CallerAccount).Show(entry) : null;
}
