using Evaluation.Cluster.Wire;

namespace Evaluation.Cluster.Membership;

/// <summary>
/// Whether the other silos count this silo as a member. A silo that stood still keeps an old view of the cluster, so its row of the list
/// of silos is read for the answer. If the row says that this silo is dead, Orleans is made to read the list too, and calls
/// <see cref="Eviction"/>.
/// </summary>
internal sealed class OwnMembership(IMembershipTable table, IClusterMembershipService membership, ILocalSiloDetails silo, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private Task<SiloStatus>? _reading;
    private long _readAt;

    /// <summary>Null for an active member, or why this silo must not be used.</summary>
    public async ValueTask<string?> FindProblemAsync()
    {
        try
        {
            var status = await FreshAsync().WaitAsync(ClusterLimits.MembershipReadWithin, clock);
            return status == SiloStatus.Active ? null : $"This silo is no active member of the cluster: {status}.";
        }
        catch (Exception failure) when (CallFailure.IsTransient(failure) || failure is System.Data.Common.DbException)
        {
            return $"The list of silos cannot be read: {failure.Message}";
        }
    }

    /// <summary>
    /// A read counts for a moment after its start, so probes cannot load the database. A read that began before a standstill does not
    /// count, even if its answer arrives afterwards.
    /// </summary>
    private Task<SiloStatus> FreshAsync()
    {
        lock (_gate)
        {
            if (_reading is { IsFaulted: false } && clock.GetElapsedTime(_readAt) < ClusterLimits.MembershipReadEvery)
                return _reading;
            _readAt = clock.GetTimestamp();
            return _reading = ReadAsync();
        }
    }

    private async Task<SiloStatus> ReadAsync()
    {
        var row = await table.ReadRowAsync(silo.SiloAddress, CancellationToken.None);
        var status = row.Members is [var (entry, _)] ? entry.Status : SiloStatus.Dead;
        if (status == SiloStatus.Dead)
            await membership.Refresh();
        return status;
    }
}
