using System.Net;
using Evaluation.Gateway.Http.Sites;

namespace Evaluation.Tests.Http.Sites;

/// <summary>Links begin with the configured address, whatever a request says.</summary>
public sealed class PublicAddressTests : IAsyncLifetime
{
    private const string Public = "https://vote.city.example";

    private static readonly IPAddress Proxy = Loopback.NewAddress();

    private readonly TestServer _server = TestServer.With(_ => { }, "--EVALUATION_PUBLIC_URL", Public, "--EVALUATION_TRUSTED_PROXIES", $"{Proxy}, 10.0.0.0/8");

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Voting_links_and_texts_begin_with_the_public_address()
    {
        var round = await _server.OpenAsync();
        var issued = await SendAsync(_server.Administrator, HttpMethod.Post, $"{round.Path}/credentials", new StringContent("""{"group":"npc","count":1}"""));
        Assert.Contains($",{Public}/vote/{round.Id}#", issued.Text, StringComparison.Ordinal);
        foreach (var path in (string[])["/", $"/vote/{round.Id}", "/openapi/v1.json"])
        {
            var text = (await SendAsync(_server.Anybody, HttpMethod.Get, path, null)).Text;
            Assert.Contains(Public, text, StringComparison.Ordinal);
            Assert.DoesNotContain("evil", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Without_a_configured_address_links_begin_with_the_address_that_the_server_listens_on()
    {
        var server = new TestServer();
        await server.InitializeAsync();
        Assert.Contains($"{server.Address.GetLeftPart(UriPartial.Authority)}/api/rounds", (await SendAsync(server.Anybody, HttpMethod.Get, "/", null)).Text, StringComparison.Ordinal);
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Over_HTTPS_the_cookies_are_bound_to_the_host_and_browsers_stay_with_HTTPS()
    {
        var page = await SendAsync(_server.Anybody, HttpMethod.Get, "/sign-in", null);
        Assert.Equal("max-age=31536000; includeSubDomains", page.Headers.GetValues("Strict-Transport-Security").Single());
        var cookie = Assert.Single(page.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("__Host-form=", cookie, StringComparison.Ordinal);
        Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
        var signedIn = await SignInAsync(page, cookie);
        Assert.StartsWith("__Host-staff=", Assert.Single(signedIn.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_a_trusted_proxy_tells_the_address_of_its_callers()
    {
        var (own, behind) = (Loopback.NewAddress(), _server.Site with { From = Proxy });
        // Unknown keys from one caller behind the proxy use up the attempts of that caller only.
        List<int> statuses = [];
        for (var guess = 0; guess < 2 * Limits.UnknownSecretsPerMinute; guess++)
            statuses.Add(await GuessAsync(behind, "203.0.113.7"));
        Assert.Equal([401, 429], statuses.Distinct());
        Assert.Equal(401, await GuessAsync(behind, "203.0.113.8"));
        Assert.Equal(401, await GuessAsync(behind, "203.0.113.7, 198.51.100.1"));
        Assert.Equal(429, await GuessAsync(behind, "198.51.100.9, 203.0.113.7, 10.1.2.3"));
        // A stranger who names another caller is counted by the stranger's own address.
        Assert.Equal(401, await GuessAsync(_server.Site with { From = own }, "203.0.113.7"));
    }

    [Theory]
    [InlineData("vote.city.example")]
    [InlineData("ftp://vote.city.example")]
    [InlineData("https://vote.city.example/path")]
    [InlineData("https://user@vote.city.example")]
    [InlineData("https://vote.city.example?x")]
    [InlineData("http://0.0.0.0:5080")]
    [InlineData("http://[::]:5080")]
    public void A_public_address_is_only_scheme_and_host(string text) =>
        Assert.Contains("EVALUATION_PUBLIC_URL", Assert.Throws<FormatException>(() => SiteSettings.Read(text, null)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("proxy.city.example")]
    [InlineData("10.0.0.0/33")]
    public void A_trusted_proxy_is_an_address_or_a_network(string text) =>
        Assert.Contains("EVALUATION_TRUSTED_PROXIES", Assert.Throws<FormatException>(() => SiteSettings.Read(null, text)).Message, StringComparison.Ordinal);

    private static async Task<int> GuessAsync(Site site, string forwarded) =>
        (await site.Staff("not-a-key").SendAsync(HttpMethod.Get, "/api/rounds", null, ("X-Forwarded-For", forwarded))).Status;

    private async Task<Answer> SignInAsync(Answer page, string cookie)
    {
        var token = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(page.Text).QuerySelector("input[name=form-token]")!.GetAttribute("value")!;
        var form = new FormUrlEncodedContent([new("form-token", token), new("name", "admin"), new("secret", Site.AdministratorKey)]);
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_server.Address, "/sign-in")) { Content = form };
        request.Headers.Add("Cookie", cookie.Split(';')[0]);
        using var answer = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return await Answer.OfAsync(answer);
    }

    private static Task<Answer> SendAsync(Caller caller, HttpMethod method, string path, HttpContent? content) =>
        caller.SendAsync(method, path, content, ("Host", "evil.example"), ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Proto", "http"));
}
