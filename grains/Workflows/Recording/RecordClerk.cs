using Evaluation.Ballots;
using Evaluation.Ballots.Records;
using Evaluation.Runtime;

namespace Evaluation.Workflows.Recording;

/// <summary>Writes the sealed record of a round from its sealed boxes.</summary>
/// <remarks>
/// Units are read a few at a time, so memory holds the slips of these. The record says how far it is; so every call continues where an
/// earlier one was interrupted, and two clerks at the same time do no harm: sealed boxes never change, and both send the same.
/// </remarks>
internal sealed class RecordClerk(IEngine engine)
{
    /// <summary>The complete record.</summary>
    /// <param name="units">The number of units of the round.</param>
    public async ValueTask<Outcome<RecordHead>> RecordAsync(string round, int boxes, int units)
    {
        var record = RecordGrain.Ref(round);
        var all = Enumerable.Range(0, boxes).Select(box => BoxGrain.Ref(round, box)).ToArray();
        var progress = await engine.SendAsync(record, new ViewRecord());
        var commented = new List<int>();
        for (var from = 0; from < units; from += Limits.UnitsRecordedAtOnce)
        {
            if (progress.IsRefused(out var refusal))
                return refusal;
            if (progress.Answer.Head is { } head)
                return head;
            var read = await FanOut.SendAsync(all, box => engine.SendAsync(box, new ViewSealedUnits(from, Limits.UnitsRecordedAtOnce)));
            if (read.IsRefused(out refusal))
                return refusal;
            var sums = Add(read.Answer);
            commented.AddRange(sums.Index().Where(unit => unit.Item.Comments > 0).Select(unit => from + unit.Index));
            if (from + sums.Length > progress.Answer.Units)
                progress = await engine.SendAsync(record, new RecordUnits(from, sums));
        }
        foreach (var unit in commented)
        {
            if (progress.IsRefused(out var refusal))
                return refusal;
            progress = await RecordCommentsAsync(record, all, unit, progress.Answer);
        }
        return progress.IsRefused(out var failed) ? failed : await CompleteAsync(record, all, units);
    }

    private async ValueTask<Outcome<RecordProgress>> RecordCommentsAsync(GrainRef<SealedRecord> record, GrainRef<BallotBox>[] boxes, int unit, RecordProgress progress)
    {
        if (unit < progress.CommentedUnit)
            return progress;
        var read = await FanOut.SendAsync(boxes, box => engine.SendAsync(box, new ViewComments(unit)));
        if (read.IsRefused(out var refusal))
            return refusal;
        CommentCount[] comments =
        [
            .. read.Answer.SelectMany(box => box.Comments).GroupBy(comment => comment).OrderBy(same => same.Key.Group).ThenBy(same => same.Key.Text, StringComparer.Ordinal)
                .Select(same => new CommentCount(same.Key.Group, same.Key.Text, same.Count())),
        ];
        var done = unit == progress.CommentedUnit ? progress.CommentsOfUnit : 0;
        Outcome<RecordProgress> recorded = progress;
        foreach (var some in comments.Skip(done).Chunk(Limits.CommentsRecordedAtOnce))
        {
            recorded = await engine.SendAsync(record, new RecordComments(unit, done, some));
            if (recorded.IsRefused(out _))
                return recorded;
            done += some.Length;
        }
        return recorded;
    }

    private async ValueTask<Outcome<RecordHead>> CompleteAsync(GrainRef<SealedRecord> record, GrainRef<BallotBox>[] boxes, int units)
    {
        var read = await FanOut.SendAsync(boxes, box => engine.SendAsync(box, new ViewSealedTotals()));
        if (read.IsRefused(out var refusal))
            return refusal;
        var completed = await engine.SendAsync(record, new CompleteRecord(units, Add(read.Answer)));
        return completed.IsRefused(out refusal) ? refusal : completed.Answer.Head ?? (Outcome<RecordHead>)Refusal.Busy;
    }

    private static UnitCounts[] Add(SealedUnits[] boxes) =>
    [
        .. Enumerable.Range(0, boxes[0].Units.Count).Select(unit =>
        {
            var (slips, uniform) = (new PatternSum(), new PatternSum());
            foreach (var counts in boxes.Select(box => box.Units[unit]))
            {
                slips.Add(counts.Slips);
                if (counts.Uniform is not null)
                    uniform.Add(counts.Uniform);
            }
            return new UnitCounts(slips.ToBytes(), boxes[0].Units[unit].Uniform is null ? null : uniform.ToBytes(), boxes.Sum(box => box.Units[unit].Comments));
        }),
    ];

    private static RecordTotals Add(RecordTotals[] boxes)
    {
        var raters = new int[boxes.Max(box => box.Raters.Count)];
        foreach (var box in boxes)
            for (var cell = 0; cell < box.Raters.Count; cell++)
                raters[cell] = checked(raters[cell] + box.Raters[cell]);
        return new(
            [
                .. boxes.SelectMany(box => box.Groups).GroupBy(group => group.Group).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => new GroupParticipation(
                    group.Key, group.Sum(box => box.Issued), group.Sum(box => box.Voted), group.Any(box => box.Unfinished is not null) ? group.Sum(box => box.Unfinished ?? 0) : null,
                    Sum(group, box => box.Activated), Sum(group, box => box.Replaced))),
            ],
            raters, boxes.Sum(box => box.Ballots), boxes.Sum(box => box.Slips), boxes.Sum(box => box.Replaced), boxes.Sum(box => box.LeftOut));
    }

    private static int? Sum(IEnumerable<GroupParticipation> boxes, Func<GroupParticipation, int?> count) => boxes.Sum(box => count(box) ?? 0) is var sum and > 0 ? sum : null;
}
