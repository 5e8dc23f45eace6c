using Evaluation.Gateway.Http.Authentication.Keys;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Http.Sites;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Evaluation.Gateway.Http.Authentication;

internal static class AuthenticationServices
{
    /// <summary>The name of the session cookie of a site without HTTPS.</summary>
    private const string CookieName = "staff";

    /// <summary>Whether a cookie is the session cookie, with or without the prefix that it has over HTTPS.</summary>
    public static bool IsSessionCookie(string name) => name == CookieName || name == SiteCookies.HostPrefix + CookieName;

    /// <summary>Registers how staff are authenticated and authorised. Further schemes can be added to the result.</summary>
    public static AuthenticationBuilder AddStaffAuthentication(this IServiceCollection services)
    {
        services.AddSingleton<StaffDirectory>();
        services.AddSingleton<Interests>();
        services.AddSingleton<FourEyes>();
        services.AddSingleton<AttemptLimiter>();
        services.AddSingleton<AccessLog>();
        services.AddSingleton<SessionStore>();
        services.AddSingleton<StaffSessions>();
        services.AddSingleton<IAuthorizationHandler, RoleHandler>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, AuthorizationRefusals>();
        services.AddAuthorization();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<CookieAuthenticationOptions>, PostConfigureCookieAuthenticationOptions>());
        services.AddOptions<CookieAuthenticationOptions>(Schemes.Session).Configure<SessionStore, SiteSettings>(ConfigureSession);
        return services.AddAuthentication()
            .AddPolicyScheme(Schemes.Staff, null, options => options.ForwardDefaultSelector = Schemes.ForStaff)
            .AddScheme<CookieAuthenticationOptions, SessionHandler>(Schemes.Session, null)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(Schemes.ApiKey, null);
    }

    /// <summary>The cookie ends with the browser, is hidden from scripts and is not sent with requests that other sites cause.</summary>
    private static void ConfigureSession(CookieAuthenticationOptions options, SessionStore store, SiteSettings site)
    {
        options.SessionStore = store;
        options.ExpireTimeSpan = Limits.SessionAge;
        options.SlidingExpiration = false;
        options.Cookie.Name = SiteCookies.Name(CookieName, site);
        options.Cookie.Path = "/";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.Cookie.SecurePolicy = SiteCookies.Security(site);
        options.Cookie.IsEssential = true;
    }
}
