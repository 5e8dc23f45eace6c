using System.Net;

namespace Evaluation.Tests.Http.Sites;

/// <summary>Answers to one caller are stored by no cache, and streams are bounded by address.</summary>
[Collection(SharedServer.Name)]
public sealed class CallerCacheTests(TestServer server)
{
    [Fact]
    public async Task The_answer_to_a_key_or_a_session_is_not_stored_and_differs_by_caller()
    {
        var round = await server.OpenAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        using var session = new HttpClient();
        session.DefaultRequestHeaders.Add("Cookie", browser.Cookies.GetCookieHeader(server.Address));
        // An open paper is public. A file of evidence is in the reader's own cache and revalidated.
        foreach (var (_, template) in server.Below("/api").Where(call => call.Method == "GET" && !call.Template.EndsWith("/paper", StringComparison.Ordinal) && !call.Template.EndsWith("/export", StringComparison.Ordinal)))
        {
            var path = Mutations.SentForms.Fill(template, round.Id);
            using var byKey = await server.Administrator.StartAsync(HttpMethod.Get, path);
            using var bySession = await session.GetAsync(new Uri(server.Address, path), HttpCompletionOption.ResponseHeadersRead);
            foreach (var answer in (HttpResponseMessage[])[byKey, bySession])
            {
                Assert.True(answer.Headers.CacheControl?.NoStore is true, $"{path}: {answer.Headers.CacheControl}");
                Assert.True(answer.Headers.Vary.Contains("Authorization") && answer.Headers.Vary.Contains("Cookie"), $"{path}: {answer.Headers.Vary}");
            }
        }
    }

    [Fact]
    public async Task Every_answer_that_a_cache_may_store_differs_by_the_key()
    {
        string[] rounds = [(await server.OpenAsync()).Id, (await ObjectedRound.PublishAsync(server.Site)).Round.Id];
        List<string> ofSharedCaches = [];
        foreach (var (_, template) in server.Below("/api").Where(call => call.Method == "GET"))
            foreach (var path in rounds.Select(round => Mutations.SentForms.Fill(template, round)).Distinct())
            {
                using var answer = await server.Anybody.StartAsync(HttpMethod.Get, path);
                if (answer.Headers.CacheControl?.NoStore is not true)
                    Assert.True(answer.Headers.Vary.Contains("Authorization"), $"{path}: {answer.Headers.Vary}");
                if (answer.Headers.CacheControl?.Public is not true)
                    continue;
                ofSharedCaches.Add(template);
                using var known = await server.Anybody.StartAsync(HttpMethod.Get, path, headers: ("If-None-Match", answer.Headers.ETag!.ToString()));
                Assert.Equal((HttpStatusCode.NotModified, answer.Headers.Vary.ToString()), (known.StatusCode, known.Headers.Vary.ToString()));
            }
        Assert.Equal(["/api/rounds/{round}/paper", "/api/rounds/{round}/results/tallies"], ofSharedCaches.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_new_key_a_receipt_and_a_page_that_repeats_a_form_are_not_stored()
    {
        var round = await server.OpenAsync();
        var added = await server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{TestServer.NewId("clerk")}}","roles":[]}""");
        var cast = await round.CastAsync((await round.IssueAsync("npc", 1))[0], "u1:0,0");
        Assert.True(added.Headers.CacheControl!.NoStore);
        Assert.True(cast.Headers.CacheControl!.NoStore);
        using var browser = new Browser(server.Address);
        var refused = await browser.SendAsync(await browser.OpenAsync("/sign-in"), "/sign-in", ("name", "somebody"), ("secret", "wrong"));
        Assert.Equal((401, true), (refused.Status, refused.Response.Headers.CacheControl!.NoStore));
    }

    [Fact]
    public async Task One_address_has_a_bounded_number_of_streams_and_another_is_not_affected()
    {
        var round = await server.OpenAsync();
        var site = server.Site with { From = Loopback.NewAddress() };
        var path = $"{round.Path}/turnout/stream";
        List<HttpResponseMessage> streams = [];
        for (var stream = 0; stream < Limits.ListenersPerAddress; stream++)
            streams.Add(await site.Administrator.StartAsync(HttpMethod.Get, path));
        Assert.All(streams, stream => Assert.Equal(HttpStatusCode.OK, stream.StatusCode));
        var refused = await site.Administrator.GetAsync(path);
        refused.Refuses(429, "too-many-listeners");
        Assert.Equal(Limits.ListenerRetrySeconds, refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds);
        using (var other = await (server.Site with { From = Loopback.NewAddress() }).Administrator.StartAsync(HttpMethod.Get, path))
            Assert.Equal(HttpStatusCode.OK, other.StatusCode);

        foreach (var stream in streams)
            stream.Dispose();
        await Eventually.IsTrueAsync(async () =>
        {
            using var again = await site.Administrator.StartAsync(HttpMethod.Get, path);
            return again.StatusCode == HttpStatusCode.OK;
        }, "closed streams leave their places");
    }

    [Theory]
    [InlineData("+2")]
    [InlineData("-2")]
    [InlineData(" +2")]
    [InlineData("2 ")]
    [InlineData("0x2")]
    [InlineData("2,2")]
    [InlineData("000000000000000000000000000000002")]
    public async Task A_length_that_is_not_digits_only_is_refused(string length)
    {
        var call = $"PUT /api/rounds/none/ballot HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{{}}";
        var (status, _) = await Mutations.RawCall.SendAsync(server.Address, Loopback.NewAddress(), System.Text.Encoding.ASCII.GetBytes(call), mayBreakOff: false);
        Assert.Equal(length.Trim() == "2" ? 401 : 400, status);
    }
}
