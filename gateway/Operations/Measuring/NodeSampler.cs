using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Evaluation.Gateway.Operations.Measuring;

/// <summary>What a process can say about its queues; null for what it does not have.</summary>
/// <param name="Waiting">Requests that wait for their answer.</param>
/// <param name="Behind">Age of the oldest change that live scores do not show yet.</param>
public sealed record NodeGauges(Func<int?> Waiting, Func<TimeSpan?> Behind);

/// <summary>
/// Counts what the meters of this process measure, in memory, for one hour back. No collector is needed. A ballot costs a few increments,
/// and nothing is written anywhere.
/// </summary>
public sealed class NodeSampler : IHostedService, IDisposable
{
    private readonly FigureHour _hour;
    private readonly NodeGauges _gauges;
    private readonly TimeProvider _clock;
    private readonly MeterListener _listener = new();
    private readonly Lock _gate = new();
    private readonly Lock _ticks = new();
    private ITimer? _timer;
    private TimeSpan _usedCpu = UsedCpu();
    private long _usedCpuAt;
    private double? _cpuShare;

    public NodeSampler(NodeIdentity node, NodeGauges gauges, TimeProvider clock)
    {
        (Node, _gauges, _clock, _hour) = (node, gauges, clock, new(clock.GetUtcNow()));
        _usedCpuAt = Stopwatch.GetTimestamp();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == Meters.Name)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>(Count);
        _listener.SetMeasurementEventCallback<double>(Measure);
    }

    public NodeIdentity Node { get; }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _listener.Start();
        _timer = _clock.CreateTimer(_ => Tick(), null, Limits.FigureTick, Limits.FigureTick);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_timer is not null)
            await _timer.DisposeAsync();
        _listener.Dispose();
    }

    public void Dispose()
    {
        _timer?.Dispose();
        _listener.Dispose();
    }

    /// <summary>Goes on to the bucket of now, and reads the queues.</summary>
    public void Tick()
    {
        // A late call with an earlier instant would drop the buckets that a later call has begun.
        lock (_ticks)
            _hour.MoveTo(_clock.GetUtcNow());
        if (_gauges.Waiting() is { } waiting)
            _hour.Current.Wait(waiting);
        if (_gauges.Behind() is { } behind)
            _hour.Current.WasBehind(behind.TotalSeconds);
    }

    /// <summary>What this process counted in the buckets from this index on, and what it uses.</summary>
    public NodeReport Report(long since, bool isLeaving = false)
    {
        var buckets = _hour.Since(since);
        return new(Node, _hour.Current.Index, CpuShare(), Environment.WorkingSet, isLeaving, buckets, since);
    }

    private void Count(Instrument instrument, long count, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        if (ReferenceEquals(instrument, Meters.BallotsAccepted))
            _hour.Current.Accept(count);
        else if (ReferenceEquals(instrument, Meters.BallotsRefused) && tags is [{ Value: string code }, ..])
            _hour.Current.Refuse(code, count);
    }

    private void Measure(Instrument instrument, double seconds, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        if (ReferenceEquals(instrument, Meters.BallotSeconds))
            _hour.Current.BallotTook(seconds);
        else if (ReferenceEquals(instrument, Meters.AppendSeconds))
            _hour.Current.AppendTook(seconds);
        else if (ReferenceEquals(instrument, Meters.TallyLagSeconds))
            _hour.Current.WasBehind(seconds);
    }

    /// <summary>Over at least one interval between reports, however many readers ask.</summary>
    private double? CpuShare()
    {
        lock (_gate)
        {
            var elapsed = Stopwatch.GetElapsedTime(_usedCpuAt);
            if (elapsed < Limits.NodeReportEvery)
                return _cpuShare;
            var used = UsedCpu();
            _cpuShare = Math.Clamp((used - _usedCpu) / elapsed / Environment.ProcessorCount, 0, 1);
            (_usedCpu, _usedCpuAt) = (used, Stopwatch.GetTimestamp());
            return _cpuShare;
        }
    }

    private static TimeSpan UsedCpu() => Environment.CpuUsage.TotalTime;
}
