using Evaluation.Journal;
using Npgsql;
using Polly.CircuitBreaker;

namespace Evaluation.Cluster.Journal;

/// <summary>Translates failures of PostgreSQL into exceptions of the journal and the evidence store.</summary>
internal static class PostgresFailure
{
    public static JournalUnavailableException Unavailable(Exception failure)
    {
        if (failure is JournalUnavailableException known)
            return new(known.Message, known, known.StorageFull) { Lost = known.Lost };
        var (message, full) = Describe(failure, "The journal");
        return new(message, failure, full) { Lost = failure is IsolatedCircuitException };
    }

    /// <summary>A sentence that says what happened to <paramref name="what"/>, and whether the server's disk is full.</summary>
    public static (string Message, bool Full) Describe(Exception failure, string what) => failure switch
    {
        IsolatedCircuitException => ($"{what} does not respond; it is probed every second.", false),
        BrokenCircuitException => ($"{what} has failed repeatedly; calls are refused for a moment.", false),
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => ($"{what} is full: the disk of the server has no space left.", true),
        PostgresException known => ($"{what} failed: {known.SqlState} {known.MessageText}", false),
        _ => ($"{what} failed: {failure.Message}", false),
    };
}
