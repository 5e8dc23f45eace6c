using Microsoft.AspNetCore.Authorization;

namespace Evaluation.Gateway.Http.Authentication;

/// <summary>Decides every <see cref="RoleRequirement"/> for the round and the unit in the request's route.</summary>
internal sealed class RoleHandler : AuthorizationHandler<RoleRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RoleRequirement requirement)
    {
        if (context.Resource is not HttpContext http || StaffIdentity.AccountOf(context.User) is not { } account)
            return Task.CompletedTask;
        if (requirement.Refuse(account, http.Request.RouteValues["round"] as string, http.Request.RouteValues["unit"] as string) is { } refusal)
            context.Fail(new RefusalReason(this, refusal));
        else
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}

/// <summary>The reason for which an account is not authorised.</summary>
internal sealed class RefusalReason(IAuthorizationHandler handler, Refusal refusal) : AuthorizationFailureReason(handler, refusal.Detail)
{
    public Refusal Refusal { get; } = refusal;
}
