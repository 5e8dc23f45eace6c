using Polly;
using Polly.Retry;

namespace Evaluation.Cluster;

/// <summary>
/// The wait of a starting process for what another one provides: a database that is starting too, or tables that another account makes.
/// The reason is logged once.
/// </summary>
internal static partial class StartPatience
{
    /// <summary>Runs a step of the start again, one second apart and at most <see cref="ClusterLimits.StartRetries"/> times.</summary>
    /// <param name="name">The name in the telemetry.</param>
    /// <param name="waits">Whether a failure may end by itself. Any other failure is thrown at once.</param>
    public static async Task RunAsync(string name, Func<Exception, bool> waits, ILogger log, Func<CancellationToken, Task> step)
    {
        var patience = new ResiliencePipelineBuilder().Named(name).AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<Exception>(waits),
            MaxRetryAttempts = ClusterLimits.StartRetries,
            Delay = TimeSpan.FromSeconds(1),
            UseJitter = true,
            OnRetry = retry =>
            {
                if (retry is { AttemptNumber: 0, Outcome.Exception: { } reason })
                    LogWaiting(log, name, reason.Message);
                return default;
            },
        }).Build();
        await patience.ExecuteAsync(async stop => await step(stop));
    }

    [LoggerMessage(LogLevel.Warning, "The start waits ({Step}): {Reason}")]
    private static partial void LogWaiting(ILogger log, string step, string reason);
}
