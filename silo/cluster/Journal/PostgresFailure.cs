using Evaluation.Seam;
using Npgsql;
using Polly;
using Polly.Retry;

namespace Evaluation.Cluster.Journal;

/// <summary>What a failure of PostgreSQL means for the journal.</summary>
internal static class PostgresFailure
{
    /// <summary>Reading may be done again; after a moment, since a server that restarts is not there at once.</summary>
    public static readonly ResiliencePipeline Reading = new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions
    {
        ShouldHandle = new PredicateBuilder().Handle<NpgsqlException>(failure => failure.IsTransient),
        MaxRetryAttempts = ClusterLimits.ReadRetries,
        Delay = ClusterLimits.ReadRetryAfter,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
    }).Build();

    public static JournalUnavailableException Unavailable(Exception failure) => failure switch
    {
        JournalUnavailableException known => new(known.Message, known, known.StorageFull),
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => new("The journal's disk is full.", failure, full: true),
        PostgresException known => new($"The journal failed: {known.SqlState} {known.MessageText}", failure),
        _ => new($"The journal failed: {failure.Message}", failure),
    };
}
