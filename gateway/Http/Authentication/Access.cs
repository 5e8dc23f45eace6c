using Evaluation.Documents;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Staff;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Gateway.Http.Authentication;

/// <summary>
/// Finds the staff account of a caller. For routes that have no authorization policy, because they also answer callers without an account.
/// </summary>
public static class Access
{
    /// <summary>The roles that read the work on every unit of a round. The account of a unit reads what concerns that unit.</summary>
    public static readonly Role[] Readers = [Role.Administrator, Role.Inspector, Role.Reviewer, Role.Auditor];

    internal static readonly Refusal SignInRequired = new(RefusalCode.SignInRequired, "This needs a staff key: Authorization: Bearer <key>.");

    /// <summary>
    /// The staff account that calls, by key or by session; null for a caller without either. An ended session counts as none.
    /// </summary>
    /// <returns>Refused when the key is unknown, or when the account cannot be looked up at the moment.</returns>
    public static async ValueTask<Outcome<StaffAccount?>> CallerAsync(HttpContext context)
    {
        var result = await context.AuthenticateAsync(Schemes.Staff);
        if (result is RefusedResult refused)
            return refused.Refusal;
        var account = StaffIdentity.AccountOf(result.Principal);
        // A request is authenticated once. A stream of events outlives that moment, so its account is looked up again.
        return account is not null && context.Response.HasStarted ? await RenewAsync(context, account) : account;
    }

    /// <summary>
    /// The account as it is now; null when it was removed, when its key, password or id at the identity provider has changed, or when its
    /// session has ended.
    /// </summary>
    private static async ValueTask<Outcome<StaffAccount?>> RenewAsync(HttpContext context, StaffAccount known)
    {
        if (SessionTokens.KeyOf(context) is { } session)
        {
            try
            {
                if (await context.RequestServices.GetRequiredService<SessionStore>().RetrieveAsync(session) is null)
                    return default(StaffAccount);
            }
            catch (DocumentsUnavailableException)
            {
                return Refusal.Busy;
            }
        }
        var found = await context.RequestServices.GetRequiredService<StaffDirectory>().FindByNameAsync(known.Name);
        if (found.IsRefused(out var refusal))
            return refusal;
        return found.Answer is { } now && (now.KeyHash, now.PasswordHash, now.ProviderId) == (known.KeyHash, known.PasswordHash, known.ProviderId) ? now : default(StaffAccount);
    }

    /// <summary>The staff account that calls, if it has one of the roles for this round (null: for all rounds).</summary>
    public static async ValueTask<Outcome<StaffAccount>> DemandAsync(HttpContext context, string? round, params Role[] roles)
    {
        var caller = await CallerAsync(context);
        if (caller.IsRefused(out var refusal))
            return refusal;
        if (caller.Answer is not { } account)
            return SignInRequired;
        if (new RoleRequirement(roles).Refuse(account, round, unit: null) is not { } notAllowed)
            return account;
        context.RequestServices.GetRequiredService<AccessLog>().Refused(notAllowed.Code, account.Name);
        return notAllowed;
    }

    /// <summary>Whether the caller is staff of the round and reads names of staff. False for one who cannot be looked up.</summary>
    public static async ValueTask<bool> IsStaffAsync(HttpContext context, string round)
    {
        var caller = await CallerAsync(context);
        return !caller.IsRefused(out _) && Has(caller.Answer, round, Readers);
    }

    /// <summary>
    /// Whether the caller reads counts that are left to auditors. False for one who cannot be looked up.
    /// </summary>
    public static async ValueTask<bool> ReadsCountsAsync(HttpContext context, string round)
    {
        var caller = await CallerAsync(context);
        return !caller.IsRefused(out _) && Has(caller.Answer, round, Role.Administrator, Role.Auditor);
    }

    /// <summary>Whether the account has one of the roles. False for null, which is a caller without an account.</summary>
    public static bool Has(StaffAccount? account, string? round, params Role[] roles) =>
        account is not null && account.Roles.Any(grant => roles.Any(role => grant.Covers(role, round)));

    /// <summary>Whether this is the account of the unit. False for null, which is a caller without an account.</summary>
    public static bool IsUnit(StaffAccount? account, string round, string unit) =>
        account is not null && account.Roles.Any(grant => grant.Covers(Role.Unit, round) && grant.Unit == unit);

    /// <summary>Whether the account has one of the roles in any round. Decides what an account is offered, never what it may do.</summary>
    public static bool HasAnywhere(StaffAccount? account, params Role[] roles) => account is not null && account.Roles.Any(grant => roles.Contains(grant.Role));
}

public static class AccessExtensions
{
    // Described in the OpenAPI document.
    private static readonly ProducesResponseTypeMetadata Unauthorized = new(StatusCodes.Status401Unauthorized, typeof(ProblemDetails), ["application/problem+json"]);
    private static readonly ProducesResponseTypeMetadata Forbidden = new(StatusCodes.Status403Forbidden, typeof(ProblemDetails), ["application/problem+json"]);

    extension<TBuilder>(TBuilder builder)
        where TBuilder : IEndpointConventionBuilder
    {
        /// <summary>Admits only staff with one of the roles in any round. The route itself decides what they see.</summary>
        public TBuilder RequireRoleAnywhere(params Role[] roles) => builder.RequireAuthorization(new RoleRequirement(roles, anywhere: true).ToPolicy());

        /// <summary>
        /// Admits only staff with one of the roles, for the round that the path names, or for all rounds when it names none.
        /// </summary>
        public TBuilder RequireRole(params Role[] roles) => builder.WithMetadata(Unauthorized, Forbidden).RequireAuthorization(new RoleRequirement(roles).ToPolicy());
    }

    extension(HttpContext context)
    {
        /// <summary>The name of the account that <see cref="RequireRole"/> has admitted.</summary>
        public string CallerName => context.CallerAccount.Name;

        /// <summary>The account that <see cref="RequireRole"/> has admitted.</summary>
        public StaffAccount CallerAccount => StaffIdentity.AccountOf(context.User) ?? throw new InvalidOperationException("The route requires no role.");
    }
}
