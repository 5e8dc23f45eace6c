using System.Net;

namespace Evaluation.Gateway.Http.Sites;

/// <summary>Where people reach the site, and which proxies stand before it.</summary>
/// <param name="PublicUrl">
/// <c>EVALUATION_PUBLIC_URL</c>: scheme and host of every link that is shown, printed or sent; null if it is not set.
/// </param>
/// <param name="TrustedProxies">
/// <c>EVALUATION_TRUSTED_PROXIES</c>: networks of the proxies whose <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> are believed.
/// </param>
public sealed record SiteSettings(Uri? PublicUrl, IReadOnlyList<IPNetwork> TrustedProxies)
{
    /// <summary>Whether people reach the site by HTTPS only.</summary>
    public bool IsHttps => PublicUrl?.Scheme == Uri.UriSchemeHttps;

    /// <exception cref="FormatException">A setting is invalid. The message names it and the allowed values.</exception>
    public static SiteSettings Read(string? publicUrl, string? trustedProxies) => new(
        string.IsNullOrWhiteSpace(publicUrl) ? null : ReadUrl(publicUrl.Trim()),
        [.. (trustedProxies ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(ReadNetwork)]);

    private static Uri ReadUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
            && url is { PathAndQuery: "/", Fragment: "", UserInfo: "" } && !IsWildcard(url)
            ? url
            : throw new FormatException($"EVALUATION_PUBLIC_URL takes scheme and host, such as https://vote.city.example, not '{text}'.");

    private static bool IsWildcard(Uri url) => IPAddress.TryParse(url.Host.Trim('[', ']'), out var address) && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any));

    private static IPNetwork ReadNetwork(string text)
    {
        if (IPNetwork.TryParse(text, out var network))
            return network;
        return IPAddress.TryParse(text, out var address)
            ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
            : throw new FormatException($"EVALUATION_TRUSTED_PROXIES takes addresses and networks, such as 10.0.0.0/8,192.168.1.7, not '{text}'.");
    }
}
