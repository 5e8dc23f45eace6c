using System.Globalization;
using Evaluation.Ballots;
using Evaluation.Ballots.Records;
using Evaluation.Journal;
using Evaluation.Rounds;

namespace Evaluation.Gateway.Verification.Records;

/// <summary>
/// The sealed record of a round: what its stream says, against the round, and against the ballots while somebody can open them.
/// </summary>
internal sealed class RecordCheck(IJournal journal, RoundRecord record, Findings findings)
{
    private string Stream { get; } = RecordGrain.Ref(record.Id).Stream;

    /// <summary>The record; null when the round has none, or when it cannot be used.</summary>
    public async ValueTask<SealedRecord?> ReadAsync(Round round)
    {
        var (shape, read, faults) = (BoxShape.Of(round.Rules!), new SealedRecord(), 0);
        var isWhole = await StreamReading.ReadAsync(
            journal, Stream, 0, RecordGrain.Read,
            (happened, version) =>
            {
                if (RecordLaw.Fault(shape, read, happened) is { } fault && faults++ == 0)
                    findings.Add(FindingKind.Differs, Stream, version, fault);
                read.Evolve(happened);
            },
            findings);
        if (round.Recording.Record is not { } named)
        {
            await RefuseUnnamedAsync(read);
            return null;
        }
        if (read.Version == 0 || (isWhole && read.Head is null))
            findings.Add(read.Version == 0 ? FindingKind.Missing : FindingKind.Shorter, Stream, read.Version == 0 ? null : read.Version, $"{record.Stream} names it as complete");
        if (!isWhole || faults > 0 || read.Head is not { } head)
            return null;
        var (recorded, stated) = ((head.Digest, head.Totals.Ballots, head.Totals.Slips, head.Totals.Replaced, head.Totals.LeftOut), (named.Digest, named.Ballots, named.Slips, named.Replaced, named.LeftOut ?? 0));
        if (recorded == stated)
            return read;
        findings.Add(FindingKind.Differs, Stream, read.Version, Line($"the record has (digest, ballots, slips, replaced, left out) {recorded}, and {record.Stream} names {stated}"));
        return null;
    }

    /// <summary>What the opened ballots give must be in the record.</summary>
    public void Compare(SealedRecord read, BoxTotal boxes)
    {
        foreach (var difference in boxes.Differences(read))
            findings.Add(FindingKind.Differs, Stream, read.Version, difference);
    }

    /// <summary>The boxes whose key is destroyed are still there, although nobody can read them.</summary>
    public async ValueTask DemandBoxesAsync(Round round)
    {
        foreach (var box in round.Counted.Keys)
        {
            var stream = BoxGrain.Ref(record.Id, box).Stream;
            var isThere = false;
            await foreach (var _ in journal.ReadAsync(stream, 0))
            {
                isThere = true;
                break;
            }
            if (!isThere)
                findings.Add(FindingKind.Missing, stream, null, $"{record.Stream} records at version {record.CountedAt[box]} what it held");
        }
    }

    /// <summary>A record that its round does not name is one that is being written.</summary>
    private async ValueTask RefuseUnnamedAsync(SealedRecord read)
    {
        if (read.Version == 0)
            return;
        await record.CatchUpAsync();
        if (record.State.KeyCommitment is null || record.State.Counted.Count < record.State.Rules!.BallotBoxes)
            findings.Add(FindingKind.Differs, Stream, read.Version, $"{record.Stream} has not counted its boxes with a key, and there is a record");
        else if (record.State.Recording.Record is null && record.State.State != Rules.RoundState.Sealing && record.State.State != Rules.RoundState.Cancelled)
            findings.Add(FindingKind.Shorter, record.Stream, record.Version, $"{Stream} is there, and the round does not name it");
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
