using System.Text.Json.Nodes;
using Evaluation.Gateway.Hosting;
using Evaluation.Gateway.Http.Authentication.Providers;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Evaluation.Tests.Pages.Provider;

/// <summary>Providers that fail, several gateways, and the settings of a provider.</summary>
public sealed class ProviderOutageTests
{
    private const string Authority = "EVALUATION_OIDC_AUTHORITY";
    private const string Id = "EVALUATION_OIDC_CLIENT_ID";
    private const string Secret = "EVALUATION_OIDC_CLIENT_SECRET";
    private const string Claim = "EVALUATION_OIDC_CLAIM";

    [Fact]
    public async Task While_the_provider_is_down_a_page_says_so_and_passwords_work()
    {
        await using var provider = await IdentityProvider.StartAsync();
        var server = TestServer.With(_ => { }, provider.Settings);
        await server.InitializeAsync();
        await provider.DisposeAsync();
        using (var browser = new Browser(server.Address))
        {
            var page = await browser.OpenAsync("/sign-in/provider");
            Strict.Check(page);
            Assert.Equal((503, "登录未完成"), (page.Status, page.Heading));
            Assert.Contains("统一身份认证平台暂时无法访问", page.Text, StringComparison.Ordinal);
            await browser.SignedInAsync();
            Assert.Equal(200, (await browser.OpenAsync("/manage")).Status);
        }
        await server.DisposeAsync();
    }

    [Fact]
    public async Task A_provider_that_fails_during_the_sign_in_is_named_in_the_log_without_secrets()
    {
        var site = new ProviderSite();
        await site.InitializeAsync();
        site.Provider.IsBroken = true;
        var (browser, page) = await site.SignInAsync("p-1");
        browser.Dispose();
        Assert.Equal(503, page.Status);
        Assert.Contains($"The identity provider {site.Provider.Address} has signed nobody in: ", site.Log, StringComparison.Ordinal);
        Assert.Contains("/token answered 503.", site.Log, StringComparison.Ordinal);
        Assert.DoesNotContain(IdentityProvider.ClientSecret, site.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("code-1", site.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", site.Log, StringComparison.Ordinal);
        await site.DisposeAsync();
    }

    [Fact]
    public async Task A_claim_other_than_the_subject_may_come_from_the_userinfo_address()
    {
        await using var provider = await IdentityProvider.StartAsync();
        var server = TestServer.With(_ => { }, [.. provider.Settings, $"--{Claim}", "employee"]);
        await server.InitializeAsync();
        (await server.Administrator.PutAsync("/api/staff/admin/provider-id", """{"providerId":"0042"}""")).Answers();
        foreach (var (employee, change, status) in new (string, Action<JsonObject>, int)[]
        {
            ("0042", _ => { }, 200), ("", _ => { }, 400), ("", token => token["employee"] = "0042", 200), ("0043", token => token["employee"] = "0042", 400),
        })
        {
            (provider.Employee, provider.Change) = (employee, change);
            using var browser = new Browser(server.Address);
            Assert.Equal(status, (await browser.OpenAsync(await ProviderSite.GoAsync(browser, provider, "any"))).Status);
        }
        await server.DisposeAsync();
    }

    /// <summary>Gateways of a cluster share the keys, and tell the provider the same public address.</summary>
    [Theory]
    [InlineData(true, 200)]
    [InlineData(false, 400)]
    public async Task A_browser_may_come_back_to_another_gateway_that_has_the_same_keys(bool isShared, int status)
    {
        await using var provider = await IdentityProvider.StartAsync();
        var keys = new SharedKeys();
        var gateways = Enumerable.Range(0, 2).Select(_ => TestServer.With(
            services => services.Configure<KeyManagementOptions>(options => options.XmlRepository = isShared ? keys : new SharedKeys()), provider.Settings)).ToArray();
        foreach (var gateway in gateways)
        {
            await gateway.InitializeAsync();
            (await gateway.Administrator.PutAsync("/api/staff/admin/provider-id", """{"providerId":"p-1"}""")).Answers();
        }
        using (var browser = new Browser(gateways[0].Address))
        {
            var back = new Uri(await ProviderSite.GoAsync(browser, provider, "p-1"));
            var page = await browser.OpenAsync(new Uri(gateways[1].Address, back.PathAndQuery).ToString());
            Assert.Equal(status, page.Status);
            Assert.Equal(status, (await browser.OpenAsync(new Uri(gateways[1].Address, "/account").ToString())).Status == 200 ? 200 : 400);
        }
        foreach (var gateway in gateways)
            await gateway.DisposeAsync();
    }

    [Theory]
    [InlineData(Authority, Id)]
    [InlineData(Secret)]
    [InlineData(Id, Secret)]
    [InlineData(Claim)]
    public void Settings_of_a_provider_are_complete_or_absent(params string[] set)
    {
        var settings = set.SelectMany(name => new[] { $"--{name}", name == Authority ? "https://login.city.example" : "x" }).ToArray();
        var failure = Assert.Throws<SettingException>(() => TestServer.With(_ => { }, settings));
        Assert.All(new[] { Authority, Id, Secret }.Except(set), name => Assert.Contains(name, failure.Message[failure.Message.IndexOf("Not set", StringComparison.Ordinal)..], StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://login.city.example/realms/staff", true)]
    [InlineData("http://127.0.0.1:8080", true)]
    [InlineData("http://localhost:8080/", true)]
    [InlineData("http://login.city.example", false)]
    [InlineData("https://user@login.city.example", false)]
    [InlineData("https://login.city.example/?a=b", false)]
    [InlineData("login.city.example", false)]
    public void A_provider_elsewhere_has_an_address_with_https(string authority, bool isAllowed)
    {
        if (isAllowed)
            Assert.Equal(new Uri(authority), Read(authority)!.Authority);
        else
            Assert.Contains(Authority, Assert.Throws<FormatException>(() => Read(authority)).Message, StringComparison.Ordinal);

        static ProviderSettings? Read(string authority) => ProviderSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?> { [Authority] = authority, [Id] = "evaluation", [Secret] = "hidden" }).Build());
    }

    [Fact]
    public async Task Without_a_provider_there_is_no_trace_of_one()
    {
        Assert.Null(ProviderSettings.Read(new ConfigurationBuilder().Build()));
        var server = new TestServer();
        await server.InitializeAsync();
        using (var browser = new Browser(server.Address))
        {
            Assert.DoesNotContain("统一身份认证", (await browser.OpenAsync("/sign-in")).Text, StringComparison.Ordinal);
            Assert.Equal(404, (await browser.OpenAsync("/sign-in/provider")).Status);
            Assert.Equal(404, (await browser.OpenAsync("/sign-in/provider/return?code=x&state=y")).Status);
        }
        await server.DisposeAsync();
    }

    private sealed class SharedKeys : IXmlRepository
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<System.Xml.Linq.XElement> _keys = new();

        public IReadOnlyCollection<System.Xml.Linq.XElement> GetAllElements() => [.. _keys];

        public void StoreElement(System.Xml.Linq.XElement element, string friendlyName) => _keys.Enqueue(element);
    }
}
