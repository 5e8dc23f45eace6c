using System.Diagnostics;
using Evaluation.Ballots;
using Evaluation.Ballots.Keys;
using Evaluation.Bench.Servers;
using Evaluation.Embedded.Journal;
using Evaluation.Embedded.Keys;
using Evaluation.Runtime;

namespace Evaluation.Bench.Replaying;

/// <summary>Replays every ballot box of a journal from its first event, in this process and on one processor.</summary>
internal static class BoxReplay
{
    /// <summary>Passes that only warm up the just-in-time compiler.</summary>
    private const int WarmUpPasses = 10;

    /// <returns>Slips a second, for each pass over all boxes: read, checked against the chain, decoded, counted.</returns>
    /// <exception cref="InvalidOperationException">The boxes do not contain the acknowledged slips.</exception>
    public static async Task<IReadOnlyList<double>> RunAsync(string folder, long slips, int passes)
    {
        UseOneProcessor();
        await using var file = SqliteJournal.Open(new(Path.Combine(folder, ServerProcess.DataFolder)));
        var (journal, keys) = (new WithoutSnapshots(file), KeysOf(folder));
        var rates = new List<double>();
        for (var pass = -WarmUpPasses; pass < passes; pass++)
        {
            var began = Stopwatch.GetTimestamp();
            var counted = await ReplayAsync(journal, keys, []);
            var rate = slips / Stopwatch.GetElapsedTime(began).TotalSeconds;
            if (counted != slips)
                throw new InvalidOperationException($"{slips} slips were acknowledged, the boxes hold {counted}.");
            if (pass >= 0)
                rates.Add(rate);
        }
        return rates;
    }

    /// <summary>The memory that all boxes take together when they are in memory, in bytes for each standing slip.</summary>
    public static async Task<double> MemoryAsync(string folder, long slips)
    {
        await using var file = SqliteJournal.Open(new(Path.Combine(folder, ServerProcess.DataFolder)));
        var (journal, keys, boxes) = (new WithoutSnapshots(file), KeysOf(folder), new List<object>());
        await ReplayAsync(journal, keys, []);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await ReplayAsync(journal, keys, boxes);
        var taken = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(boxes);
        return (double)taken / slips;
    }

    /// <summary>The keys beside the data folder of the server.</summary>
    private static BoxKeys KeysOf(string folder) => new(FileKeyStore.Open(Path.Combine(folder, ServerProcess.DataFolder + "-keys")));

    private static void UseOneProcessor()
    {
        if (OperatingSystem.IsLinux() || OperatingSystem.IsWindows())
            Process.GetCurrentProcess().ProcessorAffinity = 1;
    }

    /// <param name="kept">Gets the boxes, so that they stay in memory.</param>
    private static async Task<long> ReplayAsync(WithoutSnapshots journal, BoxKeys keys, List<object> kept)
    {
        var slips = 0L;
        await foreach (var stream in journal.ListStreamsAsync(BoxGrain.Kind.StreamPrefix))
        {
            var box = BoxGrain.Kind.Activate(new(stream), journal, (_, failure) => throw failure, keys: keys);
            kept.Add(box);
            var query = Pending<BallotBox, BoxTurnout>.Rent(new ViewTurnout());
            var answer = query.Outcome;
            await box.TurnAsync([query]);
            slips += (await answer).Answer.Slips.Sum();
        }
        return slips;
    }
}
