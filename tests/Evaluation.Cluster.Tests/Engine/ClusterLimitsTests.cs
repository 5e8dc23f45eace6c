namespace Evaluation.Cluster.Tests.Engine;

public sealed class ClusterLimitsTests
{
    [Fact]
    public void A_mailbox_is_full_before_Orleans_turns_a_request_away() =>
        Assert.True(ClusterLimits.RequestsPerActivation > Limits.CommandsWaiting + Limits.CommandsPerTurn);

    [Fact]
    public void Who_sends_again_gives_up_before_the_voter_does()
    {
        var pauses = Enumerable.Range(0, ClusterLimits.Resends).Sum(attempt => ClusterLimits.ResendAfter.TotalSeconds * (1 << attempt));
        Assert.True(2 * ClusterLimits.ResponseTimeout.TotalSeconds + pauses < ClusterLimits.PatienceMax.TotalSeconds);
    }

    [Fact]
    public void A_dead_silo_is_noticed_before_its_senders_give_up() =>
        Assert.True(ClusterLimits.ProbeTimeout * (ClusterLimits.MissedProbes + 1) < ClusterLimits.PatienceMax);

    [Fact]
    public void A_call_for_credentials_ends_before_another_gateway_takes_it_for_dead() =>
        Assert.True(Limits.CredentialCallMax < ClusterLimits.CallsEndWithin);

    [Fact]
    public void A_process_may_stop_for_longer_than_its_commands_may_wait() =>
        Assert.True(ClusterLimits.PatienceMax < ClusterLimits.StopWithin && TimeSpan.FromSeconds(ClusterLimits.CommandSeconds) < ClusterLimits.StopWithin);
}
