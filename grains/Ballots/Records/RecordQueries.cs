using Evaluation.Ballots.Counting;
using Evaluation.Runtime;

namespace Evaluation.Ballots.Records;

/// <summary>How far the record is, and its digest and totals once it is complete.</summary>
public sealed record ViewRecord : IQuery<SealedRecord, RecordProgress>
{
    public Outcome<RecordProgress> Answer(SealedRecord state) => state.Progress;
}

/// <summary>A query to a complete record. Refused with <see cref="RefusalCode.WrongState"/> before.</summary>
public abstract record RecordQuery<TAnswer> : IQuery<SealedRecord, TAnswer>
    where TAnswer : class
{
    public Outcome<TAnswer> Answer(SealedRecord state) => state.Head is { } head ? Read(state, head) : RecordDecider.NotComplete;

    private protected abstract Outcome<TAnswer> Read(SealedRecord record, RecordHead head);
}

/// <summary>The slips of one unit as a multiset, as <see cref="ViewPatterns"/> of all boxes together.</summary>
/// <param name="Unit">The unit's index in the rules. Refused with <see cref="RefusalCode.NoSuchUnit"/>.</param>
public sealed record ViewRecordedPatterns(int Unit) : RecordQuery<UnitPatterns>
{
    private protected override Outcome<UnitPatterns> Read(SealedRecord record, RecordHead head) =>
        Unit < 0 || Unit >= record.Units.Count ? BoxDecider.NoSuchUnit : new UnitPatterns(record.Patterns(Unit), record.Uniform(Unit));
}

/// <summary>The comments on one unit, as <see cref="ViewComments"/> of all boxes together.</summary>
/// <param name="Unit">The unit's index in the rules. Refused with <see cref="RefusalCode.NoSuchUnit"/>.</param>
public sealed record ViewRecordedComments(int Unit) : RecordQuery<UnitComments>
{
    private protected override Outcome<UnitComments> Read(SealedRecord record, RecordHead head) =>
        Unit < 0 || Unit >= record.Units.Count
            ? BoxDecider.NoSuchUnit
            : new UnitComments([.. record.Comments(Unit).SelectMany(comment => Enumerable.Repeat(new SlipComment(comment.Group, comment.Text), comment.Count))]);
}

/// <summary>The number of issued credentials and of voters by group, as <see cref="ViewTurnout"/> of all boxes together.</summary>
public sealed record ViewRecordedTurnout : RecordQuery<BoxTurnout>
{
    private protected override Outcome<BoxTurnout> Read(SealedRecord record, RecordHead head)
    {
        var groups = record.Units.Count == 0 ? 0 : head.Totals.Raters.Count / record.Units.Count;
        var slips = from unit in Enumerable.Range(0, record.Units.Count) from @group in Enumerable.Range(0, groups) select record.SlipsOf(unit, @group);
        return new BoxTurnout(record.Version, head.Totals.Groups, [.. slips], head.Totals.Raters);
    }
}

/// <summary>
/// The sums of some units. The answer has at least the first of them, and no more than fit into one turn: the reader asks again for the
/// others.
/// </summary>
/// <param name="Scale">The whole numbers in which the round's slips are scored.</param>
/// <param name="Units">Indexes of the units. Refused with <see cref="RefusalCode.NoSuchUnit"/>.</param>
/// <param name="Classes">The scales of units whose class has points of its own, instead of <paramref name="Scale"/>; null for none.</param>
public sealed record ViewRecordedVotes(SlipScale Scale, IReadOnlyList<int> Units, IReadOnlyList<ClassScale>? Classes = null) : RecordQuery<RecordedVotes>
{
    private protected override Outcome<RecordedVotes> Read(SealedRecord record, RecordHead head)
    {
        if (Units.Any(unit => unit < 0 || unit >= record.Units.Count))
            return BoxDecider.NoSuchUnit;
        var (counted, patterns) = (new List<UnitSums>(), 0);
        var counters = new Dictionary<SlipScale, SlipCounter>(ReferenceEqualityComparer.Instance);
        foreach (var unit in Units)
        {
            if (patterns >= Limits.PatternsPerView)
                break;
            var scale = Classes?.FirstOrDefault(scaled => scaled.Units.Contains(unit))?.Scale ?? Scale;
            if (!counters.TryGetValue(scale, out var counter))
                counters[scale] = counter = SlipCounter.For(scale, Limits.Groups, record.Slips);
            var slips = record.Patterns(unit).ToDictionary(pattern => new SlipPattern((ushort)unit, pattern.Group, pattern.Marks), pattern => pattern.Slips);
            patterns += slips.Count;
            counted.Add(new(unit, counter.Count(slips)));
        }
        return new RecordedVotes(counted);
    }
}

/// <param name="Units">The sums of the first of the units that were asked for.</param>
public sealed record RecordedVotes(IReadOnlyList<UnitSums> Units);
