using Evaluation.Gateway.Operations.Advising;
using Evaluation.Gateway.Operations.Measuring;
using Evaluation.Gateway.Operations.Storage;
using Evaluation.Gateway.Voting;

namespace Evaluation.Gateway.Operations;

/// <summary>Makes the report from what is known. It uses no clock and no store.</summary>
internal static class ReportBuilder
{
    /// <summary>Buckets over which a delay of live scores is shown: no report comes while nobody votes.</summary>
    private const int BehindBuckets = 3;

    /// <summary>Refusals that are a matter of the system; all others are one of the voters.</summary>
    private static readonly string[] OfTheSystem = ["busy", "storage-full", "journal-broken", "fault", "not-yet-supported"];

    public static OperationsReport Build(bool isCluster, NodesSeen seen, StorageSeen storage, IReadOnlyList<OpenVote>? votes, DateTimeOffset now)
    {
        var hour = new HourFigures(seen.Nodes, now);
        var (minutes, minute) = (hour.Minutes(), hour.LastMinute);
        return AdviceRules.Judge(new(
            now, Level.Good, [], isCluster, seen.IsConnected, votes, Ballots(hour, minute),
            Durable(minute.Ballots, minutes, passed => (passed.Durations, passed.P99Seconds)),
            Durable(minute.Appends, minutes, passed => (passed.Appends, passed.JournalP99Seconds)),
            Waiting(hour), new(hour.Last(BehindBuckets).BehindSeconds, Limits.ScoresBehindMax.TotalSeconds), Nodes(seen), Storage(storage), minutes));
    }

    private static BallotFigures Ballots(HourFigures hour, HourFigures.Sum minute)
    {
        var all = HourFigures.Sum.Of(hour.All);
        var peak = hour.Complete.Where(sum => sum.Accepted > 0).OrderByDescending(sum => sum.Accepted).ThenByDescending(sum => sum.Index).FirstOrDefault();
        return new(
            hour.Last(1).PerSecond, peak?.PerSecond, peak is null ? null : BucketFigures.StartOf(peak.Index), all.Accepted ?? 0, minute.Accepted ?? 0, minute.RefusedCount,
            minute.Refused.GetValueOrDefault("busy"),
            [.. RefusalCounts.Reasons.Concat(all.Refused.Keys.Order(StringComparer.Ordinal)).Distinct()
                .Select(code => new RefusedFigure(code, all.Refused.GetValueOrDefault(code), minute.Refused.GetValueOrDefault(code), OfTheSystem.Contains(code)))]);
    }

    private static DurableFigures Durable(DurationCounts counts, IReadOnlyList<MinuteFigures> minutes, Func<MinuteFigures, (long Count, double? P99)> of)
    {
        var (limit, p99) = (Limits.DurableWithin.TotalSeconds, counts.Within(0.99));
        DateTimeOffset? since = null;
        if (p99 > limit && counts.Count >= Limits.DurationsJudgedMin)
        {
            // A minute without a duration does not end the slowness: nobody voted.
            since = minutes.Reverse().TakeWhile(minute => !(of(minute).P99 <= limit)).LastOrDefault(minute => of(minute).P99 > limit)?.At ?? minutes[^1].At;
        }
        return new(counts.Count, counts.Within(0.5), p99, limit, since);
    }

    private static WaitingFigures Waiting(HourFigures hour)
    {
        var peak = hour.Complete.Where(sum => sum.Waiting > 0).OrderByDescending(sum => sum.Waiting).ThenByDescending(sum => sum.Index).FirstOrDefault();
        return new(hour.Last(1).Waiting, peak?.Waiting, peak is null ? null : BucketFigures.StartOf(peak.Index));
    }

    private static IReadOnlyList<NodeStanding> Nodes(NodesSeen seen)
    {
        var present = seen.Nodes.Where(node => !node.Report.IsLeaving && !IsReplaced(node, seen.Nodes)).ToList();
        var newest = present.Select(node => node.Report.Node).OrderByDescending(node => VersionOf(node.Version)).ThenByDescending(node => node.StartedAt).FirstOrDefault()?.Version;
        return
        [
            .. from node in present
               let identity = node.Report.Node
               orderby identity.Roles[0], identity.Name
               select new NodeStanding(
                   identity.Name, identity.Roles, identity.Version, identity.Version != newest, State(node, seen), node.HeardAgo.TotalSeconds, identity.StartedAt, node.Report.CpuShare, node.Report.MemoryBytes),
        ];
    }

    private static NodeState State(NodeHour node, NodesSeen seen) =>
        node.HeardAgo < Limits.NodeSilentAfter ? NodeState.Running : seen.IsConnected ? NodeState.Silent : NodeState.Unknown;

    /// <summary>Whether the same process was started again after it had become silent.</summary>
    private static bool IsReplaced(NodeHour node, IReadOnlyList<NodeHour> all) => node.HeardAgo >= Limits.NodeSilentAfter && all.Any(other =>
        other.HeardAgo < node.HeardAgo && other.Report.Node.Name == node.Report.Node.Name && other.Report.Node.Roles.SequenceEqual(node.Report.Node.Roles)
        && other.Report.Node.StartedAt > node.Report.Node.StartedAt);

    private static Version VersionOf(string version) => Version.TryParse(version.Split('+', '-')[0], out var number) ? number : new();

    private static StorageStanding Storage(StorageSeen seen)
    {
        double? days = seen is { Figures.FreeBytes: { } free, GrowthPerDay: > 0 and var growth } ? free / growth : null;
        return new(seen.Figures, seen.GrowthPerDay, days <= Limits.DiskDaysSaid ? days : null, seen.Records is not null, seen.Records?.Backup, seen.Records?.Verification);
    }
}
