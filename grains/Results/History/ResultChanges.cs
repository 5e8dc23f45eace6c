namespace Evaluation.Results.History;

/// <summary>How a result differs from the previous rounds of its units, as far as the rules are comparable.</summary>
/// <param name="Units">
/// Units with exactly one predecessor and a total in both rounds, those that changed most first; of equal changes in the order of codes.
/// </param>
public sealed record ResultChanges(IReadOnlyList<ChangedUnit> Units)
{
    /// <summary>The units whose grade is another one, in the same order.</summary>
    public IEnumerable<ChangedUnit> Regraded => Units.Where(unit => unit is { GradeBefore: not null, GradeAfter: not null } && unit.GradeBefore != unit.GradeAfter);

    /// <param name="round">The id of a round in the list.</param>
    /// <param name="rounds">Rounds with a result, in any order.</param>
    public static ResultChanges Of(string round, IReadOnlyCollection<PublishedRound> rounds)
    {
        var now = rounds.FirstOrDefault(known => known.Id == round);
        var changed = from unit in UnitChanges.Of(round, rounds)
                      where unit.Value is [{ Comparable: true, Total: not null }]
                      let change = unit.Value[0]
                      let before = rounds.First(known => known.Id == change.Round).Find(change.Unit)
                      orderby Math.Abs(change.Total!.Difference) descending, unit.Key
                      select new ChangedUnit(unit.Key, change, before?.Grade, now?.Find(unit.Key)?.Grade);
        return new([.. changed]);
    }
}

/// <summary>A unit with its change since the previous round.</summary>
/// <param name="GradeBefore">The code of its grade there; null for none.</param>
/// <param name="GradeAfter">The code of its grade in the result.</param>
public sealed record ChangedUnit(string Unit, UnitChange Change, string? GradeBefore, string? GradeAfter);
