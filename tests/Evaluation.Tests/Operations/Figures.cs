using Evaluation.Gateway.Operations;
using Evaluation.Gateway.Operations.Measuring;
using Evaluation.Gateway.Operations.Storage;

namespace Evaluation.Tests.Operations;

/// <summary>Examples of figures: a cluster of a gateway and a silo at ten o'clock, and what can be changed in it.</summary>
internal static class Figures
{
    public static readonly DateTimeOffset Now = new(2026, 11, 30, 10, 0, 4, TimeSpan.FromHours(8));

    public static readonly StorageFigures Server = new("db-1:5432", 52_600_000_000, 44_100_000_000, null, null, 148, 700, []);

    public static readonly StorageFigures Folder = new("/data", 2_000_000_000, 1_000_000_000, 100_000_000_000, 60_000_000_000, null, null, null);

    public static readonly StorageRecords Records = new(new(Now.AddHours(-8), 46_200_000_000, 720), new(Now.AddHours(-7), 90, VerificationOutcome.Agrees));

    public static readonly StorageSeen Stored = new(Server, Records, null);

    /// <summary>The newest bucket of which all processes have reported.</summary>
    public static long Newest => BucketFigures.IndexOf(Now - Limits.FiguresSettle) - 1;

    public static BucketFigures Bucket(
        long index, long accepted = 0, double seconds = 0.006, int durations = 0, string? refused = null, long refusals = 0, int? waiting = null, double? behind = null, double appendSeconds = 0.004)
    {
        var (ballots, appends) = (new DurationCounts(), new DurationCounts());
        for (var i = 0; i < durations; i++)
        {
            ballots.Add(seconds);
            appends.Add(appendSeconds);
        }
        return new(index, accepted, refused is null ? new Dictionary<string, long>() : new Dictionary<string, long> { [refused] = refusals }, ballots.ToPairs(), appends.ToPairs(), waiting, behind);
    }

    /// <summary>A process with the same bucket over the whole hour.</summary>
    public static NodeHour Node(
        string name, NodeRole role, Func<long, BucketFigures?>? bucket = null, string version = "1.4.2+abc", double heardAgo = 0, DateTimeOffset? startedAt = null, bool isLeaving = false, string? id = null)
    {
        var buckets = Enumerable.Range(0, Limits.FigureBuckets).Select(ago => (bucket ?? (index => Bucket(index)))(BucketFigures.IndexOf(Now) - ago)).OfType<BucketFigures>().OrderBy(filled => filled.Index).ToArray();
        var identity = new NodeIdentity(id ?? name, name, [role], version, startedAt ?? Now.AddDays(-3));
        return new(new(identity, buckets.Length > 0 ? buckets[^1].Index : BucketFigures.IndexOf(Now), 0.4, 600_000_000, isLeaving, []), TimeSpan.FromSeconds(heardAgo), buckets);
    }

    public static OperationsReport Report(IReadOnlyList<NodeHour>? nodes = null, StorageSeen? storage = null, bool isConnected = true, IReadOnlyList<OpenVote>? votes = null, bool isCluster = true) =>
        ReportBuilder.Build(isCluster, new(nodes ?? [Node("gateway-1", NodeRole.Gateway), Node("silo-1", NodeRole.Silo)], isConnected), storage ?? Stored, votes ?? [], Now);
}
