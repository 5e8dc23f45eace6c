using Evaluation.Gateway.Http;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Gateway.Http.Creation;
using Evaluation.Gateway.Http.Lists;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Http.Versions;
using Evaluation.Staff;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Evaluation.Gateway.Staff;

/// <summary>Accounts of staff with their roles and keys.</summary>
internal static class StaffRoutes
{
    public static void MapStaff(this IEndpointRouteBuilder api)
    {
        var all = api.MapGroup("/staff").WithTags("Staff");
        all.MapGet("", ListAsync).RequireRole(Role.Administrator, Role.Auditor).WithSummary("All accounts with their roles");
        all.MapGet("/audit", AuditAsync).RequireRole(Role.Administrator, Role.Auditor).WithSummary("Every change of accounts: who, when, what").WithDescription(AuditQuery.Description).Pages();
        all.MapGet("/{name}", ReadAsync).RequireRole(Role.Administrator, Role.Auditor).WithSummary("An account with its roles").Refuses(RefusalCode.NoSuchStaff);
        all.MapGet("/{name}/roles", ReadRolesAsync).RequireRole(Role.Administrator, Role.Auditor).WithSummary("An account's roles").Refuses(RefusalCode.NoSuchStaff).SendsVersion();
        var staff = api.MapGroup("/staff").WithTags("Staff").RequireRole(Role.Administrator);
        staff.MapPost("", AddAsync).WithSummary("Add an account; only this answer contains its key").Reads<NewStaff>().CreatesOnce().Refuses(RefusalCode.StaffExists, RefusalCode.NeedsApproval);
        staff.MapPut("/{name}/roles", ChangeRolesAsync).WithSummary("Replace all roles of an account").Reads<NewRoles>().Refuses(RefusalCode.NoSuchStaff, RefusalCode.LastAdministrator, RefusalCode.NeedsApproval).ReplacesVersion();
        staff.MapPost("/{name}/key", ReplaceKeyAsync).WithSummary("Replace an account's key; only this answer contains the new one").Refuses(RefusalCode.NoSuchStaff, RefusalCode.NeedsApproval);
        staff.MapDelete("/{name}/lock", UnlockAsync).WithSummary("Unlock an account at all addresses, after too many wrong passwords").Refuses(RefusalCode.NoSuchStaff);
        staff.MapDelete("/{name}", RemoveAsync).WithSummary("Remove an account; the same again changes nothing").Refuses(RefusalCode.NoSuchStaff, RefusalCode.LastAdministrator);
    }

    private static async Task<Results<Ok<StaffMember[]>, RefusalResult>> ListAsync(StaffUseCases staff) =>
        (await staff.ListAsync()).ToTypedResult(roster => TypedResults.Ok(roster.Accounts.Values.Select(StaffMember.Of).ToArray()));

    private static async Task<Results<Ok<IReadOnlyList<AuditEntry>>, Ok<ListPage<AuditEntry>>, RefusalResult>> AuditAsync(string? since, HttpContext context, StaffUseCases staff)
    {
        var query = AuditQuery.Read(context.Request);
        if (query.IsRefused(out var refusal))
            return refusal.ToResult();
        var roster = await staff.ListAsync();
        return roster.IsRefused(out refusal) ? refusal.ToResult() : query.Answer.Of([.. roster.Answer.Audit]);
    }

    private static async Task<Results<Created<StaffKey>, RefusalResult>> AddAsync(HttpContext context, StaffUseCases staff)
    {
        // The answer contains a secret.
        context.Response.Headers.CacheControl = "no-store";
        var read = await IdempotencyKey.ReadBodyAsync(context, NewStaff.Read);
        if (read.IsRefused(out var refusal))
            return refusal.ToResult();
        return (await staff.AddAsync(read.Answer.Body, context.CallerAccount, context.Request.Headers[IdempotencyKey.Header], read.Answer.Key))
            .ToTypedResult(added => TypedResults.Created($"/api/staff/{added.Name}", added));
    }

    private static async Task<Results<Ok<StaffMember>, RefusalResult>> ReadAsync(string name, StaffUseCases staff) =>
        (await staff.FindAsync(name)).ToTypedResult(account => TypedResults.Ok(StaffMember.Of(account)));

    private static async Task<Results<Ok<NewRoles>, RefusalResult>> ReadRolesAsync(string name, HttpContext context, StaffUseCases staff) =>
        (await staff.FindAsync(name)).ToTypedResult(account =>
        {
            VersionTag.Roles.Send(context, account.RolesVersion);
            return TypedResults.Ok(new NewRoles(account.Roles));
        });

    private static async Task<Results<Ok<StaffMember>, RefusalResult>> ChangeRolesAsync(string name, HttpContext context, StaffUseCases staff)
    {
        var basedOn = VersionTag.Roles.BasedOn(context.Request);
        if (basedOn.IsRefused(out var refusal))
            return refusal.ToResult();
        var body = await JsonBody.ReadSmallAsync(context.Request, NewRoles.Read);
        if (body.IsRefused(out refusal))
            return refusal.ToResult();
        return (await staff.ChangeRolesAsync(name, body.Answer.Roles, basedOn.Answer, context.CallerAccount)).ToTypedResult(account =>
        {
            VersionTag.Roles.Send(context, account.RolesVersion);
            return TypedResults.Ok(StaffMember.Of(account));
        });
    }

    private static async Task<Results<Ok<StaffKey>, RefusalResult>> ReplaceKeyAsync(string name, HttpContext context, StaffUseCases staff) =>
        (await staff.ReplaceKeyAsync(name, context.CallerAccount)).ToTypedResult(TypedResults.Ok);

    private static async Task<Results<NoContent, RefusalResult>> UnlockAsync(string name, HttpContext context, StaffUseCases staff) =>
        (await staff.UnlockAsync(name, context.CallerAccount)).ToTypedResult(_ => TypedResults.NoContent());

    private static async Task<Results<NoContent, RefusalResult>> RemoveAsync(string name, HttpContext context, StaffUseCases staff) =>
        (await staff.RemoveAsync(name, context.CallerAccount)).ToTypedResult(_ => TypedResults.NoContent());
}
