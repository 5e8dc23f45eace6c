using Evaluation.Gateway.Http;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Gateway.Http.Creation;
using Evaluation.Gateway.Http.Lists;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Staff;
using Microsoft.AspNetCore.Http.HttpResults;
using static Evaluation.Kernel.RefusalCode;

namespace Evaluation.Gateway.Staff.Proposals;

/// <summary>Changes of accounts that take two administrators, and the access that the owner of an account takes.</summary>
internal static class ProposalRoutes
{
    public static void MapProposals(this IEndpointRouteBuilder api)
    {
        var proposals = api.MapGroup("/staff-proposals").WithTags("Staff");
        proposals.MapGet("", ListAsync).RequireRole(Role.Administrator, Role.Auditor).WithSummary("All proposals of changes of accounts, oldest first").Pages();
        proposals.MapGet("/{id}", ReadAsync).RequireRole(Role.Administrator, Role.Auditor).WithSummary("A proposal").Refuses(NoSuchProposal);
        proposals.MapPost("", ProposeAsync).RequireRole(Role.Administrator)
            .WithSummary("Propose a change of accounts to another administrator, or to turn four eyes on; only this answer contains the first codes")
            .Reads<NewProposal>().CreatesOnce().Refuses(NoSuchStaff, StaffExists, RefusalCode.LastAdministrator, SamePerson, ProviderIdTaken, WrongState, TooManyEntries, ReasonMissing);
        proposals.MapPost("/{id}/approval", ApproveAsync).RequireRole(Role.Administrator)
            .WithSummary("Approve a proposal, as another person, and so carry it out; only this answer contains the second codes")
            .CreatesOnce().Refuses(NoSuchProposal, RefusalCode.NotAllowed, SamePerson, NotConfirmed, ProposalDecided, ProposalOutdated);
        proposals.MapPost("/{id}/rejection", RejectAsync).RequireRole(Role.Administrator).WithSummary("Reject a proposal, or withdraw the own one")
            .Reads<GivenReason>().Refuses(RefusalCode.BadRequest, NoSuchProposal, ProposalDecided);
        api.MapPost("/staff-access", TakeAsync).WithTags("Staff").WithSummary("Take a new access to the own account with both codes; only this answer contains the new key")
            .Reads<TakenAccess>().Refuses(RefusalCode.BadRequest, SignInRefused, TooManyAttempts, WeakPassword);
        api.MapDelete("/staff/{name}/access", RemoveAccessAsync).WithTags("Staff").RequireRole(Role.Administrator)
            .WithSummary("Take key, password, id at the identity provider and offered access away from an account; it never waits").Refuses(NoSuchStaff);
        api.MapGet("/four-eyes", ViewAsync).WithTags("Staff").WithSummary("Whether changes of accounts take two people, and administrators whom the console has announced");
        api.MapDelete("/four-eyes/announcement", CancelAsync).WithTags("Staff").RequireRole(Role.Administrator)
            .WithSummary("Cancel the administrator whom the console has announced, before it takes effect").Refuses(NoSuchProposal, WrongState);
    }

    private static async Task<Results<Ok<ListPage<ProposalView>>, RefusalResult>> ListAsync(HttpContext context, ProposalUseCases proposals)
    {
        var page = PageQuery.Read(context.Request);
        if (page.IsRefused(out var refusal))
            return refusal.ToResult();
        var staff = await proposals.ReadAsync();
        return staff.IsRefused(out refusal)
            ? refusal.ToResult()
            : page.Answer.Of(staff.Answer.FourEyes.Proposals.Select(proposal => ProposalView.Of(proposal, staff.Answer)), proposal => proposal.Id).ToTypedResult(TypedResults.Ok);
    }

    private static async Task<Results<Ok<ProposalView>, RefusalResult>> ReadAsync(string id, ProposalUseCases proposals) => (await proposals.FindAsync(id)).ToTypedResult(TypedResults.Ok);

    private static async Task<Results<Created<ProposalMade>, RefusalResult>> ProposeAsync(HttpContext context, ProposalUseCases proposals)
    {
        // The answer contains secrets.
        context.Response.Headers.CacheControl = "no-store";
        var read = await IdempotencyKey.ReadBodyAsync(context, NewProposal.Read);
        if (read.IsRefused(out var refusal))
            return refusal.ToResult();
        return (await proposals.ProposeAsync(read.Answer.Body, context.CallerAccount, Header(context), read.Answer.Key))
            .ToTypedResult(made => TypedResults.Created($"/api/staff-proposals/{made.Proposal.Id}", made));
    }

    private static async Task<Results<Ok<ProposalMade>, RefusalResult>> ApproveAsync(string id, HttpContext context, ProposalUseCases proposals)
    {
        context.Response.Headers.CacheControl = "no-store";
        var key = IdempotencyKey.Read(context, context.CallerName, id);
        return key.IsRefused(out var refusal) ? refusal.ToResult() : (await proposals.ApproveAsync(id, context.CallerAccount, Header(context), key.Answer)).ToTypedResult(TypedResults.Ok);
    }

    private static async Task<Results<Ok<ProposalView>, RefusalResult>> RejectAsync(string id, HttpContext context, ProposalUseCases proposals)
    {
        var body = await JsonBody.ReadSmallAsync(context.Request, GivenReason.Read);
        return body.IsRefused(out var refusal) ? refusal.ToResult() : (await proposals.RejectAsync(id, body.Answer.Reason, context.CallerAccount)).ToTypedResult(TypedResults.Ok);
    }

    private static async Task<Results<Ok<StaffKey>, RefusalResult>> TakeAsync(HttpContext context, ProposalUseCases proposals)
    {
        context.Response.Headers.CacheControl = "no-store";
        var body = await JsonBody.ReadSmallAsync(context.Request, TakenAccess.Read);
        return body.IsRefused(out var refusal) ? refusal.ToResult() : (await proposals.TakeAsync(body.Answer, context.Connection.RemoteIpAddress)).ToTypedResult(TypedResults.Ok);
    }

    private static async Task<Results<NoContent, RefusalResult>> RemoveAccessAsync(string name, HttpContext context, ProposalUseCases proposals) =>
        (await proposals.RemoveAccessAsync(name, context.CallerAccount)).ToTypedResult(_ => TypedResults.NoContent());

    private static async Task<Results<Ok<FourEyesView>, RefusalResult>> ViewAsync(HttpContext context, FourEyes eyes)
    {
        var caller = await Access.CallerAsync(context);
        if (caller.IsRefused(out var refusal))
            return refusal.ToResult();
        return (await eyes.ViewAsync()).ToTypedResult(book => TypedResults.Ok(FourEyesView.Of(book, Access.Has(caller.Answer, null, Role.Administrator, Role.Auditor))));
    }

    private static async Task<Results<NoContent, RefusalResult>> CancelAsync(HttpContext context, ProposalUseCases proposals) =>
        (await proposals.CancelAnnouncementAsync(context.CallerAccount)).ToTypedResult(_ => TypedResults.NoContent());

    private static string? Header(HttpContext context) => context.Request.Headers[IdempotencyKey.Header] is { Count: > 0 } header ? header.ToString() : null;
}
