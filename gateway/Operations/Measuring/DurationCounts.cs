namespace Evaluation.Gateway.Operations.Measuring;

/// <summary>
/// Durations as counts in buckets from 0.1 ms to 105 s, each 9 % wider than the one before it. Memory is bounded, and counts of several
/// processes can be added before a percentile is read.
/// </summary>
public sealed class DurationCounts
{
    private const double FirstSeconds = 0.0001;
    private const int PerOctave = 8;
    private const int Octaves = 20;
    private const int Last = Octaves * PerOctave + 1;

    private readonly int[] _counts = new int[Last + 1];

    /// <summary>The durations counted so far.</summary>
    public long Count => _counts.Sum(count => (long)count);

    /// <summary>Counts a duration. Any number of threads may count at the same time.</summary>
    public void Add(double seconds) => Interlocked.Increment(ref _counts[BucketOf(seconds)]);

    /// <summary>Adds counts as <see cref="ToPairs"/> returns them. Buckets that do not exist here are ignored.</summary>
    public DurationCounts Add(IReadOnlyList<int> pairs)
    {
        for (var i = 0; i + 1 < pairs.Count; i += 2)
            if (pairs[i] is >= 0 and <= Last && pairs[i + 1] > 0)
                _counts[pairs[i]] += pairs[i + 1];
        return this;
    }

    /// <summary>The counts that are not zero: bucket, count, bucket, count.</summary>
    public IReadOnlyList<int> ToPairs()
    {
        List<int> pairs = [];
        for (var bucket = 0; bucket <= Last; bucket++)
            if (Volatile.Read(ref _counts[bucket]) is > 0 and var count)
                pairs.AddRange([bucket, count]);
        return pairs;
    }

    /// <summary>Seconds within which at least this share of the durations lies, at most 9 % too long; null without a duration.</summary>
    /// <param name="share">More than 0, at most 1.</param>
    public double? Within(double share)
    {
        var (wanted, seen) = (Math.Max(1, (long)Math.Ceiling(share * Count)), 0L);
        for (var bucket = 0; bucket <= Last; bucket++)
            if ((seen += _counts[bucket]) >= wanted)
                return EndOf(bucket);
        return null;
    }

    private static int BucketOf(double seconds) =>
        !(seconds > FirstSeconds) ? 0 : (int)Math.Min(Last, 1 + Math.Floor(Math.Log2(seconds / FirstSeconds) * PerOctave));

    private static double EndOf(int bucket) => FirstSeconds * Math.Pow(2, (double)bucket / PerOctave);
}
