namespace Evaluation.Cluster.Journal;

/// <summary>What becomes of work that nobody waits for any more.</summary>
internal static class GivenUp
{
    /// <summary>Closes what the work brings, when it brings it; one that fails has closed it itself. Never throws.</summary>
    public static async Task CloseAsync<T>(Task<T> work) where T : IAsyncDisposable
    {
        try
        {
            await (await work).DisposeAsync();
        }
        catch
        {
            // Nobody is left who wants to know.
        }
    }
}
