using Evaluation.Bench.Measuring;

namespace Evaluation.Bench.Servers;

/// <summary>An embedded host with the round of the benchmark, open, and with a credential for every voter.</summary>
internal sealed class BallotServer : IAsyncDisposable
{
    private readonly string _folder;
    private readonly ServerProcess _server;
    private readonly RoundApi _api;

    private BallotServer(string name, string folder, ServerProcess server, RoundApi api, byte[][] credentials)
    {
        (_folder, _server, _api, Credentials) = (folder, server, api, credentials);
        Target = new(name, server, credentials);
    }

    public byte[][] Credentials { get; }

    public Target Target { get; }

    /// <param name="name">As errors are reported.</param>
    /// <param name="folder">Where it is started, with its data below.</param>
    /// <param name="program">Another build; null for the one beside this program.</param>
    public static async Task<BallotServer> StartAsync(string name, string folder, string? program, BenchOptions options)
    {
        var server = await ServerProcess.StartEmbeddedAsync(folder, RoundApi.AdminKey, program);
        var api = new RoundApi(server.Address, options.HasLimits ? BenchRound.LimitedDefinition() : null);
        return new(name, folder, server, api, await api.OpenAsync(Workload.All.Sum(workload => workload.Voters)));
    }

    /// <summary>Seals the round, kills the process, and checks that no acknowledged ballot is missing.</summary>
    public async Task VerifyAsync(Validity validity, TextWriter to)
    {
        if (await _api.VotedAsync() is var voted && voted != Target.Voted)
            validity.Add($"{Target.Voted} voters had a ballot acknowledged, the turnout says {voted}");
        await _api.MoveAsync("sealed");
        await _server.KillAsync();
        await Verification.RunAsync(_folder, Target.Voted, Target.StandingSlips, validity, to);
    }

    public async ValueTask DisposeAsync()
    {
        _api.Dispose();
        await _server.DisposeAsync();
    }
}
