using System.Net;
using System.Text;

namespace Evaluation.Testing.Recording;

/// <summary>Everything that a voter can ask, and every way in which it is refused, by a caller who wants to be traced.</summary>
/// <param name="Round">An open round.</param>
/// <param name="Credential">One of its credentials.</param>
/// <param name="From">The address of the voter.</param>
public sealed record VoterCalls(TestRound Round, string Credential, IPAddress From)
{
    private const string Forwarded = "203.0.113.77";
    private const string Agent = "unknown-agent";
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";

    /// <summary>What nothing that is recorded may contain.</summary>
    public IReadOnlyList<string> Secrets => [Credential, Credential[..8], Credential[^10..], From.ToString(), Forwarded, Agent, Trace, $"{Round.Id}/ballot", $"{Round.Id}/paper", $"/vote/{Round.Id}"];

    /// <summary>Makes all calls. The ballot is counted.</summary>
    public async Task MakeAsync()
    {
        var (site, path) = (Round.Server with { From = From }, Round.Path);
        (string, string)[] headers = [("X-Forwarded-For", Forwarded), ("User-Agent", Agent), ("traceparent", $"00-{Trace}-b7ad6b7169203331-01")];
        var caller = site.Voter(Credential);
        foreach (var page in (string[])[$"/vote/{Round.Id}", "/vote", $"/vote/{Round.Id}%23{Credential}", $"{path}/paper", $"{path}/ballot", $"{path}/ballot/", $"/API/Rounds/{Round.Id}/Ballot"])
            await caller.GetAsync(page, headers);
        foreach (var body in (string[])[TestRound.Ballot("u1:0,1"), TestRound.Ballot("u9:0,1"), "{", ""])
            await SendAsync(HttpMethod.Put, caller, body);
        await SendAsync(HttpMethod.Put, site.Voter("0000000000000000000000000a"), TestRound.Ballot("u1:0,1"));
        await SendAsync(HttpMethod.Post, caller, "", "/finish");
        (await caller.GetAsync($"{path}/ballot", headers)).Answers();

        async Task SendAsync(HttpMethod method, Caller by, string body, string below = "")
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            await by.SendAsync(method, $"{path}/ballot{below}", content, headers);
        }
    }
}
