using System.Diagnostics;
using Evaluation.Bench.Load;

namespace Evaluation.Bench.Assessing;

/// <summary>A number of writers at work at the same time.</summary>
internal static class Writers
{
    /// <summary>All items once; each writer takes the next item when it has finished one.</summary>
    public static async Task EachAsync(int writers, int items, Func<int, Task> write)
    {
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Math.Min(writers, items)).Select(_ => Task.Run(async () =>
        {
            for (int item; (item = Interlocked.Increment(ref next)) < items;)
                await write(item);
        })));
    }

    /// <summary>A window in which every writer writes again and again.</summary>
    /// <param name="writers">The number of writers.</param>
    /// <param name="window">How long the window is.</param>
    /// <param name="pause">From the beginning of a write to that of the next; zero for none.</param>
    /// <param name="write">Writes once: the writer, which of its writes, and where the time is added.</param>
    public static async Task<(Latencies Times, double PerSecond)> WindowAsync(int writers, TimeSpan window, TimeSpan pause, Func<int, int, Latencies, Task> write)
    {
        var (times, began) = (new Latencies(), Stopwatch.GetTimestamp());
        await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(async () =>
        {
            // The writers begin one after the other, as people do.
            if (pause > TimeSpan.Zero)
                await Task.Delay(pause * writer / writers);
            for (var edit = 0; Stopwatch.GetElapsedTime(began) < window; edit++)
            {
                var start = Stopwatch.GetTimestamp();
                await write(writer, edit, times);
                if (pause - Stopwatch.GetElapsedTime(start) is var left && left > TimeSpan.Zero && Stopwatch.GetElapsedTime(began) + left < window)
                    await Task.Delay(left);
                else if (pause > TimeSpan.Zero)
                    break;
            }
        })));
        return (times, times.Count / Math.Max(window.TotalSeconds, Stopwatch.GetElapsedTime(began).TotalSeconds));
    }
}
