using System.Diagnostics;
using Evaluation.Ballots;
using Evaluation.Bench.Servers;
using Evaluation.Embedded.Journal;
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
        var journal = new WithoutSnapshots(file);
        var rates = new List<double>();
        for (var pass = -WarmUpPasses; pass < passes; pass++)
        {
            var began = Stopwatch.GetTimestamp();
            var counted = await ReplayAsync(journal);
            var rate = slips / Stopwatch.GetElapsedTime(began).TotalSeconds;
            if (counted != slips)
                throw new InvalidOperationException($"{slips} slips were acknowledged, the boxes hold {counted}.");
            if (pass >= 0)
                rates.Add(rate);
        }
        return rates;
    }

    private static void UseOneProcessor()
    {
        if (OperatingSystem.IsLinux() || OperatingSystem.IsWindows())
            Process.GetCurrentProcess().ProcessorAffinity = 1;
    }

    private static async Task<long> ReplayAsync(WithoutSnapshots journal)
    {
        var slips = 0L;
        await foreach (var stream in journal.ListStreamsAsync(BoxGrain.Kind.StreamPrefix))
        {
            var box = BoxGrain.Kind.Activate(new(stream), journal, (_, failure) => throw failure);
            var query = Pending<BallotBox, BoxTurnout>.Rent(new ViewTurnout());
            var answer = query.Outcome;
            await box.TurnAsync([query]);
            slips += (await answer).Answer.Slips.Sum();
        }
        return slips;
    }
}
