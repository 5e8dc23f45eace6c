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
    public void A_gateway_takes_note_of_a_clock_anew_before_it_could_have_gone_astray_by_much() =>
        Assert.True(ClusterLimits.TokenKept < 100 * ClusterLimits.ResponseTimeout);

    [Fact]
    public void A_call_for_credentials_ends_before_another_gateway_takes_it_for_dead() =>
        Assert.True(Limits.CredentialCallMax < ClusterLimits.CallsEndWithin);

    [Fact]
    public void Evidence_leaves_most_connections_for_the_journal_and_the_largest_file_has_time_to_be_kept()
    {
        Assert.True(4 * ClusterLimits.EvidenceAtOnce < ClusterLimits.ConnectionsMax);
        Assert.True(TimeSpan.FromSeconds(Limits.EvidenceFileBytes / ClusterLimits.EvidenceChunkBytes) < ClusterLimits.EvidenceKeptWithin);
    }

    [Fact]
    public void A_process_may_stop_for_longer_than_its_commands_may_wait() =>
        Assert.True(3 * ClusterLimits.ResponseTimeout < ClusterLimits.StopWithin && TimeSpan.FromSeconds(ClusterLimits.CommandSeconds) < ClusterLimits.StopWithin);
}
