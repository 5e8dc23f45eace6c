using Evaluation.Gateway.Http.Problems;
using Evaluation.Staff;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Gateway.Http.Authentication;

/// <summary>Who calls and what they may: the one place where roles are checked.</summary>
public sealed class Access(StaffDirectory staff, StaffSessions sessions, AttemptLimiter attempts)
{
    private const string Scheme = "Bearer ";

    private static readonly Refusal SignInRequired = new(RefusalCode.SignInRequired, "This needs a staff key: Authorization: Bearer <key>.");
    private static readonly Refusal UnknownKey = new(RefusalCode.SignInRequired, "This staff key is not known.");

    /// <summary>
    /// The staff account that calls, by key or by session; null for somebody without either. Refused when the key is unknown. A session that has ended is none.
    /// </summary>
    /// <remarks>A browser sends its session with whatever address another site makes it open; so what changes something takes a key, or a form of this site.</remarks>
    public async ValueTask<Outcome<StaffAccount?>> CallerAsync(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return MayUseSession(context) ? await sessions.FindAsync(context) : default(StaffAccount);
        var key = header[Scheme.Length..].Trim();
        if (key.Length > ApiKey.CharactersMax)
            return attempts.Refuse(context, UnknownKey);
        var found = await staff.FindAsync(key);
        return found.IsRefused(out _) || found.Answer is not null ? found : attempts.Refuse(context, UnknownKey);
    }

    /// <summary>The staff account that calls, if it has one of the roles for this round (null: for all rounds).</summary>
    public async ValueTask<Outcome<StaffAccount>> DemandAsync(HttpContext context, string? round, params Role[] roles)
    {
        var caller = await CallerAsync(context);
        if (caller.IsRefused(out var refusal))
            return refusal;
        if (caller.Answer is not { } account)
            return SignInRequired;
        return Has(account, round, roles) ? account : NotAllowed(account, round, roles);
    }

    /// <summary>The staff account that calls, if it has one of the roles in any round.</summary>
    public async ValueTask<Outcome<StaffAccount>> DemandAnywhereAsync(HttpContext context, params Role[] roles)
    {
        var caller = await CallerAsync(context);
        if (caller.IsRefused(out var refusal))
            return refusal;
        if (caller.Answer is not { } account)
            return SignInRequired;
        return HasAnywhere(account, roles) ? account : NotAllowed(account, null, roles);
    }

    /// <summary>Whether the account has one of the roles; nobody has none.</summary>
    public static bool Has(StaffAccount? account, string? round, params Role[] roles) =>
        account is not null && account.Roles.Any(grant => roles.Any(role => grant.Covers(role, round)));

    /// <summary>Whether the account is that of this very unit; nobody is none.</summary>
    public static bool IsUnit(StaffAccount? account, string round, string unit) =>
        account is not null && account.Roles.Any(grant => grant.Covers(Role.Unit, round) && grant.Unit == unit);

    /// <summary>Whether the account has one of the roles in any round: what it is offered, never what it may do.</summary>
    public static bool HasAnywhere(StaffAccount? account, params Role[] roles) => account is not null && account.Roles.Any(grant => roles.Contains(grant.Role));

    private static bool MayUseSession(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) || context.GetEndpoint()?.Metadata.GetMetadata<ChecksForms>() is not null;

    private static Refusal NotAllowed(StaffAccount account, string? round, Role[] roles) => new(
        RefusalCode.NotAllowed,
        $"'{account.Name}' may not do this{(round is null ? "" : $" in round '{round}'")}; it takes the role {string.Join(" or ", roles.Select(Word))}.",
        ("roles", roles.Select(Word).ToArray()));

    private static string Word(Role role) => role.ToString().ToLowerInvariant();
}

/// <summary>Says of a route that nothing is done there without the form's token.</summary>
public sealed record ChecksForms
{
    public static readonly ChecksForms It = new();
}

public static class AccessExtensions
{
    private const string CallerKey = "staff";

    // For the contract.
    private static readonly ProducesResponseTypeMetadata Unauthorized = new(StatusCodes.Status401Unauthorized, typeof(ProblemDetails), ["application/problem+json"]);
    private static readonly ProducesResponseTypeMetadata Forbidden = new(StatusCodes.Status403Forbidden, typeof(ProblemDetails), ["application/problem+json"]);

    extension<TBuilder>(TBuilder builder)
        where TBuilder : IEndpointConventionBuilder
    {
        /// <summary>Lets only staff with one of the roles in any round through; what they see there is the route's to sort out.</summary>
        public TBuilder RequireRoleAnywhere(params Role[] roles) => builder.AddEndpointFilter(async (invocation, next) =>
        {
            var context = invocation.HttpContext;
            var caller = await context.RequestServices.GetRequiredService<Access>().DemandAnywhereAsync(context, roles);
            return caller.IsRefused(out var refusal) ? refusal.ToResult() : await next(invocation);
        });

        /// <summary>Lets only staff with one of the roles through, for the round that the path names or else for all rounds.</summary>
        public TBuilder RequireRole(params Role[] roles) => builder.WithMetadata(Unauthorized, Forbidden).AddEndpointFilter(async (invocation, next) =>
        {
            var context = invocation.HttpContext;
            var access = context.RequestServices.GetRequiredService<Access>();
            var caller = await access.DemandAsync(context, context.Request.RouteValues["round"] as string, roles);
            if (caller.IsRefused(out var refusal))
                return refusal.ToResult();
            context.Items[CallerKey] = caller.Answer;
            return await next(invocation);
        });
    }

    extension(HttpContext context)
    {
        /// <summary>The name of the account that <see cref="RequireRole"/> let through.</summary>
        public string CallerName => context.CallerAccount.Name;

        /// <summary>The account that <see cref="RequireRole"/> let through.</summary>
        public StaffAccount CallerAccount => (StaffAccount)context.Items[CallerKey]!;
    }
}
