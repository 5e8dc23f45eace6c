namespace Evaluation.Cluster.Journal;

/// <summary>Cleans up after work that was abandoned.</summary>
internal static class AbandonedWork
{
    /// <summary>Disposes of the result of the work when it completes. Work that fails has already disposed of it. Never throws.</summary>
    public static async Task CloseAsync<T>(Task<T> work) where T : IAsyncDisposable
    {
        try
        {
            await (await work).DisposeAsync();
        }
        catch
        {
            // Ignored: the operation was abandoned.
        }
    }
}
