using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Evaluation.Bench.Load;

namespace Evaluation.Bench.Assessing;

/// <summary>Calls of staff accounts, each with its key, over connections that they share.</summary>
internal sealed class StaffApi(Uri address) : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler()) { BaseAddress = new(address, "/api/"), Timeout = TimeSpan.FromMinutes(5) };

    /// <summary>Sends and returns the answer.</summary>
    /// <exception cref="HttpRequestException">The server refused; the message has its answer.</exception>
    public async Task<JsonNode> SendAsync(string key, HttpMethod method, string path, JsonNode? body = null) =>
        JsonNode.Parse(await BytesAsync(key, method, path, body)) ?? throw new HttpRequestException($"{method} {path}: no answer");

    /// <summary>Sends, and adds the time until the whole answer has come.</summary>
    public Task<JsonNode> SendAsync(Latencies times, string key, HttpMethod method, string path, JsonNode body) => SendAsync(times, key, method, path, JsonContent.Create(body));

    /// <inheritdoc cref="SendAsync(Latencies, string, HttpMethod, string, JsonNode)"/>
    public async Task<JsonNode> SendAsync(Latencies times, string key, HttpMethod method, string path, HttpContent body)
    {
        using var request = Request(key, method, path, body);
        await body.LoadIntoBufferAsync();
        var began = Stopwatch.GetTimestamp();
        var bytes = await AnswerAsync(request);
        var time = Stopwatch.GetElapsedTime(began);
        lock (times)
            times.Add(time);
        return JsonNode.Parse(bytes)!;
    }

    public async Task<byte[]> BytesAsync(string key, HttpMethod method, string path, JsonNode? body = null)
    {
        using var request = Request(key, method, path, body is null ? null : JsonContent.Create(body));
        return await AnswerAsync(request);
    }

    /// <summary>Adds an account and returns its key.</summary>
    public async Task<string> AddAsync(string name, params string[] roles)
    {
        var body = new JsonObject { ["name"] = name, ["roles"] = new JsonArray([.. roles.Select(role => JsonNode.Parse(role))]) };
        return (string)(await SendAsync(RoundApi.AdminKey, HttpMethod.Post, "staff", body))["key"]!;
    }

    public void Dispose() => _client.Dispose();

    private static HttpRequestMessage Request(string key, HttpMethod method, string path, HttpContent? body) =>
        new(method, path) { Content = body, Headers = { Authorization = new AuthenticationHeaderValue("Bearer", key) } };

    private async Task<byte[]> AnswerAsync(HttpRequestMessage request)
    {
        using var response = await _client.SendAsync(request);
        var bytes = await response.Content.ReadAsByteArrayAsync();
        return response.IsSuccessStatusCode
            ? bytes
            : throw new HttpRequestException($"{request.Method} {request.RequestUri}: {(int)response.StatusCode} {System.Text.Encoding.UTF8.GetString(bytes)}");
    }
}
