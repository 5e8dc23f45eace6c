using System.Security.Claims;
using System.Text.Encodings.Web;
using Evaluation.Ballots;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Authentication.Keys;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace Evaluation.Gateway.Voting;

/// <summary>
/// Reads the credential in <c>Authorization: Ballot</c>. Only its form is checked here; the box that the credential belongs to knows
/// whether it was issued.
/// </summary>
/// <remarks>
/// Casting reads the credential with <see cref="TryRead"/> alone: a handler, a principal and a policy would be allocated for each ballot.
/// </remarks>
internal sealed class BallotHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, BallotRoutes routes)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const string Prefix = SecretTypes.Credential + " ";

    /// <summary>The policy of routes for respondents.</summary>
    public static readonly AuthorizationPolicy Policy = new AuthorizationPolicyBuilder(Schemes.Ballot).RequireAuthenticatedUser().Build();

    /// <summary>The credential of a request, if it has one in the right form. Allocates nothing.</summary>
    public static bool TryRead(HttpRequest request, out CredentialSecret credential)
    {
        credential = default;
        return request.Headers.Authorization is [{ } header]
            && header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
            && Credential.TryRead(header.AsSpan(Prefix.Length), out credential);
    }

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(TryRead(Request, out var credential)
        ? AuthenticateResult.Success(new(new ClaimsPrincipal(new BallotIdentity(credential)), Scheme.Name))
        : AuthenticateResult.NoResult());

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => routes.RefuseAsync(Context, BallotRoutes.CredentialMissing);
}

/// <summary>A respondent. It has no name.</summary>
internal sealed class BallotIdentity(CredentialSecret secret) : ClaimsIdentity(Schemes.Ballot)
{
    private readonly CredentialSecret _secret = secret;

    /// <summary>The credential of a user whom <see cref="BallotHandler.Policy"/> has admitted.</summary>
    public static CredentialSecret SecretOf(ClaimsPrincipal user) => user.Identities.OfType<BallotIdentity>().Single()._secret;
}
