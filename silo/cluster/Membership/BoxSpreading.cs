namespace Evaluation.Cluster.Membership;

/// <summary>
/// Moves a share of the active ballot boxes of this silo to silos that join, so that a silo that is added during a rush relieves the
/// others. Orleans itself places only grains that are activated later.
/// </summary>
/// <remarks>
/// Boxes carry the ballots. Other grains stay: they have little load, and units and criteria would have to be reported to again. A box
/// moves as it does when its silo stops: it answers what is queued, saves a snapshot and activates on the other silo. No request fails.
/// </remarks>
internal sealed partial class BoxSpreading(
    IClusterMembershipService membership, ILocalSiloDetails silo, MovableGrains boxes, TimeProvider clock, ILogger<BoxSpreading> log) : BackgroundService
{
    private HashSet<SiloAddress> _known = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var seen in membership.MembershipUpdates.WithCancellation(stoppingToken))
        {
            if (Joined(Active(seen)).Count == 0)
                continue;
            // Several silos may join together, and one that leaves at once gets nothing.
            await Task.Delay(ClusterLimits.SettleAfterJoin, clock, stoppingToken);
            var active = Active(membership.CurrentSnapshot);
            var joined = Joined(active);
            _known = active;
            await MoveAsync(joined, active.Count, stoppingToken);
        }
    }

    /// <summary>How many of its boxes a silo hands to each of the silos that joined, one number per silo.</summary>
    internal static int[] Shares(int boxes, int joined, int silos)
    {
        var moved = boxes * joined / silos;
        return [.. Enumerable.Range(0, joined).Select(silo => moved * (silo + 1) / joined - moved * silo / joined)];
    }

    /// <summary>Nothing has joined a silo that is just becoming active itself: the others were there before.</summary>
    private List<SiloAddress> Joined(HashSet<SiloAddress> active)
    {
        if (!_known.Contains(silo.SiloAddress))
            _known = active;
        _known.IntersectWith(active);
        return [.. active.Except(_known).Order()];
    }

    private async Task MoveAsync(List<SiloAddress> joined, int silos, CancellationToken stop)
    {
        var movable = boxes.All();
        var shares = Shares(movable.Count, joined.Count, silos);
        var next = 0;
        for (var to = 0; to < joined.Count; to++)
        {
            for (var count = 0; count < shares[to] && !stop.IsCancellationRequested; count++)
                await MoveAsync(movable[next++], joined[to]);
        }
        if (next > 0)
            LogMoved(log, next, movable.Count, joined.Count);
    }

    /// <summary>One after the other: voters of the other boxes notice nothing.</summary>
    private async Task MoveAsync(IMovable box, SiloAddress to)
    {
        try
        {
            await box.MoveAsync(to).WaitAsync(ClusterLimits.BoxMovedWithin, clock);
        }
        catch (TimeoutException)
        {
            // The box still completes its queue and moves later.
        }
    }

    private static HashSet<SiloAddress> Active(ClusterMembershipSnapshot seen) =>
        [.. seen.Members.Values.Where(member => member.Status == SiloStatus.Active).Select(member => member.SiloAddress)];

    [LoggerMessage(LogLevel.Information, "{Moved} of {Boxes} ballot boxes have moved to {Joined} new silos")]
    private static partial void LogMoved(ILogger log, int moved, int boxes, int joined);
}
