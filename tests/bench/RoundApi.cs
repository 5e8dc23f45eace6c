using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Evaluation.Bench;

/// <summary>What the benchmark asks of a round through the public API, as its administrator.</summary>
internal sealed class RoundApi : IDisposable
{
    public const string AdminKey = "benchmark-administrator-key";

    private readonly HttpClient _client;
    private readonly JsonObject _round;

    /// <param name="round">The definition; null for that of <see cref="BenchRound"/>.</param>
    public RoundApi(Uri address, JsonObject? round = null)
    {
        _round = round ?? BenchRound.Definition();
        _client = new() { BaseAddress = new(address, "/api/"), Timeout = TimeSpan.FromMinutes(5) };
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", AdminKey);
    }

    /// <summary>
    /// Creates the round, issues credentials in equal parts to its groups, opens the vote, and returns the credentials, groups in turn.
    /// </summary>
    public async Task<byte[][]> OpenAsync(int credentials)
    {
        await SendAsync(HttpMethod.Post, "rounds", _round);
        var groups = _round["groups"]!.AsArray().Select(group => (string)group!["code"]!).ToList();
        var issued = new List<string[]>();
        foreach (var group in groups)
            issued.Add(await IssueAsync(group, credentials / groups.Count));
        await MoveAsync("voting");
        return [.. Enumerable.Range(0, credentials).Select(i => Encoding.ASCII.GetBytes(issued[i % issued.Count][i / issued.Count]))];
    }

    /// <summary>For sealed: returns when every acknowledged ballot is in the tally.</summary>
    public Task MoveAsync(string state) => SendAsync(HttpMethod.Post, $"rounds/{Id}/transitions", new JsonObject { ["to"] = state });

    /// <summary>The instants of the acts of this name in the audit of the round.</summary>
    public async Task<DateTimeOffset[]> ActsAsync(string act)
    {
        var audit = JsonNode.Parse(await SendAsync(HttpMethod.Get, $"rounds/{Id}/audit", null))!.AsArray();
        return [.. audit.Where(line => (string?)line!["act"] == act).Select(line => (DateTimeOffset)line!["at"]!)];
    }

    /// <summary>Credentials that have voted, by the public turnout.</summary>
    public async Task<int> VotedAsync()
    {
        var turnout = JsonNode.Parse(await SendAsync(HttpMethod.Get, $"rounds/{Id}/turnout", null))!;
        return turnout["groups"]!.AsArray().Sum(group => (int?)group!["voted"] ?? 0);
    }

    public void Dispose() => _client.Dispose();

    private string Id => (string)_round["id"]!;

    private async Task<string[]> IssueAsync(string group, int count)
    {
        var csv = await SendAsync(HttpMethod.Post, $"rounds/{Id}/credentials", new JsonObject { ["group"] = group, ["count"] = count });
        return [.. csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line[..line.IndexOf(',', StringComparison.Ordinal)])];
    }

    /// <exception cref="HttpRequestException">The server said no; the message says what it said.</exception>
    private async Task<string> SendAsync(HttpMethod method, string path, JsonNode? body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        // Sockets here complete on the polling thread, which a continuation must not block.
        using var response = await _client.SendAsync(request).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? text : throw new HttpRequestException($"{method} {path}: {(int)response.StatusCode} {text}");
    }
}
