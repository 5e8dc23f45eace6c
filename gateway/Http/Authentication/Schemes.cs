using Evaluation.Gateway.Http.Authentication.Keys;

namespace Evaluation.Gateway.Http.Authentication;

/// <summary>Names of the authentication schemes. No scheme is the default: a route that needs a caller names its scheme.</summary>
public static class Schemes
{
    /// <summary>Staff: forwards to <see cref="ApiKey"/> or to <see cref="Session"/>, whichever the request may use.</summary>
    public const string Staff = "staff";

    /// <summary>The cookie of a staff session.</summary>
    public const string Session = "session";

    /// <summary><c>Authorization: Bearer</c> with a staff account's key.</summary>
    public const string ApiKey = "api-key";

    /// <summary>The city's identity provider, if one is set. It proves who somebody is; the session is <see cref="Session"/>.</summary>
    public const string Provider = "provider";

    /// <summary><c>Authorization: Ballot</c> with a respondent's credential.</summary>
    public const string Ballot = "ballot";

    /// <summary>The scheme that <see cref="Staff"/> forwards a request to.</summary>
    /// <remarks>
    /// A browser sends the session cookie with every request to this site, also with one that another site caused. So a session is accepted
    /// only where nothing is changed, or where the route checks the form's token.
    /// </remarks>
    internal static string ForStaff(HttpContext context) => !ApiKeyHandler.HasKey(context.Request) && MayUseSession(context) ? Session : ApiKey;

    private static bool MayUseSession(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) || context.GetEndpoint()?.Metadata.GetMetadata<ChecksForms>() is not null;
}

/// <summary>Metadata of a route that checks the form's token before it changes anything.</summary>
public sealed record ChecksForms
{
    public static readonly ChecksForms It = new();
}
