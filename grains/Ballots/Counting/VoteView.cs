namespace Evaluation.Ballots.Counting;

/// <summary>Answers queries for a box's sums.</summary>
internal static class VoteView
{
    public static BoxVotes Of(BallotBox box, ViewVotes view)
    {
        if (box.Shape is not { } shape)
            return new(box.Version, box.Version, box.IsSealed, [.. (view.Units ?? []).Select(unit => new UnitSums(unit, VoteSums.None))]);
        var counter = SlipCounter.For(view.Scale, shape.Groups.Count, box.Tally.Slips);
        var ofClass = CountersByUnit(box, shape, view.Classes);
        var changed = (view.Units ?? Enumerable.Range(0, shape.Units.Count)).Where(unit => box.ChangedAt(unit) > view.Since).OrderBy(box.ChangedAt);
        var (counted, patterns, last) = (new List<UnitSums>(), 0, view.Since);
        foreach (var unit in changed)
        {
            // Units that one ballot changed have the same version and must be returned together.
            if (patterns >= Limits.PatternsPerView && box.ChangedAt(unit) > last)
                return new(box.Version, last, box.IsSealed, counted);
            last = box.ChangedAt(unit);
            patterns += box.Tally.Of(unit).Count;
            counted.Add(new(unit, (ofClass?[unit] ?? counter).Count(box.Tally.Of(unit))));
        }
        return new(box.Version, box.Version, box.IsSealed, counted);
    }

    private static SlipCounter?[]? CountersByUnit(BallotBox box, BoxShape shape, IReadOnlyList<ClassScale>? classes)
    {
        if (classes is null)
            return null;
        var counters = new SlipCounter?[shape.Units.Count];
        foreach (var scaled in classes)
        {
            var counter = SlipCounter.For(scaled.Scale, shape.Groups.Count, box.Tally.Slips);
            foreach (var unit in scaled.Units.Where(box.HasUnit))
                counters[unit] = counter;
        }
        return counters;
    }
}
