using System.Security.Cryptography;
using Evaluation.Ballots;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Staff;
using Evaluation.Rounds;
using Evaluation.Runtime;
using Evaluation.Staff;

namespace Evaluation.Gateway.Pages.Administrator.Accounts;

/// <summary>Staff and roles. A key or a first password is shown once, in the answer that made it.</summary>
internal static class AccountRoutes
{
    public static void MapAccounts(this IEndpointRouteBuilder manage)
    {
        manage.MapGet("/staff", (HttpContext context, IEngine engine) => ShowAllAsync(context, engine)).RequireRole(Role.Administrator, Role.Auditor);
        manage.MapPost("/staff", AddAsync).RequireRole(Role.Administrator);
        manage.MapGet("/staff-audit", AuditAsync).RequireRole(Role.Administrator, Role.Auditor);
        manage.MapGet("/staff/{name}", (string name, IEngine engine) => ShowAsync(engine, name)).RequireRole(Role.Administrator);
        manage.MapPost("/staff/{name}/roles", ChangeRolesAsync).RequireRole(Role.Administrator);
        manage.MapPost("/staff/{name}/key", ReplaceKeyAsync).RequireRole(Role.Administrator);
        manage.MapPost("/staff/{name}/password", ReplacePasswordAsync).RequireRole(Role.Administrator);
        manage.MapPost("/staff/{name}/remove", RemoveAsync).RequireRole(Role.Administrator);
    }

    private static async Task<IResult> ShowAllAsync(HttpContext context, IEngine engine, string? name = null, Refusal? why = null)
    {
        var roster = await engine.SendAsync(StaffGrain.Ref, new ViewStaff());
        return roster.ToResult(found => PageResults.Show<StaffPage>(
            new { Accounts = found.Accounts.Values.ToArray(), Name = name, Refusal = why, MayChange = Access.Has(Visit.Of(context).Account, null, Role.Administrator) },
            why is null ? StatusCodes.Status200OK : RefusalTable.Status(why.Code)));
    }

    private static async Task<IResult> AuditAsync(IEngine engine)
    {
        var roster = await engine.SendAsync(StaffGrain.Ref, new ViewStaff());
        return roster.ToResult(found => PageResults.Show<StaffAuditPage>(new { Lines = found.Audit }));
    }

    /// <summary>A new account has no role yet: its page is where it gets some.</summary>
    private static async Task<IResult> AddAsync(HttpContext context, IEngine engine, TimeProvider clock)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var name = form["name"].ToString().Trim();
        if (!Slug.IsValid(name))
            return await ShowAllAsync(context, engine, name, new Refusal(RefusalCode.BadRequest, "A name is 1 to 64 of a-z, 0-9 and -."));
        var key = ApiKey.Format(RandomNumberGenerator.GetBytes(ApiKey.RandomBytes));
        var added = await engine.SendAsync(StaffGrain.Ref, new AddStaff(name, [], ApiKey.Hash(key), clock.GetUtcNow(), context.CallerName));
        return added.IsRefused(out var refusal) ? await ShowAllAsync(context, engine, name, refusal) : TypedResults.LocalRedirect($"/manage/staff/{name}");
    }

    private static async Task<IResult> ChangeRolesAsync(string name, HttpContext context, IEngine engine, TimeProvider clock)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var roles = RoleForm.Read(form);
        if (roles.IsRefused(out var refusal))
            return await ShowAsync(engine, name, why: refusal);
        var changed = await engine.SendAsync(StaffGrain.Ref, new ChangeRoles(name, roles.Answer, clock.GetUtcNow(), context.CallerName));
        return changed.IsRefused(out refusal) ? await ShowAsync(engine, name, why: refusal) : TypedResults.LocalRedirect($"/manage/staff/{name}");
    }

    private static async Task<IResult> ReplaceKeyAsync(string name, HttpContext context, IEngine engine, SessionStore sessions, TimeProvider clock)
    {
        var key = ApiKey.Format(RandomNumberGenerator.GetBytes(ApiKey.RandomBytes));
        var replaced = await engine.SendAsync(StaffGrain.Ref, new ReplaceKey(name, ApiKey.Hash(key), clock.GetUtcNow(), context.CallerName));
        if (!replaced.IsRefused(out _))
            await sessions.DiscardAllAsync(name);
        return replaced.IsRefused(out var refusal) ? await ShowAsync(engine, name, why: refusal) : await ShowAsync(engine, name, "key", key);
    }

    private static async Task<IResult> ReplacePasswordAsync(string name, HttpContext context, IEngine engine, Passwords passwords, SessionStore sessions, TimeProvider clock)
    {
        var password = Credential.Format(RandomNumberGenerator.GetBytes(Credential.SecretBytes))[..Limits.FirstPasswordCharacters];
        var hash = await passwords.HashAsync(name, password);
        if (hash.IsRefused(out var refusal))
            return await ShowAsync(engine, name, why: refusal);
        var replaced = await engine.SendAsync(StaffGrain.Ref, new ReplacePassword(name, hash.Answer, clock.GetUtcNow(), context.CallerName));
        if (!replaced.IsRefused(out _))
            await sessions.DiscardAllAsync(name);
        return replaced.IsRefused(out refusal) ? await ShowAsync(engine, name, why: refusal) : await ShowAsync(engine, name, "password", password);
    }

    private static async Task<IResult> RemoveAsync(string name, HttpContext context, IEngine engine, SessionStore sessions, TimeProvider clock)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (form["sure"] != "yes")
            return await ShowAsync(engine, name, why: new Refusal(RefusalCode.BadRequest, "Confirm that this is meant."));
        var removed = await engine.SendAsync(StaffGrain.Ref, new RemoveStaff(name, clock.GetUtcNow(), context.CallerName));
        if (!removed.IsRefused(out _))
            await sessions.DiscardAllAsync(name);
        return removed.IsRefused(out var refusal) ? await ShowAsync(engine, name, why: refusal) : TypedResults.LocalRedirect("/manage/staff");
    }

    /// <param name="kind">What was made and is shown this once: <c>key</c> or <c>password</c>.</param>
    private static async Task<IResult> ShowAsync(IEngine engine, string name, string? kind = null, string? secret = null, Refusal? why = null)
    {
        var roster = await engine.SendAsync(StaffGrain.Ref, new ViewStaff());
        if (roster.IsRefused(out var refusal))
            return refusal.ToResult();
        if (!roster.Answer.Accounts.TryGetValue(name, out var account))
            return new Refusal(RefusalCode.NoSuchStaff, "There is no such account.").ToResult();
        var rounds = new List<string>();
        await foreach (var grain in engine.ListAsync(RoundGrain.Kind))
            rounds.Add(grain.Key);
        return PageResults.Show<StaffMemberPage>(
            new { Account = account, Rounds = rounds, Kind = kind, Secret = secret, Refusal = why },
            why is null ? StatusCodes.Status200OK : RefusalTable.Status(why.Code));
    }
}
