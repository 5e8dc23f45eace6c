using System.Text.Json;
using Evaluation.Complaints;
using Evaluation.Gateway.Findings;
using Evaluation.Gateway.Http;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Authentication.Keys;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Gateway.Http.Creation;
using Evaluation.Gateway.Http.Lists;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Http.Versions;
using Evaluation.Kernel.Reading;
using Evaluation.Staff;
using Microsoft.AspNetCore.Http.HttpResults;
using static Evaluation.Kernel.RefusalCode;

namespace Evaluation.Gateway.Complaints;

/// <summary>Complaints about units: sent by anybody, or entered by staff for somebody.</summary>
internal static class ComplaintRoutes
{
    public static void MapComplaints(this IEndpointRouteBuilder api)
    {
        var all = api.MapGroup("/complaints").WithTags("Complaints");
        all.MapPost("", ReceiveAsync).CreatesOnce().Reads<NewComplaint>()
            .WithSummary("Complain about a unit, without an account; or, for staff with a channel, enter a complaint for somebody. Only this answer contains the secret")
            .Refuses(NoSuchRound, NoSuchUnit, AmbiguousUnit, RefusalCode.WrongState, NotAllowed, TooManyEntries);
        all.MapGet("", ListAsync).RequireRoleAnywhere(Role.Administrator, Role.Reviewer, Role.Auditor, Role.Unit)
            .WithSummary("The complaints that the caller may see, by unit, round and state: in whole for the unit's reviewers, administrators and auditors, released ones for the unit").Pages().Refuses(NotAllowed);
        all.MapGet("/{id}", ReadAsync)
            .WithSummary("A complaint: its state and answer with Authorization: Complaint <secret>; for staff, what the role may see")
            .Refuses(RefusalCode.NoSuchComplaint).SendsVersion();
        var complaint = all.MapGroup("/{id}").RequireRoleAnywhere(ComplaintUseCases.Officials).Refuses(NotAllowed, RefusalCode.NoSuchComplaint, RefusalCode.WrongState, ConflictOfInterest, RefusalCode.BadRequest);
        complaint.MapPost("/assignment", AssignAsync).WithSummary("Assign a complaint to a reviewer or administrator").Reads<ComplaintAssignment>().Refuses(NotAReviewer);
        complaint.MapPost("/release", ReleaseAsync).WithSummary("Show a redacted text of the complaint to the unit").Reads<ComplaintRelease>().ReplacesVersion(andBody: true);
        complaint.MapPost("/answer", AnswerAsync).WithSummary("Answer a complaint, or revise its answer").Reads<NewComplaintAnswer>().ReplacesVersion(andBody: true);
        complaint.MapPost("/finding", MakeFindingAsync)
            .WithSummary("Make a finding of an upheld complaint, in the newest round that has the unit or in the one that ?round= names; a repeat makes no other")
            .Reads<NewFinding>().Refuses(NoSuchUnit);
        complaint.MapPost("/rejection", RejectAsync).WithSummary("Reject a complaint as abuse: it is kept, hidden from the unit and counted nowhere").Reads<GivenReason>();
        complaint.MapPost("/restoration", RestoreAsync).WithSummary("Take a rejection back").Reads<GivenReason>();
        complaint.MapPost("/closing", CloseAsync).WithSummary("Close an answered complaint").Reads<ComplaintClosing>();
    }

    private static async Task<Results<Created<ComplaintReceipt>, RefusalResult>> ReceiveAsync(HttpContext context, ComplaintUseCases complaints)
    {
        // The receipt contains a secret.
        context.Response.Headers.CacheControl = "no-store";
        var caller = await Access.CallerAsync(context);
        if (caller.IsRefused(out var refusal))
            return refusal.ToResult();
        var body = await JsonBody.ReadSmallAsync(context.Request, NewComplaint.Read);
        if (body.IsRefused(out refusal))
            return refusal.ToResult();
        // A person who complains has no name: a key that many choose is refused with another body.
        var name = body.Answer.Channel is null ? Complaint.Public : caller.Answer?.Name ?? Complaint.Public;
        var key = IdempotencyKey.Read(context, name, body.Answer);
        if (key.IsRefused(out refusal))
            return refusal.ToResult();
        string? header = context.Request.Headers[IdempotencyKey.Header];
        var received = await complaints.ReceiveAsync(body.Answer, header, key.Answer, caller.Answer, context.Connection.RemoteIpAddress);
        return received.ToTypedResult(receipt => TypedResults.Created($"/api/complaints/{receipt.Id}", receipt));
    }

    private static async Task<Results<Ok<ListPage<ComplaintView>>, RefusalResult>> ListAsync(
        string? unit, string? round, string? state, string? since, HttpContext context, ComplaintUseCases complaints)
    {
        var filter = ListFilter<ComplaintState>.Read(context.Request, state, since);
        return filter.IsRefused(out var refusal)
            ? refusal.ToResult()
            : (await complaints.ListAsync(unit, round, filter.Answer, context.CallerAccount)).ToTypedResult(TypedResults.Ok);
    }

    private static async Task<Results<Ok<ComplaintView>, RefusalResult>> ReadAsync(string id, HttpContext context, ComplaintUseCases complaints)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (SecretTypes.SecretOf(context.Request, SecretTypes.Complaint) is { } secret)
            return (await complaints.ReadOwnAsync(id, secret, context.Connection.RemoteIpAddress)).ToTypedResult(TypedResults.Ok);
        var caller = await Access.CallerAsync(context);
        if (caller.IsRefused(out var refusal))
            return refusal.ToResult();
        return caller.Answer is { } account
            ? (await complaints.ReadAsync(id, account)).ToTypedResult(found => Show(found, context))
            : new Refusal(SignInRequired, "This needs the secret of the complaint: Authorization: Complaint <secret>; or a staff key.").ToResult();
    }

    private static Task<Results<Ok<ComplaintView>, RefusalResult>> AssignAsync(string id, HttpContext context, ComplaintUseCases complaints) =>
        ActAsync(context, ComplaintAssignment.Read, body => complaints.AssignAsync(id, body.To, context.CallerAccount));

    private static Task<Results<Ok<ComplaintView>, RefusalResult>> ReleaseAsync(string id, HttpContext context, ComplaintUseCases complaints) => ReplaceAsync(
        id, context, complaints, ComplaintRelease.Read, body => body.BasedOn, (body, versions) => complaints.ReleaseAsync(id, body.Text, versions, context.CallerAccount));

    private static Task<Results<Ok<ComplaintView>, RefusalResult>> AnswerAsync(string id, HttpContext context, ComplaintUseCases complaints) => ReplaceAsync(
        id, context, complaints, NewComplaintAnswer.Read, body => body.BasedOn, (body, versions) => complaints.AnswerAsync(id, body, versions, context.CallerAccount));

    private static async Task<Results<Ok<ComplaintView>, RefusalResult>> ReplaceAsync<TBody>(
        string id, HttpContext context, ComplaintUseCases complaints, Func<JsonElement, FaultList, TBody> read, Func<TBody, long?> basedOn,
        Func<TBody, long[]?, ValueTask<Outcome<VersionedComplaint>>> act)
        where TBody : class
    {
        var matching = VersionTag.Complaint.BasedOn(context.Request);
        if (matching.IsRefused(out var refusal))
            return refusal.ToResult();
        var body = await JsonBody.ReadSmallAsync(context.Request, read);
        if (body.IsRefused(out refusal))
            return refusal.ToResult();
        var versions = new ReadVersions(matching.Answer, basedOn(body.Answer));
        var done = await act(body.Answer, versions.Both);
        return done.IsRefused(out refusal) ? (await versions.RefuseAsync(refusal, StandingAsync)).ToResult() : Show(done.Answer, context);

        async ValueTask<Outcome<ComplaintView>> StandingAsync() => (await complaints.ReadAsync(id, context.CallerAccount)).Select(found => found.View);
    }

    private static Task<Results<Ok<ComplaintView>, RefusalResult>> MakeFindingAsync(string id, string? round, HttpContext context, ComplaintUseCases complaints) =>
        ActAsync(context, NewFinding.Read, body => complaints.MakeFindingAsync(id, round, body, context.CallerAccount));

    private static Task<Results<Ok<ComplaintView>, RefusalResult>> RejectAsync(string id, HttpContext context, ComplaintUseCases complaints) =>
        ActAsync(context, GivenReason.Read, body => complaints.RejectAsync(id, body.Reason, context.CallerAccount));

    private static Task<Results<Ok<ComplaintView>, RefusalResult>> RestoreAsync(string id, HttpContext context, ComplaintUseCases complaints) =>
        ActAsync(context, GivenReason.Read, body => complaints.RestoreAsync(id, body.Reason, context.CallerAccount));

    private static Task<Results<Ok<ComplaintView>, RefusalResult>> CloseAsync(string id, HttpContext context, ComplaintUseCases complaints) =>
        ActAsync(context, ComplaintClosing.Read, body => complaints.CloseAsync(id, body.Note, context.CallerAccount));

    private static async Task<Results<Ok<ComplaintView>, RefusalResult>> ActAsync<TBody>(
        HttpContext context, Func<JsonElement, FaultList, TBody> read, Func<TBody, ValueTask<Outcome<VersionedComplaint>>> act)
        where TBody : class
    {
        var body = await JsonBody.ReadSmallAsync(context.Request, read);
        if (body.IsRefused(out var refusal))
            return refusal.ToResult();
        return (await act(body.Answer)).ToTypedResult(found => Show(found, context));
    }

    private static Ok<ComplaintView> Show(VersionedComplaint found, HttpContext context)
    {
        if (found.Version is { } version)
            VersionTag.Complaint.Send(context, version);
        return TypedResults.Ok(found.View);
    }
}
