using Evaluation.Gateway.Http.Sites;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Evaluation.Gateway.Http.Authentication.Providers;

/// <summary>Signing in by OpenID Connect: code flow with PKCE, by the framework's handler.</summary>
internal static class ProviderServices
{
    /// <summary>The address to which the provider sends the browser back, which is registered there.</summary>
    public const string ReturnPath = "/sign-in/provider/return";

    /// <summary>Signatures of tokens: with a key that only the provider has, never with a shared one and never none.</summary>
    private static readonly string[] Signatures =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384,
        SecurityAlgorithms.RsaSsaPssSha512, SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    private const string StateCookie = "provider-state-";
    private const string NonceCookie = "provider-nonce-";

    /// <summary>Registers the provider. Without this there is no trace of one.</summary>
    public static void AddProvider(this IServiceCollection services, ProviderSettings provider)
    {
        services.AddSingleton(provider);
        services.AddSingleton<ProviderLog>();
        services.AddSingleton<ProviderEvents>();
        services.AddAuthentication().AddOpenIdConnect(Schemes.Provider, options => Configure(options, provider));
        services.AddOptions<OpenIdConnectOptions>(Schemes.Provider).Configure<SiteSettings>(ConfigureCookies);
    }

    /// <summary>Whether staff may sign in by a provider.</summary>
    public static bool HasProvider(this HttpContext context) => context.RequestServices.GetService<ProviderSettings>() is not null;

    /// <summary>Sends the browser to the provider.</summary>
    /// <returns>False when the provider does not answer; then nothing has been sent.</returns>
    public static async Task<bool> ChallengeProviderAsync(this HttpContext context, AuthenticationProperties properties)
    {
        try
        {
            await context.ChallengeAsync(Schemes.Provider, properties);
            return true;
        }
        catch (Exception failure) when (!context.RequestAborted.IsCancellationRequested)
        {
            context.RequestServices.GetRequiredService<ProviderLog>().Failed(failure);
            return false;
        }
    }

    private static void Configure(OpenIdConnectOptions options, ProviderSettings provider)
    {
        options.EventsType = typeof(ProviderEvents);
        options.Authority = provider.Authority.AbsoluteUri;
        options.RequireHttpsMetadata = provider.IsHttps;
        options.ClientId = provider.ClientId;
        options.ClientSecret = provider.ClientSecret;
        options.ResponseType = OpenIdConnectResponseType.Code;
        // The browser comes back by a link, with cookies that are Lax. With a form it would need cookies that are sent whatever site asks.
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.CallbackPath = ReturnPath;
        options.SignedOutCallbackPath = PathString.Empty;
        options.RemoteSignOutPath = PathString.Empty;
        // Never used: ProviderEvents begins no session.
        options.SignInScheme = Schemes.Session;
        options.MapInboundClaims = false;
        options.SaveTokens = false;
        options.TokenValidationParameters.ValidAlgorithms = Signatures;
        options.BackchannelHttpHandler = new ProviderBackchannel();
        options.BackchannelTimeout = Limits.ProviderTimeout;
        options.RefreshInterval = Limits.ProviderRetry;
        options.RemoteAuthenticationTimeout = Limits.ProviderSignInMax;
        options.ProtocolValidator.NonceLifetime = Limits.ProviderSignInMax;
        if (provider.Claim != ProviderSettings.Subject)
        {
            // Some providers tell this claim only at their userinfo address.
            options.GetClaimsFromUserInfoEndpoint = true;
            options.ClaimActions.MapUniqueJsonKey(provider.Claim, provider.Claim);
        }
    }

    /// <summary>The cookies hold no secret, but they prove that this browser went to the provider. Any gateway can read them.</summary>
    private static void ConfigureCookies(OpenIdConnectOptions options, SiteSettings site)
    {
        (options.CorrelationCookie.Name, options.NonceCookie.Name) = (SiteCookies.Name(StateCookie, site), SiteCookies.Name(NonceCookie, site));
        foreach (var cookie in new[] { options.CorrelationCookie, options.NonceCookie })
            (cookie.Path, cookie.HttpOnly, cookie.SameSite, cookie.SecurePolicy) = ("/", true, SameSiteMode.Lax, SiteCookies.Security(site));
    }
}
