using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Evaluation.Testing;

/// <summary>A caller of the API: a respondent, staff, or anonymous.</summary>
/// <param name="site">Where the server listens.</param>
/// <param name="authorization">Null for an anonymous caller.</param>
/// <param name="from">
/// The loopback address that the calls come from. Null: the calls come from many addresses in turn, so that the limits of one address do
/// not connect tests that share a server.
/// </param>
public sealed class Caller(Uri site, AuthenticationHeaderValue? authorization, IPAddress? from = null)
{
    /// <summary>The same caller at another server of the same data.</summary>
    public Caller At(Site server) => new(server.Address, authorization, from);

    public Task<Answer> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, null, headers);

    public Task<Answer> PostAsync(string path, object? body = null) => SendAsync(HttpMethod.Post, path, Json(body));

    public Task<Answer> PutAsync(string path, object? body) => SendAsync(HttpMethod.Put, path, Json(body));

    public Task<Answer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path, null);

    public async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var response = await StartAsync(method, path, content, headers: headers);
        var answer = await Answer.OfAsync(response);
        await AnswerSchemas.AssertDescribedAsync(site, method.Method, path, answer);
        return answer;
    }

    /// <summary>Sends and returns after the headers; the caller reads the body.</summary>
    public async Task<HttpResponseMessage> StartAsync(
        HttpMethod method, string path, HttpContent? content = null, CancellationToken cancel = default, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(site, path)) { Content = content };
        request.Headers.Authorization = authorization;
        foreach (var (name, value) in headers)
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        return await Loopback.ClientOf(from ?? Loopback.Next()).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
    }

    private static StringContent? Json(object? body) => body switch
    {
        null => null,
        string text => new(text, Encoding.UTF8, "application/json"),
        JsonNode node => new(node.ToJsonString(), Encoding.UTF8, "application/json"),
        _ => throw new ArgumentException(body.GetType().Name, nameof(body)),
    };
}

/// <summary>An answer of the API with its whole body.</summary>
public sealed record Answer(int Status, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders, byte[] Body)
{
    public static async Task<Answer> OfAsync(HttpResponseMessage response) =>
        new((int)response.StatusCode, response.Headers, response.Content.Headers, await response.Content.ReadAsByteArrayAsync());

    public string Text => Encoding.UTF8.GetString(Body);

    public string? MediaType => ContentHeaders.ContentType?.MediaType;

    /// <summary>The body of an answer that has this status and is JSON.</summary>
    public JsonElement Answers(int status = 200)
    {
        Assert.True(Status == status, $"{Status} instead of {status}: {Text}");
        Assert.Equal("application/json", MediaType);
        return JsonElement.Parse(Body);
    }

    /// <summary>The problem details of a refusal: RFC 9457 with a stable code, without internals.</summary>
    public JsonElement Refuses(int status, string code)
    {
        Assert.True(Status == status, $"{Status} instead of {status}: {Text}");
        Assert.Equal("application/problem+json", MediaType);
        var problem = JsonElement.Parse(Body);
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.Equal($"urn:evaluation:{code}", problem.GetProperty("type").GetString());
        Assert.False(string.IsNullOrEmpty(problem.GetProperty("title").GetString()));
        Assert.False(string.IsNullOrEmpty(problem.GetProperty("detail").GetString()));
        Assert.DoesNotContain("   at ", Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", Text, StringComparison.Ordinal);
        return problem;
    }
}
