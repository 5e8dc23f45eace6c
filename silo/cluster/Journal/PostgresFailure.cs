using Evaluation.Seam;
using Npgsql;
using Polly.CircuitBreaker;

namespace Evaluation.Cluster.Journal;

/// <summary>What a failure of PostgreSQL means for the journal.</summary>
internal static class PostgresFailure
{
    public static JournalUnavailableException Unavailable(Exception failure) => failure switch
    {
        JournalUnavailableException known => new(known.Message, known, known.StorageFull),
        BrokenCircuitException => new("The journal has failed again and again; it is left alone for a moment.", failure),
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => new("The journal's disk is full.", failure, full: true),
        PostgresException known => new($"The journal failed: {known.SqlState} {known.MessageText}", failure),
        _ => new($"The journal failed: {failure.Message}", failure),
    };
}
