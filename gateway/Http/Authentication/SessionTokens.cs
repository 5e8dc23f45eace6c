using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Antiforgery;

namespace Evaluation.Gateway.Http.Authentication;

/// <summary>
/// Binds the tokens of forms to the session in which their pages were loaded. A token from before a session, or from another one, is
/// refused within it, except where the route signs in.
/// </summary>
/// <remarks>
/// Without a session any token of this browser is accepted: the account is missing then, which is refused in its own way. The caller must
/// be authenticated before a token is made or checked.
/// </remarks>
internal sealed class SessionTokens : IAntiforgeryAdditionalDataProvider
{
    private const int TagBytes = 16;
    private static readonly object KeyItem = new();
    private static readonly object MismatchItem = new();

    /// <summary>Remembers the session that a request was authenticated by.</summary>
    public static void Remember(HttpContext context, string key) => context.Items[KeyItem] = key;

    /// <summary>The key of the session that a request was authenticated by; null for any other request.</summary>
    public static string? KeyOf(HttpContext context) => context.Items[KeyItem] as string;

    /// <summary>Whether the token that was refused is one of this browser, but of another session.</summary>
    public static bool IsOfAnotherSession(HttpContext context) => context.Items.ContainsKey(MismatchItem);

    public string GetAdditionalData(HttpContext context) => KeyOf(context) is { } key ? Tag(key) : "";

    /// <remarks>The framework asks last, when everything else fits.</remarks>
    public bool ValidateAdditionalData(HttpContext context, string additionalData)
    {
        if (KeyOf(context) is not { } key || additionalData == Tag(key) || context.GetEndpoint()?.Metadata.GetMetadata<SignsIn>() is not null)
            return true;
        context.Items[MismatchItem] = true;
        return false;
    }

    /// <summary>A form contains no key, so a hash stands for it.</summary>
    private static string Tag(string key) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, TagBytes));
}

/// <summary>Metadata of a route that begins a session. It takes a form that was loaded before the session that the browser has.</summary>
internal sealed record SignsIn
{
    public static readonly SignsIn It = new();
}
