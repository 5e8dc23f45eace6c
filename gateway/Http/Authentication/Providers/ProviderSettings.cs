using System.Net;
using Microsoft.Extensions.Configuration;

namespace Evaluation.Gateway.Http.Authentication.Providers;

/// <summary>The city's identity provider, by which staff may sign in beside their passwords and keys.</summary>
/// <param name="Authority"><c>EVALUATION_OIDC_AUTHORITY</c>: the provider's address, below which its discovery document is found.</param>
/// <param name="ClientId"><c>EVALUATION_OIDC_CLIENT_ID</c>: the name of this system at the provider.</param>
/// <param name="ClientSecret"><c>EVALUATION_OIDC_CLIENT_SECRET</c>: its secret there.</param>
/// <param name="Claim"><c>EVALUATION_OIDC_CLAIM</c>: the claim by which accounts are found; by default the subject.</param>
public sealed record ProviderSettings(Uri Authority, string ClientId, string ClientSecret, string Claim)
{
    /// <summary>The claim of every provider: an id that it never gives to another person.</summary>
    public const string Subject = "sub";

    private const string AuthorityName = "EVALUATION_OIDC_AUTHORITY";
    private const string ClientIdName = "EVALUATION_OIDC_CLIENT_ID";
    private const string ClientSecretName = "EVALUATION_OIDC_CLIENT_SECRET";
    private const string ClaimName = "EVALUATION_OIDC_CLAIM";

    /// <summary>Whether everything that is sent to the provider is encrypted. Only a provider on this machine may do without.</summary>
    public bool IsHttps => Authority.Scheme == Uri.UriSchemeHttps;

    /// <returns>Null when no provider is set.</returns>
    /// <exception cref="FormatException">A setting is missing or invalid. The message names it.</exception>
    public static ProviderSettings? Read(IConfiguration configuration)
    {
        var missing = new[] { AuthorityName, ClientIdName, ClientSecretName }.Where(name => Text(name) is null).ToArray();
        return (missing.Length, Text(ClaimName)) switch
        {
            (0, var claim) => new(ReadAuthority(Text(AuthorityName)!), Text(ClientIdName)!, Text(ClientSecretName)!, claim ?? Subject),
            (3, null) => null,
            _ => throw new FormatException(
                $"{AuthorityName}, {ClientIdName} and {ClientSecretName} are set together or not at all, and {ClaimName} only with them. Not set: {string.Join(", ", missing)}."),
        };

        string? Text(string name) => configuration[name]?.Trim() is { Length: > 0 } text ? text : null;
    }

    /// <summary>Without the secret.</summary>
    public override string ToString() => $"{ClientId} at {Authority}";

    private static Uri ReadAuthority(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url is { Query: "", Fragment: "", UserInfo: "" } && IsSafe(url)
            ? url
            : throw new FormatException($"{AuthorityName} takes an address with https, such as https://login.city.example/realms/staff, not '{text}'. Only a provider on this machine may have http.");

    /// <summary>Whether nobody between can read what is sent to an address.</summary>
    internal static bool IsSafe(Uri url) => url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && (url.Host == "localhost" || (IPAddress.TryParse(url.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address))));
}
