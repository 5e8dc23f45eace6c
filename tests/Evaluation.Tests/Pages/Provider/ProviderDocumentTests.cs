using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Authentication.Providers;
using Evaluation.Gateway.Http.Sites;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Evaluation.Tests.Pages.Provider;

/// <summary>What the discovery document of a provider may say, and where its answers may lead.</summary>
public sealed class ProviderDocumentTests
{
    private const string Login = "https://login.city.example/realms/staff";

    [Theory]
    [InlineData(Login, Login, "https://login.city.example/token", true)]
    [InlineData(Login, Login + "/", "https://login.city.example/token", true)]
    [InlineData(Login, "https://evil.example", "https://login.city.example/token", false)]
    [InlineData(Login, "https://login.city.example/realms/other", "https://login.city.example/token", false)]
    [InlineData(Login, Login, "http://login.city.example/token", false)]
    [InlineData("http://localhost:8080", "http://localhost:8080", "http://localhost:8080/token", true)]
    [InlineData("http://localhost:8080", "http://localhost:8081", "http://localhost:8080/token", false)]
    public async Task A_document_is_taken_from_its_own_issuer_only_and_names_addresses_with_https(string authority, string issuer, string token, bool isTaken)
    {
        var settings = new ProviderSettings(new(authority), "evaluation", "secret", ProviderSettings.Subject);
        var site = new PublicAddress(new(new("https://vote.city.example"), []), null!);
        var events = new ProviderEvents(settings, site, new(settings, TimeProvider.System, NullLogger<ProviderLog>.Instance));
        var options = new OpenIdConnectOptions
        {
            CallbackPath = ProviderServices.ReturnPath,
            ConfigurationManager = new StaticConfigurationManager<OpenIdConnectConfiguration>(new() { Issuer = issuer, TokenEndpoint = token }),
        };
        var scheme = new AuthenticationScheme("provider", null, typeof(OpenIdConnectHandler));
        var message = new OpenIdConnectMessage { IssuerAddress = $"{authority}/authorize" };
        var redirect = new RedirectContext(new DefaultHttpContext(), scheme, options, new()) { ProtocolMessage = message };
        if (!isTaken)
        {
            await Assert.ThrowsAsync<AuthenticationFailureException>(() => events.RedirectToIdentityProvider(redirect));
            return;
        }
        await events.RedirectToIdentityProvider(redirect);
        Assert.Equal("https://vote.city.example/sign-in/provider/return", message.RedirectUri);
    }

    [Fact]
    public async Task Only_signatures_with_the_providers_own_key_are_accepted()
    {
        await using var provider = await IdentityProvider.StartAsync();
        var server = TestServer.With(_ => { }, provider.Settings);
        var tokens = server.Get<IOptionsMonitor<OpenIdConnectOptions>>().Get(Schemes.Provider).TokenValidationParameters;
        Assert.True(tokens.RequireSignedTokens);
        Assert.NotEmpty(tokens.ValidAlgorithms);
        Assert.All(tokens.ValidAlgorithms, algorithm => Assert.Contains(algorithm[..2], (string[])["RS", "PS", "ES"]));
    }

    [Fact]
    public async Task A_redirect_of_the_provider_is_not_followed()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        var followed = 0;
        app.MapGet("/start", () => TypedResults.Redirect("/elsewhere"));
        app.MapGet("/elsewhere", () => Interlocked.Increment(ref followed));
        await app.StartAsync();
        using var client = new HttpClient(new ProviderBackchannel());
        using var answer = await client.GetAsync(new Uri(app.Urls.First() + "/start"));
        Assert.Equal((302, 0), ((int)answer.StatusCode, followed));
    }
}
