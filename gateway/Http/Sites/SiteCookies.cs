namespace Evaluation.Gateway.Http.Sites;

/// <summary>Names and security of cookies.</summary>
internal static class SiteCookies
{
    /// <summary>
    /// The prefix with which browsers accept a cookie only from this host, for all of its paths, and by HTTPS (RFC 6265bis, 4.1.3.2).
    /// </summary>
    public const string HostPrefix = "__Host-";

    public static string Name(string name, SiteSettings site) => site.IsHttps ? HostPrefix + name : name;

    public static CookieSecurePolicy Security(SiteSettings site) => site.IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
}
