using System.Globalization;
using Evaluation.Ballots;
using Evaluation.Gateway.Hosting;
using Evaluation.Journal;
using Evaluation.Rounds;

namespace Evaluation.Gateway.Verification;

/// <summary>
/// Verifies the chain of every stream from its first entry, recounts every box with independent code, and compares with the counts recorded
/// by sealed rounds. Changes nothing, and may run while the system is running.
/// </summary>
public static class Recount
{
    /// <returns>The exit code: clean, or a recount differs.</returns>
    /// <exception cref="JournalBrokenException">A chain is broken. The message says where.</exception>
    public static async Task<int> RunAsync(IJournal journal, TextWriter to)
    {
        var (streams, events, differences) = (0, 0L, 0);
        await foreach (var stream in journal.ListStreamsAsync(""))
        {
            events += await ChainVerifier.VerifyAsync(journal, stream, fromSnapshot: false);
            streams++;
        }
        to.WriteLine(Line($"{streams} streams, {events} events: every chain holds."));
        await foreach (var stream in journal.ListStreamsAsync(RoundGrain.Kind.StreamPrefix))
            differences += await RecountAsync(journal, stream, to);
        return differences == 0 ? ExitCodes.Clean : ExitCodes.RecountDiffers;
    }

    private static async Task<int> RecountAsync(IJournal journal, string stream, TextWriter to)
    {
        var record = new RoundRecord();
        await foreach (var entry in journal.ReadAsync(stream, 0))
            record.Add(entry);
        var (differences, ballots, slips) = (0, 0, 0L);
        await foreach (var boxStream in journal.ListStreamsAsync($"{BoxGrain.KindName}-{record.Id}-"))
        {
            // The id of another round may begin with this round's id.
            if (!int.TryParse(boxStream.AsSpan(BoxGrain.KindName.Length + record.Id.Length + 2), NumberStyles.None, CultureInfo.InvariantCulture, out var box))
                continue;
            var recount = new BoxRecount();
            await foreach (var entry in journal.ReadAsync(boxStream, 0))
                recount.Add(entry);
            ballots += recount.Ballots;
            slips += recount.Slips;
            if (!record.Boxes.TryGetValue(box, out var recorded))
                continue;
            foreach (var (what, counted, stated) in Compare(recount, recorded))
            {
                differences++;
                to.WriteLine(Line($"  {boxStream}: {what} recounted {counted}, recorded {stated}"));
            }
        }
        var verdict = record.Boxes.Count == 0 ? "not sealed yet" : differences == 0 ? Line($"agrees with the {record.Boxes.Count} boxes of the sealed round") : Line($"{differences} DIFFERENCES");
        to.WriteLine(Line($"round {record.Id}: {ballots} ballots, {slips} slips recounted; {verdict}."));
        return differences;
    }

    private static IEnumerable<(string What, object Counted, object Stated)> Compare(BoxRecount recount, BoxRecord recorded)
    {
        if (recount.Ballots != recorded.Ballots)
            yield return ("ballots", recount.Ballots, recorded.Ballots);
        if (recount.Slips != recorded.Slips)
            yield return ("slips", recount.Slips, recorded.Slips);
        if (recount.TallyHash() is var hash && hash != recorded.TallyHash)
            yield return ("tally", hash, recorded.TallyHash);
        foreach (var group in recount.Groups.Keys.Union(recorded.Groups.Keys).Order(StringComparer.Ordinal))
        {
            var (counted, stated) = (recount.Groups.GetValueOrDefault(group), recorded.Groups.GetValueOrDefault(group));
            if (counted != stated)
                yield return ($"group {group} (issued, voted)", counted, stated);
        }
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
