using Npgsql;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace Evaluation.Cluster.Journal;

/// <summary>
/// Protects the stores of journal, evidence and documents against a PostgreSQL server that is slow or unreachable. Reads are repeated
/// automatically. Appends never are, because the outcome of a failed append is unknown. Every wait has a limit, even where the driver waits
/// without one. When nearly all statements fail, all further ones are refused for a moment instead of each waiting for its timeout.
/// </summary>
/// <remarks>
/// Abandoned statements continue in the background and must not access shared state. They are not cancelled through the driver: the driver
/// sends the cancel request synchronously and blocks a thread until the server has received it, which a lost server never does. The
/// driver's own statement timeout does this too, so enough threads are reserved for it.
/// </remarks>
internal sealed class PostgresGuard
{
    private readonly ResiliencePipeline _once;
    private readonly ResiliencePipeline _again;
    private readonly PostgresHealthProbe? _probe;

    /// <param name="name">The name of the pipelines in the telemetry.</param>
    /// <param name="within">Time limit for connecting, preparing and running a statement together.</param>
    /// <param name="probe">Detects an unreachable server; null to rely on the outcome of the statements only.</param>
    public PostgresGuard(string name, TimeSpan within, PostgresHealthProbe? probe = null)
    {
        _probe = probe;
        var outages = new PredicateBuilder().Handle<NpgsqlException>(failure => failure.IsTransient).Handle<TimeoutRejectedException>();
        _once = new ResiliencePipelineBuilder().Named(name).AddCircuitBreaker(new CircuitBreakerStrategyOptions
        {
            ShouldHandle = outages,
            FailureRatio = ClusterLimits.FailedShare,
            MinimumThroughput = ClusterLimits.StatementsJudgedMin,
            // Longer than the timeout of one statement.
            SamplingDuration = 2 * within,
            BreakDuration = ClusterLimits.HeldBackFor,
        }).AddTimeout(within).Build();
        _again = new ResiliencePipelineBuilder().Named(name + "-repeatable").AddRetry(new RetryStrategyOptions
        {
            // A restarting server needs a moment. A statement that timed out is not repeated, because it has already cost too much time.
            ShouldHandle = new PredicateBuilder().Handle<NpgsqlException>(failure => failure is { IsTransient: true, InnerException: not TimeoutException }),
            MaxRetryAttempts = ClusterLimits.ReadRetries,
            Delay = ClusterLimits.ReadRetryAfter,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
        }).AddPipeline(_once).Build();
    }

    /// <summary>How often the server became unreachable. Connections opened before must not be used.</summary>
    public int Losses => _probe?.Losses ?? 0;

    /// <summary>Runs an append, once.</summary>
    /// <exception cref="NpgsqlException">The append failed, and may have been stored.</exception>
    /// <exception cref="BrokenCircuitException">
    /// The append was not tried. For an <see cref="IsolatedCircuitException"/> it may have been stored.
    /// </exception>
    /// <exception cref="TimeoutRejectedException">The append timed out, and may have been stored.</exception>
    public ValueTask<T> WriteAsync<T>(Func<Task<T>> write) => WhileReachableAsync(
        stop => _once.ExecuteAsync(attempt => WaitOrAbandonAsync(write(), attempt), stop), CancellationToken.None);

    /// <summary>Runs an operation that may be repeated: a read, or storing a file by its content.</summary>
    /// <exception cref="NpgsqlException">The operation failed repeatedly.</exception>
    /// <exception cref="BrokenCircuitException">The operation was not tried, or not repeated.</exception>
    public ValueTask<T> RepeatAsync<T>(Func<CancellationToken, Task<T>> act, CancellationToken cancel = default) => WhileReachableAsync(
        stop => _again.ExecuteAsync(attempt => WaitOrAbandonAsync(act(attempt), attempt), stop), cancel);

    private ValueTask<T> WhileReachableAsync<T>(Func<CancellationToken, ValueTask<T>> act, CancellationToken cancel) =>
        _probe is null ? act(cancel) : _probe.WhileReachableAsync(act, cancel);

    /// <summary>Waits for the work until it completes or is cancelled. Cancelled work continues in the background.</summary>
    private static async ValueTask<T> WaitOrAbandonAsync<T>(Task<T> acting, CancellationToken stop)
    {
        try
        {
            return await acting.WaitAsync(stop);
        }
        catch
        {
            // Observes the exception of abandoned work. Otherwise it would be reported as unobserved.
            _ = acting.ContinueWith(static abandoned => abandoned.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously | TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            throw;
        }
    }
}
