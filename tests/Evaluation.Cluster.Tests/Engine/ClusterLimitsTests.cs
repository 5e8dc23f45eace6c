namespace Evaluation.Cluster.Tests.Engine;

public sealed class ClusterLimitsTests
{
    [Fact]
    public void A_mailbox_is_full_before_Orleans_turns_a_request_away() =>
        Assert.True(ClusterLimits.RequestsPerActivation > Limits.CommandsWaiting + Limits.CommandsPerTurn);

    [Fact]
    public void A_dead_silo_is_noticed_before_its_senders_give_up() =>
        Assert.True(ClusterLimits.ProbeTimeout * (ClusterLimits.MissedProbes + 1) < 2 * ClusterLimits.ResponseTimeout);

    [Fact]
    public void A_call_for_credentials_ends_before_another_gateway_takes_it_for_dead() =>
        Assert.True(Limits.CredentialCallMax < ClusterLimits.CallsEndWithin);

    [Fact]
    public void A_process_may_stop_for_longer_than_its_commands_may_wait() =>
        Assert.True(3 * ClusterLimits.ResponseTimeout < ClusterLimits.StopWithin && TimeSpan.FromSeconds(ClusterLimits.CommandSeconds) < ClusterLimits.StopWithin);
}
