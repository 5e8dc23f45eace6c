using System.Security.Claims;
using Evaluation.Staff;
using Microsoft.AspNetCore.Authentication;

namespace Evaluation.Gateway.Http.Authentication;

/// <summary>A staff account that has been authenticated. Its roles are those of this moment.</summary>
public sealed class StaffIdentity(StaffAccount account, string scheme) : ClaimsIdentity([new Claim(ClaimTypes.Name, account.Name)], scheme)
{
    public StaffAccount Account { get; } = account;

    /// <summary>Whether the session was begun by the identity provider.</summary>
    public bool IsByProvider { get; init; }

    /// <summary>The staff account of the user, or null when the user is not on the staff.</summary>
    public static StaffAccount? AccountOf(ClaimsPrincipal? user) => Of(user)?.Account;

    /// <summary>The identity of the user, or null when the user is not on the staff.</summary>
    public static StaffIdentity? Of(ClaimsPrincipal? user) => user?.Identities.OfType<StaffIdentity>().FirstOrDefault();

    internal AuthenticateResult ToResult(AuthenticationProperties? properties = null) =>
        AuthenticateResult.Success(new(new ClaimsPrincipal(this), properties, AuthenticationType!));
}
