using Evaluation.Cluster.Engine;

namespace Evaluation.Cluster.Membership;

/// <summary>
/// Whether the other silos count this silo as a member. A silo that stood still keeps an old view of the cluster, so the list of silos is
/// read again for the answer. If it says that this silo is dead, Orleans calls <see cref="Eviction"/>.
/// </summary>
internal sealed class OwnMembership(IClusterMembershipService membership, ILocalSiloDetails silo, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private Task _reading = Task.CompletedTask;
    private long _readAt;

    /// <summary>Null for an active member, or why this silo must not be used.</summary>
    public async ValueTask<string?> FindTroubleAsync()
    {
        try
        {
            await FreshAsync().WaitAsync(ClusterLimits.MembershipReadWithin, clock);
        }
        catch (Exception failure) when (Calls.IsTrouble(failure) || failure is System.Data.Common.DbException)
        {
            return $"The list of silos cannot be read: {failure.Message}";
        }
        var status = membership.CurrentSnapshot.GetSiloStatus(silo.SiloAddress);
        return status == SiloStatus.Active ? null : $"This silo is no active member of the cluster: {status}.";
    }

    /// <summary>Concurrent calls share one read, and a read counts for a moment: probes cannot load the database.</summary>
    private Task FreshAsync()
    {
        lock (_gate)
        {
            var isFresh = _readAt != 0 && clock.GetElapsedTime(_readAt) < ClusterLimits.MembershipReadEvery;
            if (!_reading.IsCompleted || (_reading.IsCompletedSuccessfully && isFresh))
                return _reading;
            _readAt = clock.GetTimestamp();
            return _reading = membership.Refresh().AsTask();
        }
    }
}
