using System.Globalization;
using Evaluation.Awards;
using Evaluation.Ballots;
using Evaluation.Ballots.Keys;
using Evaluation.Ballots.Records;
using Evaluation.Comments;
using Evaluation.Cuts;
using Evaluation.Findings;
using Evaluation.Journal;
using Evaluation.Panels;
using Evaluation.Rounds;
using Evaluation.Targets;
using Evaluation.Units;

namespace Evaluation.Gateway.Verification;

/// <summary>
/// Verifies the chain of every stream from its first entry, demands every stream and version that the rounds imply, recounts every box with
/// separate code, and computes every result again. Changes nothing, and may run while the system is running.
/// </summary>
/// <remarks>
/// Memory is bounded by one round with one box, twice. A person who rewrites everything that depends on a change is not detected: only a
/// value of the chain that somebody else keeps shows that.
/// </remarks>
public static class Recount
{
    /// <returns>The exit code: clean, a broken chain, or a record that contradicts itself.</returns>
    /// <exception cref="JournalUnavailableException">The journal did not answer.</exception>
    public static async Task<int> RunAsync(IJournal journal, TextWriter to, IKeyStore? keys = null)
    {
        var findings = new Findings(to);
        await RunAsync(journal, findings, to, keys);
        return findings.ExitCode;
    }

    internal static async Task RunAsync(IJournal journal, Findings findings, TextWriter to, IKeyStore? keys)
    {
        var (streams, events) = (0, 0L);
        var implied = new Dictionary<string, string>(StringComparer.Ordinal);
        var rounds = new SortedSet<string>(StringComparer.Ordinal);
        await foreach (var stream in journal.ListStreamsAsync(""))
        {
            streams++;
            events += await VerifyChainAsync(journal, stream, findings);
            var grain = new GrainId(stream);
            if (grain.Kind == RoundGrain.KindName)
                rounds.Add(grain.Key);
            else if (RoundOf(grain) is { } round)
                implied.TryAdd(round, stream);
        }
        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{streams} streams, {events} events{(findings.Count == 0 ? ": every chain holds." : "; chains are BROKEN.")}"));
        foreach (var (round, stream) in implied.Where(round => !rounds.Contains(round.Key)))
            if (!await ExistsAsync(journal, RoundGrain.Ref(round).Stream))
                findings.Add(FindingKind.Missing, RoundGrain.Ref(round).Stream, null, $"{stream} belongs to it");
        foreach (var round in rounds)
            await new RoundCheck(journal, round, findings, to, keys).RunAsync();
    }

    private static async ValueTask<long> VerifyChainAsync(IJournal journal, string stream, Findings findings)
    {
        try
        {
            return await ChainVerifier.VerifyAsync(journal, stream, fromSnapshot: false);
        }
        catch (JournalBrokenException broken)
        {
            findings.Add(FindingKind.Broken, broken.Stream, broken.Version, broken.What);
            return broken.Version;
        }
    }

    private static async ValueTask<bool> ExistsAsync(IJournal journal, string stream)
    {
        await foreach (var _ in journal.ReadAsync(stream, 0))
            return true;
        return false;
    }

    /// <summary>The round that a stream of another kind belongs to; null for none.</summary>
    private static string? RoundOf(GrainId grain) => grain.Kind switch
    {
        BoxGrain.KindName => grain.Key.LastIndexOf('-') is var dash and > 0 ? grain.Key[..dash] : null,
        UnitGrain.KindName => grain.Key.IndexOf('.', StringComparison.Ordinal) is var dot and > 0 ? grain.Key[..dot] : null,
        CommentGrain.KindName or CutGrain.KindName or PanelGrain.KindName or TargetGrain.KindName or FindingGrain.KindName or AwardGrain.KindName or RecordGrain.KindName => grain.Key,
        _ => null,
    };
}
