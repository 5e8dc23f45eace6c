using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Evaluation.Tests.Process;

/// <summary>
/// What the program says of voters to its log and to a collector, read as bytes: address, instant and size of a request would together tell
/// who has voted what.
/// </summary>
[Collection(Processes.Name)]
public sealed class VotingRecordTests : IAsyncLifetime
{
    private const string Forwarded = "203.0.113.77";

    /// <summary>A sender who wants to be traced.</summary>
    private const string Traced = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    /// <summary>The name of the span of a request.</summary>
    private const string Span = "Microsoft.AspNetCore.Hosting.HttpRequestIn";

    /// <summary>Create, open, issue, seal; the turnout.</summary>
    private const int RequestsOfOthers = 5;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("evaluation-");
    private readonly Collector _collector = new();

    public Task InitializeAsync() => _collector.StartAsync();

    public async Task DisposeAsync()
    {
        await _collector.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Log_traces_and_metrics_show_no_address_no_credential_and_no_request_of_a_voter()
    {
        using var server = await ServerProcess.StartAsync(
            _folder.FullName, Site.AdministratorKey,
            "--OTEL_EXPORTER_OTLP_ENDPOINT", _collector.Address, "--OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf", "--OTEL_TRACES_SAMPLER", "always_on",
            "--EVALUATION_TRUSTED_PROXIES", "127.0.0.0/8", "--Logging:LogLevel:Default", "Trace");
        var from = Loopback.NewAddress();
        var site = server.Site with { From = from };
        (await site.Administrator.PostAsync("/api/rounds", SmallDefinition.Of("watched"))).Answers(201);
        var round = new TestRound(site, "watched");
        await round.MoveAsync("voting");
        var voter = (await round.IssueAsync("npc", 1))[0];
        await VoteAsync(round, voter);
        (await site.Anybody.GetAsync($"{round.Path}/turnout")).Answers();
        Assert.Equal(0, await server.TerminateAsync());

        var (log, traces, metrics) = (server.Said(), _collector.Received("traces"), _collector.Received("metrics"));
        // The capture works: other requests are there, and no more. A span has the instant of its request.
        Assert.Contains("Microsoft", log, StringComparison.Ordinal);
        Assert.Equal(RequestsOfOthers, traces.Split(Span).Length - 1);
        Assert.Contains("evaluation.ballots.accepted", metrics, StringComparison.Ordinal);
        string[] secrets = [voter, voter[..8], from.ToString(), Forwarded, "unknown-agent"];
        foreach (var secret in secrets)
            Assert.All([log, traces, metrics], text => Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase));
        foreach (var part in (string[])["/ballot", "/vote", "/paper", "0af7651916cd43dd8448eb211c80319c"])
            Assert.All([log, traces], text => Assert.DoesNotContain(part, text, StringComparison.OrdinalIgnoreCase));
        // Metrics know the pattern of a route, for all rounds together.
        Assert.DoesNotContain("watched/ballot", metrics, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Everything that a voter can ask, and every way in which it is refused.</summary>
    private static async Task VoteAsync(TestRound round, string voter)
    {
        (string, string)[] headers = [("X-Forwarded-For", Forwarded), ("User-Agent", "unknown-agent"), ("traceparent", Traced)];
        var caller = round.Server.Voter(voter);
        foreach (var path in (string[])[$"/vote/{round.Id}", "/vote", $"/vote/{round.Id}%23{voter}", $"{round.Path}/paper", $"{round.Path}/ballot", $"{round.Path}/ballot/", $"/API/Rounds/{round.Id}/Ballot"])
            await caller.GetAsync(path, headers);
        foreach (var body in (string[])[TestRound.Ballot("u1:0,1"), TestRound.Ballot("u9:0,1"), "{", ""])
            await SendAsync(HttpMethod.Put, caller, body);
        await SendAsync(HttpMethod.Put, round.Server.Voter("0000000000000000000000000a"), TestRound.Ballot("u1:0,1"));
        await SendAsync(HttpMethod.Post, caller, "", "/finish");
        Assert.Equal(200, (await caller.GetAsync($"{round.Path}/ballot")).Status);
        await round.MoveAsync("sealed");
        await SendAsync(HttpMethod.Put, caller, TestRound.Ballot("u1:1,1"));

        async Task SendAsync(HttpMethod method, Caller by, string body, string below = "")
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            await by.SendAsync(method, $"{round.Path}/ballot{below}", content, headers);
        }
    }

    /// <summary>A collector that keeps all bytes. Texts stand in OTLP as they are.</summary>
    private sealed class Collector : IAsyncDisposable
    {
        private readonly WebApplication _app;
        private readonly ConcurrentQueue<(string Path, string Text)> _received = [];

        public Collector()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            _app = builder.Build();
            _app.Run(async context =>
            {
                using var body = new MemoryStream();
                await context.Request.Body.CopyToAsync(body);
                _received.Enqueue((context.Request.Path, Encoding.Latin1.GetString(body.ToArray())));
            });
        }

        public string Address => _app.Urls.First();

        public Task StartAsync() => _app.StartAsync();

        public string Received(string what) => string.Concat(_received.Where(sent => sent.Path.EndsWith(what, StringComparison.Ordinal)).Select(sent => sent.Text));

        public ValueTask DisposeAsync() => _app.DisposeAsync();
    }
}
