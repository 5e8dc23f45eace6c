using Evaluation.Cluster.Tests.Postgres;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Npgsql;
using Orleans.Configuration;

namespace Evaluation.Cluster.Tests.Engine;

/// <summary>What a process is configured with, held against the limits that depend on it.</summary>
public sealed class ClusterLimitsTests
{
    private readonly WebApplication _process = ClusterHost.Build(["--role", "silo,gateway", "--ConnectionStrings:Evaluation", "Host=db", "--ConnectionStrings:Keys", "Host=keys", "--EVALUATION_MASTER_KEY", KeyDatabases.MasterKey]);

    private SiloMessagingOptions Messaging => Options<SiloMessagingOptions>();

    [Fact]
    public void A_mailbox_is_full_before_Orleans_refuses_a_request() =>
        Assert.True(Messaging.MaxEnqueuedRequestsHardLimit > Limits.CommandsWaiting + Limits.CommandsPerTurn);

    [Fact]
    public void A_dead_silo_is_noticed_before_two_calls_time_out()
    {
        var membership = Options<ClusterMembershipOptions>();
        Assert.True(membership.ProbeTimeout * (membership.NumMissedProbesLimit + 1) < 2 * Messaging.ResponseTimeout);
        Assert.True(membership.MaxProbeTimeout * membership.NumMissedProbesLimit < 2 * Messaging.ResponseTimeout);
        Assert.Equal(2, membership.NumVotesForDeathDeclaration);
    }

    [Fact]
    public void A_readiness_probe_of_the_membership_table_ends_before_its_call() =>
        Assert.True(ClusterLimits.MembershipReadWithin < Messaging.ResponseTimeout);

    [Fact]
    public void A_silo_that_was_declared_dead_reads_it_soon_and_ends_before_it_would_be_killed()
    {
        Assert.Equal(ClusterLimits.MembersReadEvery, Options<ClusterMembershipOptions>().TableRefreshTimeout);
        Assert.True(2 * ClusterLimits.LeaveWithin < Options<HostOptions>().ShutdownTimeout);
    }

    [Fact]
    public void A_clock_reading_is_used_for_less_than_a_hundred_timeouts() =>
        Assert.True(ClusterLimits.TokenKept < 100 * Messaging.ResponseTimeout);

    [Fact]
    public void A_call_for_credentials_ends_before_another_gateway_removes_it() =>
        Assert.True(Limits.CredentialCallMax < _process.Services.GetRequiredService<ClusterSettings>().Start.CallsEndWithin);

    [Fact]
    public void Evidence_leaves_most_connections_to_the_journal_and_the_largest_file_has_time_to_be_stored()
    {
        var connections = new NpgsqlConnectionStringBuilder(_process.Services.GetRequiredService<NpgsqlDataSource>().ConnectionString).MaxPoolSize;
        Assert.True(4 * ClusterLimits.EvidenceAtOnce < connections);
        Assert.True(TimeSpan.FromSeconds(Limits.EvidenceFileBytes / ClusterLimits.EvidenceChunkBytes) < ClusterLimits.EvidenceKeptWithin);
    }

    [Fact]
    public void A_process_has_more_time_to_stop_than_its_commands_have_to_finish()
    {
        var stop = Options<HostOptions>().ShutdownTimeout;
        var command = new NpgsqlConnectionStringBuilder(_process.Services.GetRequiredService<NpgsqlDataSource>().ConnectionString).CommandTimeout;
        Assert.True(3 * Messaging.ResponseTimeout < stop);
        Assert.True(TimeSpan.FromSeconds(command) < stop);
    }

    private T Options<T>() where T : class => _process.Services.GetRequiredService<IOptions<T>>().Value;
}
