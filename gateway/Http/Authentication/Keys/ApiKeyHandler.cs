using System.Text.Encodings.Web;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Staff;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Evaluation.Gateway.Http.Authentication.Keys;

/// <summary>Authenticates staff by the key in <c>Authorization: Bearer</c>. An unknown key counts as an attempt of its address.</summary>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, StaffDirectory staff, AttemptLimiter attempts, AccessLog refused)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private static readonly Refusal UnknownKey = new(RefusalCode.SignInRequired, "This staff key is not known.");

    /// <summary>Whether the request has a key: known, unknown or blank.</summary>
    public static bool HasKey(HttpRequest request) => KeyOf(request) is not null;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (KeyOf(Request) is not { } key)
            return AuthenticateResult.NoResult();
        if (key.Length is 0 or > ApiKey.CharactersMax)
            return Refuse();
        var found = await staff.FindAsync(key);
        if (found.IsRefused(out var refusal))
            return new RefusedResult(refusal);
        return found.Answer is { } account ? new StaffIdentity(account, Scheme.Name).ToResult() : Refuse();
    }

    private static string? KeyOf(HttpRequest request) => SecretTypes.SecretOf(request, SecretTypes.Key);

    private RefusedResult Refuse()
    {
        var refusal = attempts.Refuse(SecretKind.Key, Context.Connection.RemoteIpAddress, UnknownKey);
        refused.Refused(refusal.Code, account: null);
        return new(refusal);
    }
}
