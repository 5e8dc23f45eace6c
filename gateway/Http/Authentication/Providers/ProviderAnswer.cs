using Microsoft.AspNetCore.Authentication;

namespace Evaluation.Gateway.Http.Authentication.Providers;

/// <summary>Why the identity provider has signed nobody in.</summary>
public enum ProviderFailure
{
    /// <summary>The person has cancelled, or the provider does not admit the person to this system.</summary>
    Cancelled,

    /// <summary>The answer is too old, was used before, belongs to another browser, or is not the provider's.</summary>
    Rejected,

    /// <summary>The provider did not answer.</summary>
    Unreachable,
}

/// <summary>How a browser has come back from the identity provider.</summary>
/// <param name="Id">The person's id there, which is proven; null when nobody was signed in.</param>
/// <param name="Failure">Null when somebody was signed in.</param>
/// <param name="Back">The address to return to.</param>
/// <param name="Before">The key of the session that the browser had when it went to the provider; null for none.</param>
internal sealed record ProviderAnswer(string? Id, ProviderFailure? Failure, string Back, string? Before)
{
    private const string BeforeItem = "before";

    /// <summary>What the provider's answer to a request will be read with.</summary>
    /// <param name="context">The request, whose session will end.</param>
    /// <param name="back">The address to return to.</param>
    /// <param name="asks">Whether the provider asks for the person again, also when it knows one.</param>
    public static AuthenticationProperties Remember(HttpContext context, string back, bool asks)
    {
        var properties = new AuthenticationProperties { RedirectUri = back };
        if (SessionTokens.KeyOf(context) is { } key)
            properties.Items[BeforeItem] = key;
        if (asks)
            properties.SetParameter("prompt", "login");
        return properties;
    }

    /// <summary>The answer that a request has brought; null for any other request.</summary>
    public static ProviderAnswer? Of(HttpContext context) => context.Items[typeof(ProviderAnswer)] as ProviderAnswer;

    public static void Set(HttpContext context, string? id, ProviderFailure? failure, AuthenticationProperties? properties, string? back = null) =>
        context.Items[typeof(ProviderAnswer)] = new ProviderAnswer(id, failure, back ?? properties?.RedirectUri ?? "/", properties?.Items.TryGetValue(BeforeItem, out var key) is true ? key : null);
}
