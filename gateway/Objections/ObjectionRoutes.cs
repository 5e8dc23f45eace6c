using Evaluation.Gateway.Http;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Gateway.Http.Creation;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Http.Versions;
using Evaluation.Staff;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Evaluation.Gateway.Objections;

/// <summary>Objections to a published result: filed within the window, answered by two persons.</summary>
internal static class ObjectionRoutes
{
    public static void MapObjections(this IEndpointRouteBuilder api)
    {
        var objections = api.MapGroup("/rounds/{round}/objections").WithTags("Objections").Refuses(RefusalCode.NoSuchRound);
        objections.MapPost("", FileAsync).RequireRole([Role.Unit, .. ObjectionUseCases.Officials])
            .WithSummary("Object to a unit's published result; the same sent again is the same objection").Reads<NewObjection>().CreatesOnce()
            .Refuses(RefusalCode.NoSuchUnit, RefusalCode.NoSuchFigure, RefusalCode.NoSuchVersion, RefusalCode.UnitNotYours, RefusalCode.WrongState, RefusalCode.ObjectionWindowClosed, RefusalCode.TooManyObjections);
        objections.MapGet("", ListAsync).WithSummary("The round's objections, with the fields that the caller may see").Refuses(RefusalCode.SignInRequired, RefusalCode.NotPublished);
        var objection = objections.MapGroup("/{id}").Refuses(RefusalCode.NoSuchObjection);
        objection.MapGet("", ReadAsync).WithSummary("An objection, with the fields that the caller may see; for staff, the entity tag is that of the proposed answer")
            .Refuses(RefusalCode.SignInRequired, RefusalCode.NotPublished).SendsVersion();
        objection.MapGet("/assign", ReadAssigneeAsync).RequireRole(ObjectionUseCases.Readers).WithSummary("The reviewer of an objection").SendsVersion();
        objection.MapPost("/assign", AssignAsync).RequireRole(ObjectionUseCases.Officials).WithSummary("Assign an objection to a reviewer; replaces an earlier assignment")
            .Reads<Assignment>().Refuses(RefusalCode.NotAReviewer, RefusalCode.ConflictOfInterest, RefusalCode.ObjectionAnswered).ReplacesVersion(andBody: true);
        objection.MapPost("/resolve", ResolveAsync).RequireRole(ObjectionUseCases.Officials)
            .WithSummary("Propose an answer, with corrections when the objection is upheld; replaces a proposal that is not approved")
            .Reads<Resolution>().Refuses(RefusalCode.ConflictOfInterest, RefusalCode.BadCorrection, RefusalCode.NothingCorrected, RefusalCode.ObjectionAnswered).ReplacesVersion(andBody: true);
        objection.MapPost("/approve", ApproveAsync).RequireRole(ObjectionUseCases.Officials)
            .WithSummary("Approve the proposed answer, as a second person; if it is upheld, returns when the next version of the result is computed")
            .Reads<Approval>(required: false).Refuses(RefusalCode.BadRequest, RefusalCode.NothingProposed, RefusalCode.ProposalReplaced, RefusalCode.SamePerson, RefusalCode.NotIndependent, RefusalCode.NotConfirmed, RefusalCode.ConflictOfInterest, RefusalCode.BadCorrection, RefusalCode.NothingCorrected, RefusalCode.ObjectionAnswered);
    }

    private static async Task<Results<Created<Ticket>, RefusalResult>> FileAsync(string round, HttpContext context, ObjectionUseCases objections)
    {
        var read = await IdempotencyKey.ReadBodyAsync(context, NewObjection.Read);
        if (read.IsRefused(out var refusal))
            return refusal.ToResult();
        var filed = await objections.FileAsync(round, read.Answer.Body, context.CallerAccount, read.Answer.Key);
        return filed.ToTypedResult(ticket => TypedResults.Created($"/api/rounds/{round}/objections/{ticket.Id}", ticket));
    }

    private static async Task<Results<Ok<Ticket[]>, RefusalResult>> ListAsync(string round, HttpContext context, ObjectionUseCases objections)
    {
        var caller = await Access.CallerAsync(context);
        if (caller.IsRefused(out var refusal))
            return refusal.ToResult();
        return (await objections.ListAsync(round, caller.Answer)).ToTypedResult(TypedResults.Ok);
    }

    private static async Task<Results<Ok<Ticket>, RefusalResult>> ReadAsync(string round, string id, HttpContext context, ObjectionUseCases objections)
    {
        var caller = await Access.CallerAsync(context);
        if (caller.IsRefused(out var refusal))
            return refusal.ToResult();
        return (await objections.ReadAsync(round, id, caller.Answer)).ToTypedResult(ticket => Show(ticket, context));
    }

    /// <summary>The ticket. Who may see the proposal also gets its number as the entity tag.</summary>
    private static Ok<Ticket> Show(Ticket ticket, HttpContext context)
    {
        if (ticket.ProposalCount is { } count)
            VersionTag.Proposal.Send(context, count);
        return TypedResults.Ok(ticket);
    }

    private static async Task<Results<Ok<Assignee>, RefusalResult>> ReadAssigneeAsync(string round, string id, HttpContext context, ObjectionUseCases objections)
    {
        var ticket = await objections.ReadAsync(round, id, context.CallerAccount);
        return ticket.ToTypedResult(read => TypedResults.Ok(new Assignee(Sent(read, context).AssignedTo)));
    }

    private static async Task<Results<Ok<Ticket>, RefusalResult>> AssignAsync(string round, string id, HttpContext context, ObjectionUseCases objections)
    {
        var basedOn = VersionTag.Assignment.BasedOn(context.Request);
        if (basedOn.IsRefused(out var refusal))
            return refusal.ToResult();
        var body = await JsonBody.ReadSmallAsync(context.Request, Assignment.Read);
        if (body.IsRefused(out refusal))
            return refusal.ToResult();
        var read = new ReadVersions(basedOn.Answer, body.Answer.BasedOn);
        var assigned = await objections.AssignAsync(round, id, body.Answer.To, read.Both, context.CallerAccount);
        return assigned.IsRefused(out refusal)
            ? (await read.RefuseAsync(refusal, () => objections.ReadAsync(round, id, context.CallerAccount))).ToResult()
            : TypedResults.Ok(Sent(assigned.Answer, context));
    }

    /// <summary>The ticket, after the number of the assignment was sent as the entity tag.</summary>
    private static Ticket Sent(Ticket ticket, HttpContext context)
    {
        if (ticket.AssignmentCount is { } count)
            VersionTag.Assignment.Send(context, count);
        return ticket;
    }

    private static async Task<Results<Ok<Ticket>, RefusalResult>> ResolveAsync(string round, string id, HttpContext context, ObjectionUseCases objections)
    {
        var basedOn = VersionTag.Proposal.BasedOn(context.Request);
        if (basedOn.IsRefused(out var refusal))
            return refusal.ToResult();
        var body = await JsonBody.ReadAsync(context.Request, Limits.AnswerBytes, RefusalCode.BadCorrection, Resolution.Read);
        if (body.IsRefused(out refusal))
            return refusal.ToResult();
        var read = new ReadVersions(basedOn.Answer, body.Answer.BasedOn);
        var proposed = await objections.ProposeAsync(round, id, body.Answer, read.Both, context.CallerAccount);
        return proposed.IsRefused(out refusal)
            ? (await read.RefuseAsync(refusal, () => objections.ReadAsync(round, id, context.CallerAccount))).ToResult()
            : Show(proposed.Answer, context);
    }

    private static async Task<Results<Ok<Ticket>, RefusalResult>> ApproveAsync(string round, string id, HttpContext context, ObjectionUseCases objections)
    {
        var body = await JsonBody.ReadOptionalAsync(context.Request, Approval.Read, new Approval());
        if (body.IsRefused(out var refusal))
            return refusal.ToResult();
        return (await objections.ApproveAsync(round, id, body.Answer.Proposal, context.CallerAccount)).ToTypedResult(TypedResults.Ok);
    }
}
