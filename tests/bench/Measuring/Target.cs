using Evaluation.Bench.Load;
using Evaluation.Bench.Servers;

namespace Evaluation.Bench.Measuring;

/// <summary>A server under load with its voters and the samples so far, by workload.</summary>
internal sealed class Target
{
    private readonly ServerProcess _server;
    private readonly Dictionary<Workload, Voters> _voters = [];
    private readonly Dictionary<Workload, List<Sample>> _samples = [];

    /// <param name="name">As the windows' errors are reported.</param>
    /// <param name="server">The server under load.</param>
    /// <param name="credentials">At least as many as all workloads have voters.</param>
    public Target(string name, ServerProcess server, byte[][] credentials)
    {
        (Name, _server) = (name, server);
        var given = 0;
        foreach (var workload in Workload.All)
        {
            _voters[workload] = new(credentials.AsMemory(given, workload.Voters), workload.Slips);
            _samples[workload] = [];
            given += workload.Voters;
        }
    }

    public string Name { get; }

    public IEnumerable<Sample> Samples => _samples.Values.SelectMany(samples => samples);

    public int Voted => _voters.Values.Sum(voters => voters.Voted);

    public long StandingSlips => _voters.Values.Sum(voters => voters.StandingSlips);

    public IReadOnlyList<Sample> Of(Workload workload) => _samples[workload];

    /// <summary>Runs a window whose figures are dropped and whose errors count.</summary>
    public Task<Sample> WarmUpAsync(Workload workload, TimeSpan length) => Window.RunAsync(_server, _voters[workload], workload.Connections, length);

    public async Task<Sample> MeasureAsync(Workload workload, TimeSpan length)
    {
        var sample = await WarmUpAsync(workload, length);
        _samples[workload].Add(sample);
        return sample;
    }
}
