using System.Text.Json;
using Evaluation.Cluster.Engine;
using Evaluation.Cluster.Wire;
using Evaluation.Gateway.Operations.Measuring;

namespace Evaluation.Cluster.Operations;

/// <summary>
/// Sends the figures of this process to the <see cref="NodeBoard"/> every two seconds; a gateway gets those of all others in return. A
/// process that is being stopped says so.
/// </summary>
/// <param name="silos">The connection to the silos.</param>
/// <param name="sampler">The figures of this process.</param>
/// <param name="isReader">Whether this process shows the figures of all.</param>
internal sealed class NodeReporting(ISilos silos, NodeSampler sampler, bool isReader, TimeProvider clock) : BackgroundService, INodes
{
    private readonly NodeBook _book = new(clock);
    private readonly long _startedAt = clock.GetTimestamp();
    private long _next;
    private long _answeredAt;

    public NodesSeen Read()
    {
        _book.Take(sampler.Report(0));
        var answeredAt = Interlocked.Read(ref _answeredAt);
        return new(_book.Nodes, clock.GetElapsedTime(answeredAt == 0 ? _startedAt : answeredAt) < Limits.NodeSilentAfter);
    }

    /// <remarks>The board may be on this silo and end with it, so gateways get time to read that it is leaving.</remarks>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await ExchangeAsync(isLeaving: true);
        if (sampler.Node.Roles.Contains(NodeRole.Silo))
            await Task.Delay(ClusterLimits.LeavingReadWithin, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Limits.NodeReportEvery, clock);
        do
        {
            await ExchangeAsync(isLeaving: false);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Without an answer, the next exchange sends the same again. During an upgrade an old silo has no board.</summary>
    private async Task ExchangeAsync(bool isLeaving)
    {
        if (silos.Factory is not { } factory)
            return;
        try
        {
            var asked = new NodeExchange([sampler.Report(_next, isLeaving)], isReader ? _book.Known() : null);
            var answer = NodeExchange.Read(await factory.GetGrain<INodeBoard>(0).ExchangeAsync(asked.ToBytes()));
            foreach (var report in answer.Reports)
                _book.Take(report);
            _next = answer.Next;
            Interlocked.Exchange(ref _answeredAt, clock.GetTimestamp());
        }
        catch (Exception failure) when (CallFailure.IsTransient(failure) || failure is JsonException or ArgumentException)
        {
            // The page shows that no figures arrive.
        }
    }
}
