using Evaluation.Gateway.Operations.Measuring;

namespace Evaluation.Gateway.Operations;

/// <summary>The figures of all processes together, bucket by bucket and minute by minute.</summary>
internal sealed class HourFigures
{
    private static readonly int PerMinute = (int)(TimeSpan.FromMinutes(1) / Limits.FigureBucket);
    private static readonly int MinuteCount = Limits.FigureBuckets / PerMinute;

    private readonly IReadOnlyList<NodeHour> _nodes;
    private readonly Dictionary<long, Sum> _sums;

    public HourFigures(IReadOnlyList<NodeHour> nodes, DateTimeOffset now)
    {
        _nodes = nodes;
        Newest = BucketFigures.IndexOf(now - Limits.FiguresSettle) - 1;
        First = (BucketFigures.IndexOf(now) / PerMinute - MinuteCount + 1) * PerMinute;
        _sums = nodes.SelectMany(node => node.Buckets.Select(bucket => (IsGateway: node.Report.Node.Roles.Contains(NodeRole.Gateway), bucket)))
            .Where(counted => counted.bucket.Index >= First)
            .GroupBy(counted => counted.bucket.Index).ToDictionary(buckets => buckets.Key, buckets => new Sum(buckets.Key, [.. buckets]));
    }

    /// <summary>The newest bucket that is over and has arrived from every process.</summary>
    public long Newest { get; }

    /// <summary>The first bucket of the hour.</summary>
    public long First { get; }

    /// <summary>All buckets of the hour, with the one that is being filled.</summary>
    public IEnumerable<Sum> All => _sums.Values;

    /// <summary>The buckets that are over.</summary>
    public IEnumerable<Sum> Complete => _sums.Values.Where(sum => sum.Index <= Newest);

    /// <summary>The last buckets that are over.</summary>
    public Sum Last(int buckets) => Sum.Of(Complete.Where(sum => sum.Index > Newest - buckets));

    /// <summary>The last whole minute.</summary>
    public Sum LastMinute => Last(PerMinute);

    public IReadOnlyList<MinuteFigures> Minutes() => [.. Enumerable.Range(0, MinuteCount).Select(minute => Minute(First + minute * PerMinute))];

    private MinuteFigures Minute(long first)
    {
        var (last, sums) = (Math.Min(first + PerMinute - 1, Newest), new List<Sum>());
        for (var index = first; index <= last; index++)
            if (_sums.TryGetValue(index, out var sum))
                sums.Add(sum);
        var whole = Sum.Of(sums);
        return new(
            BucketFigures.StartOf(first), whole.PerSecond, whole.Accepted, whole.IsCounted ? whole.RefusedCount : null, whole.Ballots.Within(0.5), whole.Ballots.Within(0.99), whole.Appends.Within(0.99),
            whole.Waiting, whole.BehindSeconds, IsIncomplete(first, last))
        {
            Durations = whole.Ballots.Count,
            Appends = whole.Appends.Count,
        };
    }

    /// <summary>Whether a process that ran all the time lacks a minute of which something should have arrived.</summary>
    private bool IsIncomplete(long first, long last) => last >= first && _nodes.Any(node =>
        node.Report.Node.StartedAt <= BucketFigures.StartOf(first) && (!node.Report.IsLeaving || node.Report.Index > last)
        && !node.Buckets.Any(bucket => bucket.Index >= first && bucket.Index <= last));

    /// <summary>The sum of all processes over some buckets.</summary>
    internal sealed class Sum
    {
        private int _buckets;

        private Sum(long index) => Index = index;

        public Sum(long index, IReadOnlyList<(bool IsGateway, BucketFigures Bucket)> counted)
            : this(index)
        {
            foreach (var (isGateway, bucket) in counted)
            {
                if (isGateway)
                    (Accepted, _buckets) = ((Accepted ?? 0) + bucket.Accepted, 1);
                foreach (var (code, count) in bucket.Refused)
                    Refused[code] = Refused.GetValueOrDefault(code) + count;
                Ballots.Add(bucket.Ballots);
                Appends.Add(bucket.Appends);
                if (bucket.Waiting is { } waiting)
                    Waiting = (Waiting ?? 0) + waiting;
                if (bucket.BehindSeconds is { } behind)
                    BehindSeconds = Math.Max(BehindSeconds ?? 0, behind);
            }
        }

        public long Index { get; }

        /// <summary>Null when no gateway has counted.</summary>
        public long? Accepted { get; private set; }

        public bool IsCounted => Accepted is not null;

        public Dictionary<string, long> Refused { get; } = new(StringComparer.Ordinal);

        public long RefusedCount => Refused.Values.Sum();

        public DurationCounts Ballots { get; } = new();

        public DurationCounts Appends { get; } = new();

        /// <summary>Of several buckets: the most.</summary>
        public int? Waiting { get; private set; }

        public double? BehindSeconds { get; private set; }

        /// <summary>Ballots a second, over the buckets that a gateway has counted.</summary>
        public double? PerSecond => Accepted / (_buckets * Limits.FigureBucket.TotalSeconds);

        /// <summary>Several buckets together.</summary>
        public static Sum Of(IEnumerable<Sum> sums)
        {
            var whole = new Sum(0);
            foreach (var sum in sums)
            {
                if (sum.IsCounted)
                    (whole.Accepted, whole._buckets) = ((whole.Accepted ?? 0) + sum.Accepted, whole._buckets + sum._buckets);
                foreach (var (code, count) in sum.Refused)
                    whole.Refused[code] = whole.Refused.GetValueOrDefault(code) + count;
                whole.Ballots.Add(sum.Ballots.ToPairs());
                whole.Appends.Add(sum.Appends.ToPairs());
                if (sum.Waiting is { } waiting)
                    whole.Waiting = Math.Max(whole.Waiting ?? 0, waiting);
                if (sum.BehindSeconds is { } behind)
                    whole.BehindSeconds = Math.Max(whole.BehindSeconds ?? 0, behind);
            }
            return whole;
        }
    }
}
