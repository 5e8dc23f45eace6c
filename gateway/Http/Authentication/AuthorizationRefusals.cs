using Evaluation.Gateway.Http.Problems;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace Evaluation.Gateway.Http.Authentication;

/// <summary>Answers a request that a staff policy refuses: with problem details, or in the form that the route has for refusals.</summary>
/// <remarks>Other schemes write their challenge themselves.</remarks>
internal sealed class AuthorizationRefusals(AccessLog log) : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _framework = new();

    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult) =>
        authorizeResult.Succeeded || !policy.AuthenticationSchemes.Contains(Schemes.Staff)
            ? _framework.HandleAsync(next, context, policy, authorizeResult)
            : RefuseAsync(context, authorizeResult.AuthorizationFailure?.FailureReasons.OfType<RefusalReason>().FirstOrDefault()?.Refusal);

    private async Task RefuseAsync(HttpContext context, Refusal? refusal)
    {
        refusal ??= (await Access.CallerAsync(context)).Refusal ?? Access.SignInRequired;
        if (StaffIdentity.AccountOf(context.User) is { } account)
            log.Refused(refusal.Code, account.Name);
        await RefusalForm.Of(context, refusal.ToResult()).ExecuteAsync(context);
    }
}
