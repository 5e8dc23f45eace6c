using System.Net;
using System.Text;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.Http;

/// <summary>Drafts of forms over the API: whose they are, their versions, and what is refused.</summary>
[Collection(SharedServer.Name)]
public sealed class DraftTests(TestServer server)
{
    private const string Fields = """[{"name":"/title/zh","value":" 改了一半 "},{"name":"/allowRevote","value":"false"},{"name":"/allowRevote","value":""}]""";

    [Fact]
    public async Task A_draft_is_read_as_it_was_saved_until_it_is_removed()
    {
        var path = await NewFormAsync();
        (await server.Administrator.GetAsync(path)).Refuses(404, "no-such-draft");
        var saved = (await SaveAsync(path, 0)).Answers();
        Assert.Equal(1, saved.GetProperty("version").GetInt64());

        var answer = await server.Administrator.GetAsync(path);
        var read = answer.Answers();
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.Equal(Fields, read.GetProperty("fields").GetRawText());
        Assert.Equal((1, 7, "computer"), (read.GetProperty("version").GetInt64(), read.GetProperty("basedOn").GetInt32(), read.GetProperty("device").GetString()));

        Assert.Equal(204, (await server.Administrator.DeleteAsync(path)).Status);
        Assert.Equal(204, (await server.Administrator.DeleteAsync(path)).Status);
        (await server.Administrator.GetAsync(path)).Refuses(404, "no-such-draft");
        Assert.Equal(2, (await SaveAsync(path, 0)).Answers().GetProperty("version").GetInt64());
    }

    [Fact]
    public async Task A_draft_is_kept_for_30_days_after_its_last_save()
    {
        var clock = new FakeTimeProvider(new(2026, 12, 1, 9, 0, 0, TimeSpan.Zero));
        var stopped = TestServer.With(clock);
        await stopped.InitializeAsync();
        var path = $"/api/drafts/rules.{(await stopped.DraftAsync()).Id}";
        foreach (var version in (int[])[0, 1])
        {
            clock.Advance(TimeSpan.FromDays(1));
            var saved = (await stopped.Administrator.PutAsync(path, Body(version, $$"""[{"name":"/title/zh","value":"{{version}}"}]"""))).Answers();
            Assert.Equal(clock.GetUtcNow(), saved.GetProperty("savedAt").GetDateTimeOffset());
            Assert.Equal(clock.GetUtcNow().AddDays(30), saved.GetProperty("keptUntil").GetDateTimeOffset());
        }
        await stopped.DisposeAsync();
    }

    [Fact]
    public async Task A_save_over_another_version_is_refused_and_names_the_stored_one()
    {
        var path = await NewFormAsync();
        var first = (await SaveAsync(path, 0)).Answers();
        var refused = (await SaveAsync(path, 0, """[{"name":"/title/zh","value":"另一台"}]""")).Refuses(409, "draft-replaced");
        Assert.Equal(1, refused.GetProperty("version").GetInt64());
        Assert.Equal(first.GetProperty("savedAt").GetDateTimeOffset(), refused.GetProperty("savedAt").GetDateTimeOffset());
        Assert.Equal("computer", refused.GetProperty("device").GetString());
        Assert.Equal(2, (await SaveAsync(path, 1, """[{"name":"/title/zh","value":"另一台"}]""")).Answers().GetProperty("version").GetInt64());
        Assert.Equal(204, (await server.Administrator.DeleteAsync($"{path}?version=1")).Status);
        Assert.Equal(2, (await server.Administrator.GetAsync(path)).Answers().GetProperty("version").GetInt64());
        Assert.Equal(0, (await RemovedAndSavedAsync(path)).GetProperty("version").GetInt64());
    }

    [Fact]
    public async Task A_repeated_save_is_answered_like_the_first()
    {
        var path = await NewFormAsync();
        var first = (await SaveAsync(path, 0)).Text;
        Assert.Equal(first, (await SaveAsync(path, 0)).Text);
    }

    [Fact]
    public async Task A_draft_belongs_to_the_account_that_typed_it()
    {
        var path = await NewFormAsync();
        await SaveAsync(path, 0);
        var other = await server.StaffWithAsync("""{"role":"administrator"}""");
        (await other.GetAsync(path)).Refuses(404, "no-such-draft");
        Assert.Equal(204, (await other.DeleteAsync(path)).Status);
        Assert.Equal(200, (await server.Administrator.GetAsync(path)).Status);
    }

    [Fact]
    public async Task Only_those_who_may_use_the_form_have_drafts_of_it()
    {
        var path = await NewFormAsync();
        (await server.Anybody.GetAsync(path)).Refuses(401, "sign-in-required");
        (await server.Anybody.PutAsync(path, Body(0))).Refuses(401, "sign-in-required");
        var elsewhere = await server.StaffWithAsync("""{"role":"administrator","round":"another"}""");
        (await elsewhere.PutAsync(path, Body(0))).Refuses(403, "not-allowed");
        (await elsewhere.PutAsync("/api/drafts/new-round", Body(0))).Refuses(403, "not-allowed");
        Assert.Equal(200, (await elsewhere.PutAsync("/api/drafts/rules.another", Body(0))).Status);
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("rules")]
    [InlineData("rules.UPPER")]
    [InlineData("rules.a.b")]
    [InlineData("new-round.a")]
    public async Task A_form_that_is_not_known_has_no_drafts(string form) => (await server.Administrator.PutAsync($"/api/drafts/{form}", Body(0))).Refuses(404, "not-found");

    [Theory]
    [InlineData("{}", "/fields")]
    [InlineData("""{"fields":[{"name":"a"}]}""", "/fields/0/value")]
    [InlineData("""{"fields":[{"name":"a","value":1}]}""", "/fields/0/value")]
    [InlineData("""{"fields":[],"version":"1"}""", "/version")]
    public async Task A_body_with_faults_is_refused(string body, string pointer)
    {
        var refused = (await server.Administrator.PutAsync(await NewFormAsync(), body)).Refuses(400, "bad-request");
        Assert.Equal(pointer, refused.GetProperty("faults")[0].GetProperty("pointer").GetString());
    }

    [Fact]
    public async Task A_draft_of_more_than_the_most_bytes_is_refused()
    {
        var path = await NewFormAsync();
        var empty = Body(0, """[{"name":"/title/zh","value":""}]""");
        var room = Limits.DraftBytes - Encoding.UTF8.GetByteCount(empty);
        (await SendAsync(room + 1)).Refuses(413, "body-too-large");
        Assert.Equal(200, (await SendAsync(room - 100)).Status);

        // The body is sent only when the server asks for it, because a refusal by its length alone ends the connection.
        Task<Answer> SendAsync(int characters)
        {
            var body = empty.Replace("\"value\":\"", "\"value\":\"" + new string('x', characters), StringComparison.Ordinal);
            return server.Administrator.SendAsync(HttpMethod.Put, path, new StringContent(body, Encoding.UTF8, "application/json"), ("Expect", "100-continue"));
        }
    }

    [Fact]
    public async Task An_account_has_a_bounded_number_of_drafts()
    {
        var owner = await server.StaffWithAsync("""{"role":"administrator"}""");
        for (var form = 0; form < Limits.DraftsPerAccount; form++)
            Assert.Equal(200, (await owner.PutAsync($"/api/drafts/rules.many-{form}", Body(0))).Status);
        (await owner.PutAsync("/api/drafts/rules.one-more", Body(0))).Refuses(409, "too-many-drafts");
        Assert.Equal(200, (await owner.PutAsync("/api/drafts/rules.many-0", Body(1))).Status);
        await owner.DeleteAsync("/api/drafts/rules.many-1");
        Assert.Equal(200, (await owner.PutAsync("/api/drafts/rules.one-more", Body(0))).Status);
    }

    [Fact]
    public async Task A_session_saves_with_the_token_of_its_form_and_not_without()
    {
        var round = await server.DraftAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        var token = (await browser.OpenAsync($"/manage/rounds/{round.Id}/rules")).Document.QuerySelector("[data-draft] input[name=form-token]")!.GetAttribute("value")!;
        var path = $"/api/drafts/rules.{round.Id}";
        Assert.Equal(HttpStatusCode.BadRequest, await PutAsync(null));
        Assert.Equal(HttpStatusCode.BadRequest, await PutAsync("made-up"));
        Assert.Equal(HttpStatusCode.OK, await PutAsync(token));
        Assert.Equal(200, (await browser.OpenAsync(path)).Status);

        async Task<HttpStatusCode> PutAsync(string? sent)
        {
            using var handler = new SocketsHttpHandler { CookieContainer = browser.Cookies };
            using var http = new HttpClient(handler) { BaseAddress = server.Address };
            using var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = new StringContent(Body(0), Encoding.UTF8, "application/json") };
            if (sent is not null)
                request.Headers.Add("form-token", sent);
            using var answer = await http.SendAsync(request);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task A_draft_saved_on_a_phone_names_a_phone()
    {
        var path = await NewFormAsync();
        var saved = await server.Administrator.SendAsync(
            HttpMethod.Put, path, new StringContent(Body(0)), ("User-Agent", "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36"));
        Assert.Equal(200, saved.Status);
        Assert.Equal("phone", (await server.Administrator.GetAsync(path)).Answers().GetProperty("device").GetString());
    }

    private async Task<System.Text.Json.JsonElement> RemovedAndSavedAsync(string path)
    {
        await server.Administrator.DeleteAsync(path);
        return (await SaveAsync(path, 2)).Refuses(409, "draft-replaced");
    }

    private async Task<string> NewFormAsync() => $"/api/drafts/rules.{(await server.DraftAsync()).Id}";

    private Task<Answer> SaveAsync(string path, int version, string fields = Fields) => server.Administrator.PutAsync(path, Body(version, fields));

    private static string Body(int version, string fields = Fields) => $$"""{"version":{{version}},"basedOn":7,"fields":{{fields}}}""";
}
