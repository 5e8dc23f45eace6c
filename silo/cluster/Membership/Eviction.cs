namespace Evaluation.Cluster.Membership;

/// <summary>
/// Stops this process in order when its silo is no member of the cluster any more, or when Orleans reports a failure that it cannot handle.
/// Orleans' own handler aborts the process, which looks like a crash and leaves a memory dump.
/// </summary>
/// <remarks>
/// The stop is bounded twice: grains have <see cref="ClusterLimits.LeaveWithin"/> to deactivate, and after twice this time the process
/// exits with the same code without waiting any longer.
/// </remarks>
internal sealed partial class Eviction(IHostApplicationLifetime life, TimeProvider clock, ILogger<Eviction> log) : IFatalErrorHandler, IDisposable
{
    private int _happened;
    private ITimer? _bound;

    /// <summary>Whether the process stops for this reason.</summary>
    public bool HasHappened => Volatile.Read(ref _happened) != 0;

    public bool IsUnexpected(Exception exception) => exception is not ThreadAbortException;

    /// <summary>Returns at once; the first call counts.</summary>
    public void OnFatalException(object? sender = null, string? context = null, Exception? exception = null)
    {
        if (Interlocked.Exchange(ref _happened, 1) != 0)
            return;
        LogEviction(log, context ?? sender?.ToString() ?? "no reason was given", exception);
        _bound = clock.CreateTimer(_ => Environment.Exit(ClusterExit.Evicted), null, 2 * ClusterLimits.LeaveWithin, Timeout.InfiniteTimeSpan);
        life.StopApplication();
    }

    public void Dispose() => _bound?.Dispose();

    [LoggerMessage(LogLevel.Critical, "This silo leaves the cluster and the process ends with exit code 8: {Reason}")]
    private static partial void LogEviction(ILogger log, string reason, Exception? exception);
}
