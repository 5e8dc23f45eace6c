namespace Evaluation.Cluster;

/// <summary>
/// A process that is told to stop says so by its readiness and goes on serving for a while, so that whoever spreads requests over gateways
/// sends them elsewhere. Then the server takes no more, finishes what it has, and the silo hands its grains on.
/// </summary>
internal sealed class Draining(ClusterSettings settings, TimeProvider clock) : IHostedLifecycleService
{
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.Delay(settings.Drain, clock, cancellationToken);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
