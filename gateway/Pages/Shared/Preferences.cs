using Evaluation.Gateway.Http.Sites;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Evaluation.Gateway.Pages.Shared;

/// <summary>How a reader wants the pages: kept in cookies that say nothing else of them.</summary>
internal static class Preferences
{
    public const string LanguageCookie = "language";
    public const string TextCookie = "text";
    public const string ThemeCookie = "theme";

    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    public static void MapPreferences(this IEndpointRouteBuilder pages) => pages.MapGet("/preferences", Keep);

    /// <summary>What the reader chose, else the first of the browser's languages that the pages have, else Chinese.</summary>
    public static string Language(HttpRequest request) => Read(request, LanguageCookie) switch
    {
        "zh" => "zh",
        "en" => "en",
        _ => request.GetTypedHeaders().AcceptLanguage.OrderByDescending(language => language.Quality ?? 1)
            .Select(language => language.Value.Value?.Split('-')[0].ToLowerInvariant()).FirstOrDefault(language => language is "zh" or "en") ?? "zh",
    };

    public static bool IsLarge(HttpRequest request) => Read(request, TextCookie) == "large";

    public static string? Theme(HttpRequest request) => Read(request, ThemeCookie) is { } theme and ("light" or "dark") ? theme : null;

    /// <summary>Over HTTPS a cookie is bound to the host. One that was kept before stays readable.</summary>
    private static string? Read(HttpRequest request, string name) => request.Cookies[Name(request, name)] ?? request.Cookies[name];

    private static string Name(HttpRequest request, string name) => request.IsHttps ? SiteCookies.HostPrefix + name : name;

    private static RedirectHttpResult Keep(string? language, string? text, string? theme, string? back, HttpContext context)
    {
        Set(LanguageCookie, language is "zh" or "en" ? language : null);
        Set(TextCookie, text is "large" or "usual" ? text : null);
        Set(ThemeCookie, theme is "light" or "dark" or "device" ? theme : null);
        return TypedResults.LocalRedirect(ReturnAddresses.Of(context, back));

        void Set(string name, string? value)
        {
            if (value is not null)
                context.Response.Cookies.Append(Name(context.Request, name), value, new() { MaxAge = Kept, SameSite = SameSiteMode.Lax, HttpOnly = true, Secure = context.Request.IsHttps, IsEssential = true });
        }
    }

    /// <summary>An address on this site, or the front page: nobody is sent elsewhere by a link that begins here.</summary>
    public static string Local(string? address) =>
        address is ['/', ..] && !address.StartsWith("//", StringComparison.Ordinal) && !address.StartsWith("/\\", StringComparison.Ordinal) && !address.Any(char.IsControl) ? address : "/";
}
