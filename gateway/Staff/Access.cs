using Evaluation.Gateway.Problems;
using Evaluation.Seam;
using Evaluation.Staff;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Gateway.Staff;

/// <summary>Who calls and what they may: the one place where roles are checked.</summary>
public sealed class Access(StaffDirectory staff, AttemptLimiter attempts)
{
    private const string Scheme = "Bearer ";

    private static readonly Refusal SignInRequired = new(RefusalCode.SignInRequired, "This needs a staff key: Authorization: Bearer <key>.");
    private static readonly Refusal UnknownKey = new(RefusalCode.SignInRequired, "This staff key is not known.");

    /// <summary>The staff account that calls; null for somebody without a key. Refused when the key is unknown.</summary>
    public async ValueTask<Outcome<StaffAccount?>> CallerAsync(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return default(StaffAccount);
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

    /// <summary>Whether the account has one of the roles; nobody has none.</summary>
    public static bool Has(StaffAccount? account, string? round, params Role[] roles) =>
        account is not null && account.Roles.Any(grant => roles.Any(role => grant.Covers(role, round)));

    private static Refusal NotAllowed(StaffAccount account, string? round, Role[] roles) => new(
        RefusalCode.NotAllowed,
        $"'{account.Name}' may not do this{(round is null ? "" : $" in round '{round}'")}; it takes the role {string.Join(" or ", roles.Select(Word))}.",
        ("roles", roles.Select(Word).ToArray()));

    private static string Word(Role role) => role.ToString().ToLowerInvariant();
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
