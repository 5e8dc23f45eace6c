using Evaluation.Testing.Recording;

namespace Evaluation.Tests.Process;

/// <summary>
/// What the program says of voters to its log and to a collector, read as bytes: address, instant and size of a request would together tell
/// who has voted what.
/// </summary>
[Collection(Processes.Name)]
public sealed class VotingRecordTests : IDisposable
{
    /// <summary>The name of the span of a request.</summary>
    private const string Span = "Microsoft.AspNetCore.Hosting.HttpRequestIn";

    /// <summary>Create, open, issue, seal; the turnout.</summary>
    private const int RequestsOfOthers = 5;

    /// <summary>Another administrator; the second parts.</summary>
    private const int RequestsForParts = 2;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("evaluation-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Log_traces_and_metrics_show_no_address_no_credential_and_no_request_of_a_voter(bool inTwoParts)
    {
        await using var collector = await TelemetryCollector.StartAsync();
        string[] settings = [.. collector.Settings.SelectMany(setting => new[] { $"--{setting.Name}", (string)setting.Value })];
        using var server = await ServerProcess.StartAsync(
            _folder.FullName, Site.AdministratorKey, [.. settings, "--EVALUATION_TRUSTED_PROXIES", "127.0.0.0/8", "--Logging:LogLevel:Default", "Trace"]);
        var definition = SmallDefinition.Of("watched");
        if (inTwoParts)
            TwoPartRound.Describe(definition);
        (await server.Site.Administrator.PostAsync("/api/rounds", definition)).Answers(201);
        var round = new TestRound(server.Site, "watched");
        await round.MoveAsync("voting");
        var voter = new VoterCalls(round, inTwoParts ? await round.IssueInPartsAsync("npc") : (await round.IssueAsync("npc", 1))[0], Loopback.NewAddress());
        await voter.MakeAsync();
        await round.MoveAsync("sealed");
        Assert.Equal(409, (await round.CastAsync(voter.Credential, "u1:1,1")).Status);
        (await server.Site.Anybody.GetAsync($"{round.Path}/turnout")).Answers();
        Assert.Equal(0, await server.TerminateAsync());

        var (log, traces, metrics) = (server.Said(), collector.Received("traces"), collector.Received("metrics"));
        Assert.All([log, traces, metrics], text => Assert.All(voter.Secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase)));
        // The capture works: other requests are there, and no more. A span has the instant of its request.
        Assert.Contains("Microsoft", log, StringComparison.Ordinal);
        Assert.Contains("evaluation.ballots.accepted", metrics, StringComparison.Ordinal);
        Assert.Equal(RequestsOfOthers + (inTwoParts ? RequestsForParts : 0), traces.Split(Span).Length - 1);
    }
}
