using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Evaluation.Ballots;
using Evaluation.Ballots.Counting;
using Evaluation.Ballots.Records;
using Evaluation.Embedded.Engine;
using Evaluation.Journal;
using Evaluation.Rounds;
using Evaluation.Workflows.Live;
using Microsoft.Extensions.Logging.Abstractions;

namespace Evaluation.Tests.Ballots.Records;

/// <summary>The sealed record of a round holds what its boxes hold, and nothing that tells boxes, voters or order.</summary>
public sealed class SealedRecordTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task The_record_holds_exactly_what_stands(int seed)
    {
        var (vote, journal) = (new RecordedVote(seed), new MemoryJournal());
        await using var engine = Start(journal);
        await vote.CastAsync(engine);
        var head = (await vote.RecordAsync(engine)).Answer;
        var record = await ReplayAsync(journal, vote);

        Assert.Equal(vote.Slips.Order(StringComparer.Ordinal), RecordedVote.SlipsOf(record).Order(StringComparer.Ordinal));
        Assert.Equal(vote.Comments.Order(StringComparer.Ordinal), RecordedVote.CommentsOf(record).Order(StringComparer.Ordinal));
        Assert.Equal((vote.Ballots, vote.Slips.Count(), vote.Replaced, vote.LeftOut), (head.Totals.Ballots, (int)head.Totals.Slips, (int)head.Totals.Replaced, head.Totals.LeftOut));
        Assert.Equal(Digest(record, head.Totals), head.Digest);
        Assert.Equal(head.Digest, (await vote.RecordAsync(engine)).Answer.Digest);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Every_reader_gets_from_the_record_what_the_boxes_together_say(int seed)
    {
        var vote = new RecordedVote(seed);
        await using var engine = Start(new MemoryJournal());
        await vote.CastAsync(engine);
        var round = VotedRound.Of(vote.Rules);
        var ofBoxes = (await new VoteGatherer(engine).SumsAsync(round)).Answer;
        await vote.RecordAsync(engine);
        var grain = RecordGrain.Ref(vote.Rules.Id);

        var ofRecord = (await engine.SendAsync(grain, new ViewRecordedVotes(round.Scale, [.. Enumerable.Range(0, round.Units.Count)], round.Classes))).Answer;
        Assert.Equivalent(ofBoxes, ofRecord.Units.Select(unit => unit.Sums).ToArray(), strict: true);
        for (var unit = 0; unit < vote.Rules.Units.Count; unit++)
        {
            var (patterns, comments) = (new List<UnitPatterns>(), new List<UnitComments>());
            foreach (var box in vote.Boxes)
            {
                patterns.Add((await engine.SendAsync(box, new ViewPatterns(unit))).Answer);
                comments.Add((await engine.SendAsync(box, new ViewComments(unit))).Answer);
            }
            var recorded = (await engine.SendAsync(grain, new ViewRecordedPatterns(unit))).Answer;
            Assert.Equal(Sum(patterns.SelectMany(box => box.Counts)), recorded.Counts);
            Assert.Equal(patterns[0].Uniform is null ? null : Sum(patterns.SelectMany(box => box.Uniform!)), recorded.Uniform);
            Assert.Equal(
                comments.SelectMany(box => box.Comments).OrderBy(comment => comment.Group).ThenBy(comment => comment.Text, StringComparer.Ordinal),
                (await engine.SendAsync(grain, new ViewRecordedComments(unit))).Answer.Comments);
        }
        var (turnout, ofAll) = (new TurnoutTotals(), new TurnoutTotals());
        foreach (var box in vote.Boxes)
            turnout.Add((await engine.SendAsync(box, new ViewTurnout())).Answer);
        ofAll.Add((await engine.SendAsync(grain, new ViewRecordedTurnout())).Answer);
        Assert.Equal(turnout.Judged(vote.Rules), ofAll.Judged(vote.Rules));
    }

    [Fact]
    public async Task Two_casts_of_the_same_slips_in_other_boxes_and_another_order_give_the_same_record()
    {
        List<string> records = [];
        foreach (var (boxes, numbers) in ((int, int[])[])[(1, [1, 2, 3, 4]), (3, [4, 3, 2, 1]), (2, [3, 1, 4, 2])])
        {
            var journal = new MemoryJournal();
            await using var engine = Start(journal);
            var all = Enumerable.Range(0, boxes).Select(box => BoxGrain.Ref(Given.Round, box)).ToArray();
            foreach (var number in numbers)
                await engine.SendAsync(all[Given.Credential(number).Box(boxes)], Given.Stored("npc", number));
            foreach (var box in all)
                await engine.SendAsync(box, new OpenBox(Given.Shape, Given.Window));
            foreach (var number in numbers)
                await engine.SendAsync(all[Given.Credential(number).Box(boxes)], Given.Ballot(number, number % 2 == 0 ? "u1:AB 好" : "u2:BA", "u3:AA"));
            foreach (var box in all)
                await engine.SendAsync(box, new SealBox(Given.Close));
            await new Evaluation.Workflows.Recording.RecordClerk(engine).RecordAsync(Given.Round, boxes, 3);
            var stored = new StringBuilder();
            await foreach (var entry in journal.ReadAsync(RecordGrain.Ref(Given.Round).Stream, 0))
                stored.Append(Convert.ToHexString(entry.Payload.Span));
            records.Add(stored.ToString());
        }
        Assert.Single(records.Distinct());
    }

    [Fact]
    public void A_record_is_complete_only_with_every_slip_and_every_comment()
    {
        var totals = new RecordTotals([new("npc", 3, 2)], [3, 0], 2, 2, 0, 0);
        var record = new AloneRecord();
        Assert.Equal(RefusalCode.Busy, record.Refused(new RecordUnits(1, [Counts(2, 1)])).Code);
        record.Do(new RecordUnits(0, [Counts(2, 1)]));
        Assert.Equal(RefusalCode.WrongState, record.Refused(new CompleteRecord(1, totals)).Code);
        Assert.Equal(RefusalCode.Busy, record.Refused(new RecordComments(0, 1, [new(0, "b", 1)])).Code);
        record.Do(new RecordComments(0, 0, [new(0, "a", 1)]));
        Assert.Equal(RefusalCode.WrongState, record.Refused(new CompleteRecord(2, totals)).Code);
        Assert.Equal(RefusalCode.WrongState, record.Refused(new CompleteRecord(1, totals with { Slips = 3 })).Code);
        Assert.Equal(RefusalCode.WrongState, record.Refused(new ViewRecordedPatterns(0)).Code);
        Assert.NotNull(record.Do(new CompleteRecord(1, totals)).Head);
        var events = record.History.Count;
        record.Do(new RecordUnits(1, [Counts(2, 1)]));
        record.Do(new RecordComments(0, 1, [new(0, "b", 1)]));
        Assert.Equal(events, record.History.Count);
    }

    [Fact]
    public void Parts_that_overlap_are_recorded_once()
    {
        var record = new AloneRecord();
        record.Do(new RecordUnits(0, [Counts(1, 0), Counts(2, 2)]));
        Assert.Equal(3, record.Do(new RecordUnits(1, [Counts(2, 2), Counts(3, 0)])).Units);
        record.Do(new RecordComments(1, 0, [new(0, "a", 1)]));
        Assert.Equal((1, 2), (record.State.CommentedUnit, record.Do(new RecordComments(1, 0, [new(0, "a", 1), new(0, "b", 1)])).CommentsOfUnit));
    }

    [Fact]
    public void Patterns_survive_their_compact_form_and_broken_bytes_do_not()
    {
        PatternCount[] patterns = [new(0, 0, 1), new(0, ulong.MaxValue, 500_000), new(3, 0x21, 7), new(11, 0x21, 1)];
        var bytes = PatternBytes.Write([.. patterns.Reverse()]);
        Assert.Equal(patterns, PatternBytes.Read(bytes));
        Assert.Empty(PatternBytes.Read(PatternBytes.Write([])));
        Assert.Throws<InvalidDataException>(() => PatternBytes.Read(bytes.AsSpan(0, bytes.Length - 1)));
        Assert.Throws<InvalidDataException>(() => PatternBytes.Read([.. bytes, 0]));
        Assert.Throws<InvalidDataException>(() => PatternBytes.Read([200, 1]));
    }

    private static UnitCounts Counts(int slips, int comments) => new(PatternBytes.Write([new(0, 0x10, slips)]), null, comments);

    private static PatternCount[] Sum(IEnumerable<PatternCount> patterns) =>
    [
        .. patterns.GroupBy(pattern => (pattern.Group, pattern.Marks)).Select(same => new PatternCount(same.Key.Group, same.Key.Marks, same.Sum(pattern => pattern.Slips)))
            .OrderBy(pattern => pattern.Group).ThenBy(pattern => pattern.Marks),
    ];

    private static async Task<SealedRecord> ReplayAsync(MemoryJournal journal, RecordedVote vote)
    {
        var record = new SealedRecord();
        await foreach (var entry in journal.ReadAsync(RecordGrain.Ref(vote.Rules.Id).Stream, 0))
            foreach (var happened in RecordGrain.Read(entry))
                record.Evolve(happened);
        return record;
    }

    /// <summary>The digest as its documentation says, written again.</summary>
    private static string Digest(SealedRecord record, RecordTotals totals)
    {
        var content = new ArrayBufferWriter<byte>();
        void Number(long value, int bytes)
        {
            for (var shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
                content.Write([(byte)(value >> shift)]);
        }

        void Text(string text)
        {
            Number(Encoding.UTF8.GetByteCount(text), 4);
            content.Write(Encoding.UTF8.GetBytes(text));
        }

        for (var unit = 0; unit < record.Units.Count; unit++)
            foreach (var (kind, patterns) in ((int, PatternCount[]?)[])[(1, record.Patterns(unit)), (2, record.Uniform(unit))])
                foreach (var pattern in patterns ?? [])
                    foreach (var (value, bytes) in ((long, int)[])[(kind, 1), (unit, 2), (pattern.Group, 1), ((long)pattern.Marks, 8), (pattern.Slips, 4)])
                        Number(value, bytes);
        for (var unit = 0; unit < record.Units.Count; unit++)
        {
            foreach (var comment in record.Comments(unit))
            {
                foreach (var (value, bytes) in ((long, int)[])[(3, 1), (unit, 2), (comment.Group, 1), (comment.Count, 4)])
                    Number(value, bytes);
                Text(comment.Text);
            }
        }
        var hash = SHA256.HashData(content.WrittenSpan);
        content.Clear();
        content.Write(hash);
        foreach (var group in totals.Groups)
        {
            Number(4, 1);
            Text(group.Group);
            foreach (var count in (int[])[group.Issued, group.Voted, group.Unfinished ?? -1])
                Number(count, 4);
        }
        foreach (var raters in totals.Raters)
        {
            Number(5, 1);
            Number(raters, 4);
        }
        foreach (var (value, bytes) in ((long, int)[])[(6, 1), (totals.Ballots, 4), (totals.Slips, 8), (totals.Replaced, 8), (totals.LeftOut, 4)])
            Number(value, bytes);
        return Convert.ToHexString(SHA256.HashData(content.WrittenSpan)).ToLower(CultureInfo.InvariantCulture);
    }

    private static MailboxEngine Start(MemoryJournal journal) => new(journal, TimeProvider.System, NullLogger<MailboxEngine>.Instance);
}
