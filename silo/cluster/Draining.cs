using Evaluation.Cluster.Membership;

namespace Evaluation.Cluster;

/// <summary>
/// Keeps a stopping process serving for a while after its readiness probe reports that it stops, so that load balancers send new requests
/// elsewhere. Afterwards the server closes, finishes pending requests, and the silo hands its grains over. A silo that the others have
/// declared dead serves nobody and stops at once.
/// </summary>
internal sealed class Draining(ClusterSettings settings, Eviction eviction, TimeProvider clock) : IHostedLifecycleService
{
    public Task StoppingAsync(CancellationToken cancellationToken) => eviction.HasHappened ? Task.CompletedTask : Task.Delay(settings.Drain, clock, cancellationToken);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
