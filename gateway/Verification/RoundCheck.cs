using System.Globalization;
using Evaluation.Ballots;
using Evaluation.Ballots.Keys;
using Evaluation.Gateway.Verification.Boxes;
using Evaluation.Gateway.Verification.Records;
using Evaluation.Gateway.Verification.Registers;
using Evaluation.Journal;
using Evaluation.Rounds;
using Evaluation.Rules;

namespace Evaluation.Gateway.Verification;

/// <summary>Checks a round with everything that its stream implies: boxes, credentials, units, comments, results and awards.</summary>
internal sealed class RoundCheck(IJournal journal, string id, Findings findings, TextWriter to, IKeyStore? keys)
{
    private readonly RoundRecord _record = new(journal, id, findings);

    public async ValueTask RunAsync()
    {
        var before = findings.Count;
        await _record.CatchUpAsync();
        if (!_record.IsWhole || _record.State.Rules is null)
            return;
        // What this state implies must be in the streams that are read from now on.
        var (round, opened) = (_record.State, _record.Opened);
        var comments = new CommentCheck(journal, _record, findings);
        await comments.ReadAsync();
        var sums = new RoundSums(round.Rules);
        var isWhole = await CountAsync(round, opened, sums, comments);
        var units = new UnitCheck(journal, _record, findings);
        await units.RunAsync(round);
        await new FindingCheck(journal, _record, [.. round.Rules.Units.Select(unit => unit.Code)], findings).RunAsync();
        await NamedRegisters.RunAsync(journal, id, round, findings);
        await new TargetCheck(journal, id, [.. round.Rules.Units.Select(unit => unit.Code)], findings).RunAsync();
        var others = new OtherRounds(journal);
        await new TailCheck(others, _record, findings).RunAsync(round);
        if (isWhole)
        {
            await comments.SettleAsync();
            await CheckIssuedAsync(round, sums);
            await new PinnedCheck(others, _record, findings).RunAsync(round);
            var agreeing = ResultCheck.Run(_record, round, sums, units, findings);
            await new AwardCheck(journal, _record, units, findings).RunAsync(round, sums);
            if (agreeing > 0)
                to.WriteLine(Line($"round {id}: {agreeing} of {round.Versions.Count} results agree with the recount."));
        }
        to.WriteLine(Line($"round {id}: {sums.Ballots} ballots, {sums.Slips} slips recounted; {Verdict(round, findings.Count - before)}."));
    }

    /// <summary>
    /// Counts the ballots, and compares them with the sealed record; counts the record when the key of the ballots is destroyed.
    /// </summary>
    /// <returns>Whether everything that is counted was there and could be replayed.</returns>
    private async ValueTask<bool> CountAsync(Round round, VotingOpened? opened, RoundSums sums, CommentCheck comments)
    {
        var check = new RecordCheck(journal, _record, findings);
        var recorded = await check.ReadAsync(round);
        if (round.Recording.IsDestroyed)
        {
            await check.DemandBoxesAsync(round);
            if (recorded is null)
                return false;
            comments.Find(recorded, round.Rules!);
            sums.Add(recorded);
            return true;
        }
        var boxes = new BoxTotal(round.Rules!);
        if (!await CountBoxesAsync(round, opened, sums, comments, recorded is null ? null : boxes))
            return false;
        if (recorded is not null)
            check.Compare(recorded, boxes);
        return round.Recording.Record is null || recorded is not null;
    }

    /// <returns>Whether every box was there and could be replayed.</returns>
    private async ValueTask<bool> CountBoxesAsync(Round round, VotingOpened? opened, RoundSums sums, CommentCheck comments, BoxTotal? total)
    {
        if (await BoxKey.FindAsync(keys, id, round, findings) is not { } key)
            return false;
        var isWhole = true;
        var check = new BoxCheck(journal, _record, findings, key.Key);
        foreach (var number in await NumbersAsync(round))
        {
            if (await check.RunAsync(round, number) is not { } counted)
            {
                isWhole = false;
                continue;
            }
            isWhole &= !IsMissing(round, opened, number, counted.Box);
            comments.Find(counted.Box);
            total?.Add(counted.Box);
            sums.Add(number, counted);
        }
        return isWhole;
    }

    /// <summary>The boxes that the rules give, and any other that has a stream.</summary>
    private async ValueTask<SortedSet<int>> NumbersAsync(Round round)
    {
        SortedSet<int> numbers = [.. Enumerable.Range(0, round.Rules!.BallotBoxes)];
        var prefix = $"{BoxGrain.KindName}-{id}-";
        await foreach (var stream in journal.ListStreamsAsync(prefix))
            // The id of another round may begin with this round's id.
            if (int.TryParse(stream.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                numbers.Add(number);
        return numbers;
    }

    private bool IsMissing(Round round, VotingOpened? opened, int number, BallotBox box)
    {
        var stream = BoxGrain.Ref(id, number).Stream;
        if (number >= round.Rules!.BallotBoxes)
        {
            if (box.CredentialCount > 0)
                findings.Add(FindingKind.Differs, stream, null, $"the box holds credentials, and the round has {round.Rules.BallotBoxes} boxes");
            return false;
        }
        if (box.Shape is not null || (opened is null && !round.Counted.ContainsKey(number)))
            return false;
        var implied = round.Counted.ContainsKey(number) ? $"{_record.Stream} records at version {_record.CountedAt[number]} what it held" : $"{_record.Stream} opened voting at {opened!.At:O}";
        findings.Add(box.Version == 0 ? FindingKind.Missing : FindingKind.Shorter, stream, box.Version == 0 ? null : box.Version, implied);
        return true;
    }

    /// <summary>The boxes hold the issued credentials of every group, and no more than were ever issued.</summary>
    private async ValueTask CheckIssuedAsync(Round round, RoundSums sums)
    {
        var issued = new IssuedBounds(round.Batches, round.Batches);
        if (round.Rules!.Groups.Any(group => !issued.Allow(group.Code, sums.Held(group.Code)) || SlipLaw.Difference(round, round, group.Code, sums.LostSlips(group.Code)) is not null))
        {
            // Batches may have been issued or voided between the reading of the round and of the boxes.
            await _record.CatchUpAsync();
            issued = new(round.Batches, _record.State.Batches);
        }
        foreach (var group in round.Rules.Groups)
        {
            var (held, least, most) = (sums.Held(group.Code), issued.Least(group.Code), issued.Most(group.Code));
            if (held < least)
                findings.Add(FindingKind.Shorter, $"{BoxGrain.KindName}-{id}-*", null, Line($"the boxes hold {held} credentials of group {group.Code}, and {_record.Stream} issued {least}; boxes without events: {(sums.Empty.Count == 0 ? "none" : string.Join(", ", sums.Empty))}"));
            if (SlipLaw.Difference(round, _record.State, group.Code, sums.LostSlips(group.Code)) is { } difference)
                findings.Add(FindingKind.Differs, $"{BoxGrain.KindName}-{id}-*", null, difference);
            if (held > most)
                findings.Add(FindingKind.Differs, $"{BoxGrain.KindName}-{id}-*", null, Line($"the boxes hold {held} credentials of group {group.Code}, and {_record.Stream} issued {most}"));
        }
    }

    private static string Verdict(Round round, int differences) =>
        differences > 0 ? Line($"{differences} DIFFERENCES")
        : round.Recording is { IsDestroyed: true, Record: null } ? "cancelled; the key is destroyed, and nobody can read the ballots"
        : round.Recording.IsDestroyed ? "agrees with the sealed record; the key is destroyed, and nobody can recount the ballots"
        : round.Counted.Count == 0 ? LifeCycle.IsClosed(round.State) ? "agrees with the round" : "not sealed yet"
        : Line($"agrees with the {round.Counted.Count} boxes of the sealed round");

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
