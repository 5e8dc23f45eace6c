using System.Globalization;
using Evaluation.Ballots;
using Evaluation.Ballots.Counting;
using Evaluation.Ballots.Keys;
using Evaluation.Gateway.Verification.Boxes;
using Evaluation.Journal;
using Evaluation.Rounds;
using Evaluation.Rules;

namespace Evaluation.Gateway.Verification;

/// <summary>
/// Replays one box, counts it again with separate code, and compares it with its snapshot and with the report that the round recorded.
/// </summary>
internal sealed class BoxCheck(IJournal journal, RoundRecord record, Findings findings, RoundKey? key)
{
    /// <summary>The box as replayed; null when its stream is empty or cannot be replayed.</summary>
    /// <param name="round">The round as it was before the box was read.</param>
    /// <param name="number">The number of the box.</param>
    public async ValueTask<CheckedBox?> RunAsync(Round round, int number)
    {
        var stream = BoxGrain.Ref(record.Id, number).Stream;
        // The snapshot is read first, so that the entries that it covers can be read.
        var snapshot = await journal.ReadSnapshotAsync(stream);
        var (box, recount, claims) = (new BallotBox(), new BoxRecount(key, stream), new BoxClaims(record, stream));
        var shape = BoxShape.Of(round.Rules!);
        var isWhole = await StreamReading.ReadAsync(
            journal, stream, 0, BoxGrain.Read,
            (happened, version) =>
            {
                var plain = happened is SealedEvent sealedEvent ? sealedEvent.Open(box) : happened;
                if ((BoxKey.Fault(round, box, happened) ?? BoxLaw.Fault(shape, box, plain)) is { } fault)
                    findings.Add(FindingKind.Differs, stream, version, fault);
                claims.Add(plain, version);
                box.Evolve(happened);
                if (box.Seal.IsShut)
                    box.Seal.Take(stream, key);
            },
            findings,
            entry =>
            {
                recount.Add(entry);
                if (entry.NextVersion == snapshot?.Version && SnapshotCheck.Fault(snapshot, stream, box, key) is { } fault)
                    findings.Add(FindingKind.Differs, stream, entry.NextVersion, fault);
            });
        if (!isWhole)
            return null;
        await claims.SettleAsync(findings);
        Compare(round, number, stream, box, recount);
        return new(box, recount.Ballots, recount.Slips);
    }

    private void Compare(Round round, int number, string stream, BallotBox box, BoxRecount recount)
    {
        if (box.Holdings.FirstOrDefault(held => held.Credential.Box(round.Rules!.BallotBoxes) != number) is { Batch: { } batch })
            findings.Add(FindingKind.Differs, stream, box.Version, $"a credential of batch {batch} belongs to another box");
        var tally = recount.TallyHash();
        if (tally != TallyDigest.Of(box.Tally))
            findings.Add(FindingKind.Differs, stream, box.Version, "the separate recount has another tally than the replayed box");
        if (MissesWindow(round, number, box))
            findings.Add(FindingKind.Shorter, stream, box.Version, $"the box has not the newest window of {record.Stream}, and may lack ballots that came later");
        if (!round.Counted.TryGetValue(number, out var recorded))
            return;
        var place = $"{record.Stream} records at version {record.CountedAt[number]}";
        if (!box.IsSealed)
            findings.Add(FindingKind.Shorter, stream, box.Version, $"{place} that the box was sealed");
        foreach (var (what, counted, stated) in Differences(recount, tally, recorded))
            findings.Add(FindingKind.Differs, stream, box.Version, string.Create(CultureInfo.InvariantCulture, $"{what} recounted {counted}, {place} {stated}"));
    }

    /// <summary>
    /// A change of the window is sent to all boxes before it is answered, and the window of the close before a box is counted.
    /// </summary>
    private static bool MissesWindow(Round round, int number, BallotBox box) =>
        (round.State is RoundState.Voting or RoundState.Paused || (round.Counted.ContainsKey(number) && round.State != RoundState.Cancelled))
        && box.Window is { } known && RoundView.Of(round).Window is { } newest && known.Version < newest.Version;

    private static IEnumerable<(string What, object Counted, object Stated)> Differences(BoxRecount recount, string tally, BoxReport recorded)
    {
        if (recount.Ballots != recorded.Ballots)
            yield return ("ballots", recount.Ballots, recorded.Ballots);
        if (recount.Slips != recorded.Slips)
            yield return ("slips", recount.Slips, recorded.Slips);
        if (tally != recorded.TallyHash)
            yield return ("tally", tally, recorded.TallyHash);
        // A report of a round with lost slips does not say how many credentials one box holds.
        if (recorded.Groups.Count == 0 && recount.HasSlipDecisions)
            yield break;
        var groups = recorded.Groups.ToDictionary(group => group.Group, group => (group.Issued, group.Voted));
        foreach (var group in recount.Groups.Keys.Union(groups.Keys).Order(StringComparer.Ordinal))
        {
            var (counted, stated) = (recount.Groups.GetValueOrDefault(group), groups.GetValueOrDefault(group));
            if (counted != stated)
                yield return ($"group {group} (issued, voted)", counted, stated);
            if (recorded.Groups.FirstOrDefault(known => known.Group == group)?.Unfinished is { } unfinished && unfinished != recount.Unfinished(group))
                yield return ($"unfinished ballots of group {group}", recount.Unfinished(group), unfinished);
        }
    }
}

/// <summary>A box that could be replayed.</summary>
/// <param name="Box">Its state.</param>
/// <param name="Ballots">Voters, by the separate recount.</param>
/// <param name="Slips">Standing slips, by the separate recount.</param>
internal sealed record CheckedBox(BallotBox Box, int Ballots, long Slips);
