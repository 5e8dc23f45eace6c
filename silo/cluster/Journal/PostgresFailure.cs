using Evaluation.Journal;
using Npgsql;
using Polly.CircuitBreaker;

namespace Evaluation.Cluster.Journal;

/// <summary>What a failure of PostgreSQL means for those who keep something there.</summary>
internal static class PostgresFailure
{
    public static JournalUnavailableException Unavailable(Exception failure)
    {
        if (failure is JournalUnavailableException known)
            return new(known.Message, known, known.StorageFull) { Lost = known.Lost };
        var (message, full) = Describe(failure, "The journal");
        return new(message, failure, full) { Lost = failure is IsolatedCircuitException };
    }

    /// <summary>What happened to <paramref name="what"/>, in a sentence, and whether the server's disk is full.</summary>
    public static (string Message, bool Full) Describe(Exception failure, string what) => failure switch
    {
        IsolatedCircuitException => ($"{what} does not answer; it is asked again every moment.", false),
        BrokenCircuitException => ($"{what} has failed again and again; it is left alone for a moment.", false),
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => ($"{what} has no room: its disk is full.", true),
        PostgresException known => ($"{what} failed: {known.SqlState} {known.MessageText}", false),
        _ => ($"{what} failed: {failure.Message}", false),
    };
}
