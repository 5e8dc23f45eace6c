using Npgsql;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace Evaluation.Cluster.Journal;

/// <summary>
/// Stands between the journal, or the store of evidence, and a PostgreSQL that may be away. Reading is tried again by itself; an append never, since nobody knows what became of it.
/// Nothing takes longer than it may, not even what the driver waits for without a bound. When nearly everything fails, all is refused at once for a
/// moment, instead of having each wait until its time is over.
/// </summary>
/// <remarks>
/// What is given up is left to itself, and must touch nothing that others use. The driver could be told to cancel it; but it then asks the server to, on a
/// thread that stands still until the server has heard it, which a lost one never does. When its own time for a statement is over it does so all the same; threads are kept for that.
/// </remarks>
internal sealed class PostgresGuard
{
    private readonly ResiliencePipeline _once;
    private readonly ResiliencePipeline _again;
    private readonly PostgresPulse? _pulse;

    /// <param name="name">The name of the pipelines in the telemetry.</param>
    /// <param name="within">How long connecting, preparing and a statement may take together.</param>
    /// <param name="pulse">Whether the server is heard of; without one, only how statements end tells.</param>
    public PostgresGuard(string name, TimeSpan within, PostgresPulse? pulse = null)
    {
        _pulse = pulse;
        var trouble = new PredicateBuilder().Handle<NpgsqlException>(failure => failure.IsTransient).Handle<TimeoutRejectedException>();
        _once = new ResiliencePipelineBuilder().Named(name).AddCircuitBreaker(new CircuitBreakerStrategyOptions
        {
            ShouldHandle = trouble,
            FailureRatio = ClusterLimits.FailedShare,
            MinimumThroughput = ClusterLimits.StatementsJudgedMin,
            // Longer than one takes to be lost.
            SamplingDuration = 2 * within,
            BreakDuration = ClusterLimits.HeldBackFor,
        }).AddTimeout(within).Build();
        _again = new ResiliencePipelineBuilder().Named(name + "-repeatable").AddRetry(new RetryStrategyOptions
        {
            // A server that restarts is not there at once. One that has not answered in time has cost too much of it already.
            ShouldHandle = new PredicateBuilder().Handle<NpgsqlException>(failure => failure is { IsTransient: true, InnerException: not TimeoutException }),
            MaxRetryAttempts = ClusterLimits.ReadRetries,
            Delay = ClusterLimits.ReadRetryAfter,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
        }).AddPipeline(_once).Build();
    }

    /// <summary>How often the server was lost; what lay ready before is not to be trusted after.</summary>
    public int Losses => _pulse?.Losses ?? 0;

    /// <exception cref="NpgsqlException">It failed, and may have been stored.</exception>
    /// <exception cref="BrokenCircuitException">It was not tried; as an <see cref="IsolatedCircuitException"/>, it may have been begun and stored.</exception>
    /// <exception cref="TimeoutRejectedException">It took too long, and may have been stored.</exception>
    public ValueTask<T> WriteAsync<T>(Func<Task<T>> write) => WhileHeardAsync(
        stop => _once.ExecuteAsync(attempt => LeaveAsync(write(), attempt), stop), CancellationToken.None);

    /// <summary>For what may be done more than once: reading, and keeping what is the same whoever keeps it.</summary>
    /// <exception cref="NpgsqlException">It failed more than once.</exception>
    /// <exception cref="BrokenCircuitException">It was not tried, or not again.</exception>
    public ValueTask<T> RepeatAsync<T>(Func<CancellationToken, Task<T>> act, CancellationToken cancel = default) => WhileHeardAsync(
        stop => _again.ExecuteAsync(attempt => LeaveAsync(act(attempt), attempt), stop), cancel);

    private ValueTask<T> WhileHeardAsync<T>(Func<CancellationToken, ValueTask<T>> act, CancellationToken cancel) =>
        _pulse is null ? act(cancel) : _pulse.WhileHeardAsync(act, cancel);

    /// <summary>Returns when it is done or shall stop; in that case it ends by itself, some time.</summary>
    private static async ValueTask<T> LeaveAsync<T>(Task<T> acting, CancellationToken stop)
    {
        try
        {
            return await acting.WaitAsync(stop);
        }
        catch
        {
            // Whoever left it does not hear of its failure, but somebody has to.
            _ = acting.ContinueWith(static left => left.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously | TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            throw;
        }
    }
}
