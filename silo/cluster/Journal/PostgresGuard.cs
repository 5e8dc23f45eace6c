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
internal sealed class PostgresGuard
{
    private readonly ResiliencePipeline _once;
    private readonly ResiliencePipeline _again;

    /// <param name="within">How long connecting, preparing and a statement may take together.</param>
    public PostgresGuard(TimeSpan within)
    {
        var trouble = new PredicateBuilder().Handle<NpgsqlException>(failure => failure.IsTransient).Handle<TimeoutRejectedException>();
        _once = new ResiliencePipelineBuilder().AddCircuitBreaker(new CircuitBreakerStrategyOptions
        {
            ShouldHandle = trouble,
            FailureRatio = ClusterLimits.FailedShare,
            MinimumThroughput = ClusterLimits.StatementsJudgedMin,
            // Longer than one takes to be lost.
            SamplingDuration = 2 * within,
            BreakDuration = ClusterLimits.HeldBackFor,
        }).AddTimeout(within).Build();
        _again = new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions
        {
            // A server that restarts is not there at once. One that has not answered in time has cost too much of it already.
            ShouldHandle = new PredicateBuilder().Handle<NpgsqlException>(failure => failure is { IsTransient: true, InnerException: not TimeoutException }),
            MaxRetryAttempts = ClusterLimits.ReadRetries,
            Delay = ClusterLimits.ReadRetryAfter,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
        }).AddPipeline(_once).Build();
    }

    /// <exception cref="NpgsqlException">It failed, and may have been stored.</exception>
    /// <exception cref="BrokenCircuitException">It was not tried.</exception>
    /// <exception cref="TimeoutRejectedException">It took too long, and may have been stored.</exception>
    public ValueTask WriteAsync(Func<CancellationToken, ValueTask> write) => _once.ExecuteAsync(write);

    /// <summary>For what may be done more than once: reading, and keeping what is the same whoever keeps it.</summary>
    /// <exception cref="NpgsqlException">It failed more than once.</exception>
    /// <exception cref="BrokenCircuitException">It was not tried, or not again.</exception>
    public ValueTask<T> RepeatAsync<T>(Func<CancellationToken, ValueTask<T>> act, CancellationToken cancel = default) => _again.ExecuteAsync(act, cancel);
}
