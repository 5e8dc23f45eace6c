using System.Text.Encodings.Web;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Staff;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Evaluation.Gateway.Http.Authentication;

/// <summary>Authenticates staff by the key in <c>Authorization: Bearer</c>. An unknown key counts as an attempt of its address.</summary>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, StaffDirectory staff, AttemptLimiter attempts, AccessLog refused)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const string Prefix = "Bearer ";

    private static readonly Refusal UnknownKey = new(RefusalCode.SignInRequired, "This staff key is not known.");

    /// <summary>Whether the request has a key, known or not.</summary>
    public static bool HasKey(HttpRequest request) => request.Headers.Authorization.ToString().StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!HasKey(Request))
            return AuthenticateResult.NoResult();
        var key = Request.Headers.Authorization.ToString()[Prefix.Length..].Trim();
        if (key.Length > ApiKey.CharactersMax)
            return Refuse();
        var found = await staff.FindAsync(key);
        if (found.IsRefused(out var refusal))
            return new RefusedResult(refusal);
        return found.Answer is { } account ? new StaffIdentity(account, Scheme.Name).ToResult() : Refuse();
    }

    private RefusedResult Refuse()
    {
        var refusal = attempts.Refuse(SecretKind.Key, Context.Connection.RemoteIpAddress, UnknownKey);
        refused.Refused(refusal.Code, account: null);
        return new(refusal);
    }
}
