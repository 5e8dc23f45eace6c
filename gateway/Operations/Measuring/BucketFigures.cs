namespace Evaluation.Gateway.Operations.Measuring;

/// <summary>What one process counted in one bucket of time.</summary>
/// <param name="Index">The bucket: whole buckets since 1970, UTC.</param>
/// <param name="Accepted">Ballots that were acknowledged.</param>
/// <param name="Refused">Ballots that were refused, by code.</param>
/// <param name="Ballots">Time until a ballot was durable, as <see cref="DurationCounts.ToPairs"/>.</param>
/// <param name="Appends">Time until an entry of the journal was durable, likewise.</param>
/// <param name="Waiting">Most requests that waited; null for a process without a queue.</param>
/// <param name="BehindSeconds">Longest delay of live scores; null when nothing was to be reported.</param>
public sealed record BucketFigures(
    long Index, long Accepted, IReadOnlyDictionary<string, long> Refused, IReadOnlyList<int> Ballots, IReadOnlyList<int> Appends, int? Waiting, double? BehindSeconds)
{
    /// <summary>The bucket of an instant.</summary>
    public static long IndexOf(DateTimeOffset at) => at.UtcTicks / Limits.FigureBucket.Ticks - DateTimeOffset.UnixEpoch.Ticks / Limits.FigureBucket.Ticks;

    /// <summary>When a bucket begins.</summary>
    public static DateTimeOffset StartOf(long index) => DateTimeOffset.UnixEpoch + index * Limits.FigureBucket;
}
