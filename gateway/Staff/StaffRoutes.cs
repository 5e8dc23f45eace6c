using System.Security.Cryptography;
using System.Text.Json;
using Evaluation.Gateway.Http;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Kernel.Reading;
using Evaluation.Runtime;
using Evaluation.Staff;

namespace Evaluation.Gateway.Staff;

/// <summary>Accounts, roles and keys. A key is shown once, in the answer that made it.</summary>
internal static class StaffRoutes
{
    public static void MapStaff(this IEndpointRouteBuilder api)
    {
        api.MapGet("/staff", ListAsync).WithTags("Staff").RequireRole(Role.Administrator, Role.Auditor).WithSummary("All accounts with their roles").Produces<StaffMember[]>();
        api.MapGet("/staff/audit", AuditAsync).WithTags("Staff").RequireRole(Role.Administrator, Role.Auditor).WithSummary("Every change of accounts: who, when, what").Produces<AuditLine[]>();
        var staff = api.MapGroup("/staff").WithTags("Staff").RequireRole(Role.Administrator);
        staff.MapPost("", AddAsync).WithSummary("Add an account; its key is shown this once").Reads<NewStaff>().Produces<StaffKey>(StatusCodes.Status201Created);
        staff.MapPut("/{name}/roles", ChangeRolesAsync).WithSummary("Replace an account's roles").Reads<NewRoles>().Produces<StaffMember>();
        staff.MapPost("/{name}/key", ReplaceKeyAsync).WithSummary("Replace an account's key; the new one is shown this once").Produces<StaffKey>();
        staff.MapDelete("/{name}", RemoveAsync).WithSummary("Remove an account").Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> ListAsync(IEngine engine) =>
        (await engine.SendAsync(StaffGrain.Ref, new ViewStaff())).ToResult(roster => TypedResults.Ok(roster.Accounts.Values.Select(StaffMember.Of).ToArray()));

    private static async Task<IResult> AuditAsync(IEngine engine) =>
        (await engine.SendAsync(StaffGrain.Ref, new ViewStaff())).ToResult(roster => TypedResults.Ok(roster.Audit));

    private static async Task<IResult> AddAsync(HttpContext context, IEngine engine, TimeProvider clock)
    {
        var body = await JsonBody.ReadAsync(context.Request, JsonBody.SmallBytes, RefusalCode.BadRequest, NewStaff.Read);
        if (body.IsRefused(out var refusal))
            return refusal.ToResult();
        var (name, roles) = body.Answer;
        var key = NewKey();
        var added = await engine.SendAsync(StaffGrain.Ref, new AddStaff(name, roles, ApiKey.Hash(key), clock.GetUtcNow(), context.CallerName));
        return added.ToResult(_ => TypedResults.Created($"/api/staff/{name}", new StaffKey(name, roles, key)));
    }

    private static async Task<IResult> ChangeRolesAsync(string name, HttpContext context, IEngine engine, TimeProvider clock)
    {
        var body = await JsonBody.ReadAsync(context.Request, JsonBody.SmallBytes, RefusalCode.BadRequest, NewRoles.Read);
        if (body.IsRefused(out var refusal))
            return refusal.ToResult();
        var changed = await engine.SendAsync(StaffGrain.Ref, new ChangeRoles(name, body.Answer.Roles, clock.GetUtcNow(), context.CallerName));
        return changed.ToResult(roster => TypedResults.Ok(StaffMember.Of(roster.Accounts[name])));
    }

    private static async Task<IResult> ReplaceKeyAsync(string name, HttpContext context, IEngine engine, SessionStore sessions, TimeProvider clock)
    {
        var key = NewKey();
        var replaced = await engine.SendAsync(StaffGrain.Ref, new ReplaceKey(name, ApiKey.Hash(key), clock.GetUtcNow(), context.CallerName));
        if (!replaced.IsRefused(out _))
            await sessions.DiscardAllAsync(name);
        return replaced.ToResult(roster => TypedResults.Ok(new StaffKey(name, roster.Accounts[name].Roles, key)));
    }

    private static async Task<IResult> RemoveAsync(string name, HttpContext context, IEngine engine, SessionStore sessions, TimeProvider clock)
    {
        var removed = await engine.SendAsync(StaffGrain.Ref, new RemoveStaff(name, clock.GetUtcNow(), context.CallerName));
        if (!removed.IsRefused(out _))
            await sessions.DiscardAllAsync(name);
        return removed.ToResult(_ => TypedResults.NoContent());
    }

    private static string NewKey() => ApiKey.Format(RandomNumberGenerator.GetBytes(ApiKey.RandomBytes));
}

/// <summary>An account, without its key.</summary>
public sealed record StaffMember(string Name, IReadOnlyList<RoleGrant> Roles)
{
    public static StaffMember Of(StaffAccount account) => new(account.Name, account.Roles);
}

/// <summary>An account with its key, shown this once.</summary>
public sealed record StaffKey(string Name, IReadOnlyList<RoleGrant> Roles, string Key);

public sealed record NewStaff(string Name, IReadOnlyList<RoleGrant> Roles)
{
    internal static NewStaff Read(JsonElement body, FaultList faults)
    {
        var fields = JsonCursor.Root(body, faults).Object("name", "roles");
        var name = fields.Required("name");
        var text = name.Text(Limits.SlugCharacters);
        if (text.Length > 0 && !Slug.IsValid(text))
            name.Fail("is not a slug: 1 to 64 of a-z, 0-9 and -");
        return new(text, NewRoles.List(fields.Required("roles")));
    }
}

public sealed record NewRoles(IReadOnlyList<RoleGrant> Roles)
{
    internal static NewRoles Read(JsonElement body, FaultList faults) => new(List(JsonCursor.Root(body, faults).Object("roles").Required("roles")));

    internal static IReadOnlyList<RoleGrant> List(JsonCursor at) => at.List(Limits.GrantsPerAccount, Grant);

    private static RoleGrant Grant(JsonCursor at)
    {
        var fields = at.Object("role", "round", "unit");
        var role = fields.Required("role").Choice<Role>();
        var round = fields.Nullable("round").TextOrNull(Limits.SlugCharacters);
        var unit = fields.Nullable("unit").TextOrNull(Limits.SlugCharacters);
        if (role == Role.Unit != unit is not null)
            at.Fail(role == Role.Unit ? "the role unit needs the unit's code" : "only the role unit has a unit");
        return new(role, round, unit);
    }
}
