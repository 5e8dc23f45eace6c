using System.Net;
using System.Text;
using Evaluation.Gateway.Http.Bodies;

namespace Evaluation.Tests.Http.Sites;

/// <summary>Every answer has the headers of the site: one to a ballot, one to an unknown address, and one after an exception too.</summary>
public sealed class SiteHeaderTests : IAsyncLifetime
{
    private readonly TestServer _server = TestServer.With(_ => { }, "--EVALUATION_PUBLIC_URL", "https://vote.city.example");

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Every_answer_keeps_to_HTTPS_is_not_sniffed_and_stands_in_no_frame()
    {
        var round = await _server.OpenAsync();
        var voter = (await round.IssueAsync("npc", 1))[0];
        var asset = "/assets/" + (await _server.Anybody.GetAsync("/", ("Accept", "text/html"))).Text.Split("/assets/")[1].Split('"')[0];
        Dictionary<string, Answer> answers = new()
        {
            ["a counted ballot"] = await round.CastAsync(voter, "u1:0,1"),
            ["a refused ballot"] = await round.CastAsync("nothing", "u1:0,1"),
            ["a page"] = await _server.Anybody.GetAsync("/sign-in", ("Accept", "text/html")),
            ["an unknown page"] = await _server.Anybody.GetAsync("/nowhere", ("Accept", "text/html")),
            ["a style sheet"] = await _server.Anybody.GetAsync(asset),
            ["the API"] = await _server.Administrator.GetAsync("/api/rounds"),
            ["a refusal of the API"] = await _server.Anybody.GetAsync("/api/staff"),
            ["a wrong method"] = await _server.Administrator.DeleteAsync("/api/rounds"),
            ["the method TRACE"] = await _server.Anybody.SendAsync(HttpMethod.Trace, "/api/rounds", null),
            ["the description"] = await _server.Anybody.GetAsync("/openapi/v1.json"),
            ["readiness"] = await _server.Anybody.GetAsync("/readyz"),
            ["a body that is too large"] = await TooLargeAsync(_server.Administrator, "/api/staff", JsonBody.SmallBytes),
            ["a form that is too large"] = await TooLargeAsync(_server.Anybody, "/sign-in", Limits.SignInBytes),
        };
        Assert.Equal((200, 401), (answers["a counted ballot"].Status, answers["a refused ballot"].Status));
        Assert.Equal((413, 413), (answers["a body that is too large"].Status, answers["a form that is too large"].Status));
        Assert.Equal(405, answers["the method TRACE"].Status);
        foreach (var (name, answer) in answers)
        {
            Assert.True(Header(answer, "X-Content-Type-Options") == "nosniff", name);
            Assert.True(Header(answer, "Strict-Transport-Security") == "max-age=31536000; includeSubDomains", name);
            var policy = Header(answer, "Content-Security-Policy");
            foreach (var rule in (string[])["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"])
                Assert.True(policy.Contains(rule, StringComparison.Ordinal), $"{name}: {policy}");
            Assert.False(answer.Headers.Contains("Server"), name);
            Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"), name);
        }
    }

    [Fact]
    public async Task The_page_of_an_exception_has_the_policy_of_pages()
    {
        var page = await TooLargeAsync(_server.Anybody, "/sign-in", Limits.SignInBytes);
        Assert.Equal("text/html", page.MediaType);
        Assert.Contains("style-src 'self'", Header(page, "Content-Security-Policy"), StringComparison.Ordinal);
        Assert.True(page.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task Over_HTTPS_the_choices_of_a_reader_are_bound_to_the_host()
    {
        using var reader = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        using var kept = await reader.GetAsync(new Uri(_server.Address, "/preferences?language=en&text=large&theme=dark"));
        Assert.Equal(HttpStatusCode.Redirect, kept.StatusCode);
        string[] cookies = [.. kept.Headers.GetValues("Set-Cookie")];
        Assert.Equal(3, cookies.Length);
        Assert.All(cookies, cookie =>
        {
            Assert.StartsWith("__Host-", cookie, StringComparison.Ordinal);
            foreach (var word in (string[])["; secure", "; httponly", "; path=/", "; samesite=lax"])
                Assert.Contains(word, cookie, StringComparison.OrdinalIgnoreCase);
        });
        var english = await _server.Anybody.GetAsync("/sign-in", ("Accept", "text/html"), ("Cookie", string.Join("; ", cookies.Select(cookie => cookie.Split(';')[0]))));
        Assert.Contains("data-theme=\"dark\"", english.Text, StringComparison.Ordinal);
        Assert.Contains("lang=\"en\"", english.Text, StringComparison.Ordinal);
    }

    /// <summary>
    /// Without a length, so that the server finds out while it reads; and one byte too many, so that it has read everything
    /// before it answers.
    /// </summary>
    private static async Task<Answer> TooLargeAsync(Caller caller, string path, int bytesMax)
    {
        using var content = new StreamContent(new MemoryStream(Encoding.ASCII.GetBytes("secret=".PadRight(bytesMax + 1, 'a'))));
        content.Headers.ContentType = new("application/x-www-form-urlencoded");
        return await caller.SendAsync(HttpMethod.Post, path, content, ("Accept", "text/html"), ("Transfer-Encoding", "chunked"));
    }

    private static string Header(Answer answer, string name) => answer.Headers.TryGetValues(name, out var values) ? values.Single() : "";
}
