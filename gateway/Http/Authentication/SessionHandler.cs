using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Evaluation.Documents;
using Evaluation.Staff;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;

namespace Evaluation.Gateway.Http.Authentication;

/// <summary>
/// Authenticates staff by the session cookie: the framework's cookie handler, followed by a look at the account as it is now.
/// </summary>
/// <remarks>
/// The ticket holds the account's name, a stamp of its key, password and id at the identity provider, and whether the provider has signed
/// the account in. A change of what is in the stamp and the removal of the account end all its sessions at once. Roles are not in the
/// ticket.
/// </remarks>
internal sealed class SessionHandler(
    IOptionsMonitor<CookieAuthenticationOptions> options, ILoggerFactory logger, UrlEncoder encoder, StaffDirectory staff, SessionStore store)
    : CookieAuthenticationHandler(options, logger, encoder)
{
    private const string StampClaim = "stamp";
    private const string ProviderClaim = "by-provider";
    private const int StampBytes = 16;

    /// <summary>The content of a new ticket.</summary>
    public static ClaimsPrincipal PrincipalOf(StaffAccount account, bool byProvider = false) => new(new ClaimsIdentity(
        [new(ClaimTypes.Name, account.Name), new(StampClaim, Stamp(account)), .. byProvider ? (Claim[])[new(ProviderClaim, "yes")] : []], Schemes.Session));

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        try
        {
            var result = await base.HandleAuthenticateAsync();
            return result.Principal is { Identity.Name: { } name } user ? await FindAsync(name, user, result.Properties) : result;
        }
        catch (DocumentsUnavailableException)
        {
            return new RefusedResult(Refusal.Busy);
        }
    }

    private async Task<AuthenticateResult> FindAsync(string name, ClaimsPrincipal user, AuthenticationProperties? properties)
    {
        var found = await staff.FindByNameAsync(name);
        if (found.IsRefused(out var refusal))
            return new RefusedResult(refusal);
        if (found.Answer is { } account && Stamp(account) == user.FindFirstValue(StampClaim))
        {
            if (SessionStore.KeyOf(properties) is { } session)
                SessionTokens.Remember(Context, session);
            return new StaffIdentity(account, Scheme.Name) { IsByProvider = user.HasClaim(ProviderClaim, "yes") }.ToResult(properties);
        }
        if (SessionStore.KeyOf(properties) is { } key)
            await store.RemoveAsync(key);
        return AuthenticateResult.NoResult();
    }

    /// <summary>An account without an id has the stamp of earlier versions: an update ends no session.</summary>
    private static string Stamp(StaffAccount account)
    {
        var secrets = account.ProviderId is { } id ? $"{account.KeyHash} {account.PasswordHash} {id}" : $"{account.KeyHash} {account.PasswordHash}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secrets)).AsSpan(0, StampBytes));
    }
}
