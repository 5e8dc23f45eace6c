namespace Evaluation.Gateway.Operations.Measuring;

/// <summary>The last hour of a process, as a reader knows it.</summary>
/// <param name="HeardAgo">How long ago it reported.</param>
/// <param name="Buckets">Oldest first.</param>
public sealed record NodeHour(NodeReport Report, TimeSpan HeardAgo, IReadOnlyList<BucketFigures> Buckets);

/// <summary>
/// The last hour of all processes of a deployment, from their reports. A process that says nothing more keeps its place for an hour. Any
/// number of threads may use it.
/// </summary>
/// <remarks>Memory is bounded: <see cref="Limits.NodesKept"/> processes with <see cref="Limits.FigureBuckets"/> buckets each.</remarks>
public sealed class NodeBook(TimeProvider clock)
{
    private static readonly TimeSpan Kept = Limits.FigureBuckets * Limits.FigureBucket;

    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    public IReadOnlyList<NodeHour> Nodes
    {
        get
        {
            lock (_gate)
            {
                Prune();
                return [.. _entries.Values.Select(entry => new NodeHour(entry.Report, Ago(entry), [.. entry.Buckets.Values]))];
            }
        }
    }

    /// <summary>Takes in a report. A repeated or late one does no harm.</summary>
    /// <returns>
    /// The bucket from which the next report of this process is to begin: the newest that is known, or 0 when its hour is not known yet.
    /// </returns>
    public long Take(NodeReport report)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(report.Node.Id, out var entry))
                _entries.Add(report.Node.Id, entry = new(report));
            var heardAt = clock.GetTimestamp() - (long)(report.HeardSecondsAgo * clock.TimestampFrequency);
            if (heardAt >= entry.HeardAt || entry.Buckets.Count == 0)
                (entry.Report, entry.HeardAt) = (report with { Buckets = [] }, heardAt);
            entry.From = report.Since <= entry.Last ? Math.Min(entry.From, report.Since) : report.Since;
            foreach (var bucket in report.Buckets)
                entry.Buckets[bucket.Index] = bucket;
            foreach (var index in entry.Buckets.Keys.Where(index => index > entry.Report.Index || index < entry.Report.Index - Limits.FigureBuckets).ToArray())
                entry.Buckets.Remove(index);
            Prune();
            return entry.Newest;
        }
    }

    /// <summary>What is known of the other processes, from the newest bucket on that the reader has of each.</summary>
    /// <param name="reader">The id of the reader.</param>
    /// <param name="known">The newest bucket that the reader knows, by the id of the process.</param>
    public IReadOnlyList<NodeReport> Others(string reader, IReadOnlyDictionary<string, long> known)
    {
        lock (_gate)
        {
            Prune();
            var others =
                from entry in _entries.Values
                where entry.Report.Node.Id != reader
                let since = known.GetValueOrDefault(entry.Report.Node.Id)
                select entry.Report with
                {
                    HeardSecondsAgo = Ago(entry).TotalSeconds,
                    Since = Math.Max(entry.From, since),
                    Buckets = [.. entry.Buckets.Values.Where(bucket => bucket.Index >= since)],
                };
            return [.. others];
        }
    }

    /// <summary>The bucket of each process from which more is needed.</summary>
    public IReadOnlyDictionary<string, long> Known()
    {
        lock (_gate)
            return _entries.ToDictionary(entry => entry.Key, entry => entry.Value.Newest);
    }

    private TimeSpan Ago(Entry entry) => clock.GetElapsedTime(entry.HeardAt);

    private void Prune()
    {
        foreach (var (id, _) in _entries.Where(entry => Ago(entry.Value) > Kept).ToArray())
            _entries.Remove(id);
        foreach (var (id, _) in _entries.OrderByDescending(entry => entry.Value.HeardAt).Skip(Limits.NodesKept).ToArray())
            _entries.Remove(id);
    }

    private sealed class Entry(NodeReport report)
    {
        public NodeReport Report { get; set; } = report with { Buckets = [] };

        public long HeardAt { get; set; } = long.MinValue;

        /// <summary>
        /// The bucket from which all are known; 0 for the whole hour. A report that begins after <see cref="Last"/> leaves a gap: perhaps
        /// the process was still filling the last bucket.
        /// </summary>
        public long From { get; set; }

        public long Last => Buckets.Count > 0 ? Buckets.Keys[^1] : 0;

        public long Newest => From == 0 ? Last : 0;

        public SortedList<long, BucketFigures> Buckets { get; } = [];
    }
}
