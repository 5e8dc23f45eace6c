using System.Diagnostics;

namespace Evaluation.Tests.Http;

/// <summary>Waits for what becomes true by itself, with a bound that only a broken program reaches.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(20);

    public static async Task IsTrueAsync(Func<Task<bool>> condition, string what)
    {
        var waited = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(waited.Elapsed < Bound, $"This never became true: {what}.");
            await Task.Delay(Between);
        }
    }
}
