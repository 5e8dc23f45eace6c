using Evaluation.Gateway.Hosting;

namespace Evaluation.Cluster.Membership;

/// <summary>Runs a process of the cluster until it is stopped.</summary>
internal static class Serving
{
    /// <summary>Returns the exit code: clean after a signal, <see cref="ClusterExit.Evicted"/> after an eviction.</summary>
    public static async Task<int> ServeAsync(this WebApplication app)
    {
        var eviction = app.Services.GetRequiredService<Eviction>();
        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            await using (app.Lifetime.ApplicationStopping.Register(stopping.SetResult))
            {
                await app.StartAsync();
                await stopping.Task;
            }
            using var bound = new CancellationTokenSource(eviction.HasHappened ? ClusterLimits.LeaveWithin : ClusterLimits.StopWithin);
            await app.StopAsync(bound.Token);
        }
        catch (Exception) when (eviction.HasHappened)
        {
            // The start or the stop was interrupted. The reason is in the log.
        }
        return eviction.HasHappened ? ClusterExit.Evicted : ExitCodes.Clean;
    }
}
