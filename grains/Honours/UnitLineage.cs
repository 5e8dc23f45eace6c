namespace Evaluation.Honours;

/// <summary>The units of a round, as far as they tell which unit continues which.</summary>
/// <param name="Id">The round's id.</param>
/// <param name="From">The first day of the evaluated period.</param>
/// <param name="To">Its last day.</param>
/// <param name="Units">The former codes of every unit, by its code.</param>
public sealed record RoundUnits(string Id, DateOnly From, DateOnly To, IReadOnlyDictionary<string, IReadOnlyList<string>> Units);

/// <summary>Finds a unit under its former codes, over all rounds. A merged unit continues several.</summary>
/// <remarks>
/// A former code means the unit until a later round uses the code again: then it means another unit. The same rule joins the results of a
/// unit over the rounds.
/// </remarks>
public sealed class UnitLineage
{
    private readonly RoundUnits[] _rounds;
    private readonly Dictionary<string, IReadOnlyList<RelatedUnit>> _former = new(StringComparer.Ordinal);

    /// <param name="rounds">The rounds in any order.</param>
    public UnitLineage(IEnumerable<RoundUnits> rounds) =>
        _rounds = [.. rounds.OrderBy(round => round.To).ThenBy(round => round.From).ThenBy(round => round.Id, StringComparer.Ordinal)];

    /// <summary>Whether any round has or had a unit with this code.</summary>
    public bool Knows(string unit) => _rounds.Any(round => round.Units.ContainsKey(unit)) || _rounds.Any(round => round.Units.Values.Any(former => former.Contains(unit)));

    /// <summary>The former codes of a unit and of all units that it continues.</summary>
    public IReadOnlyList<RelatedUnit> Former(string unit)
    {
        if (_former.TryGetValue(unit, out var known))
            return known;
        var (codes, found) = (new HashSet<string>(StringComparer.Ordinal) { unit }, new List<RelatedUnit>());
        for (var at = _rounds.Length - 1; at >= 0; at--)
        {
            var units = _rounds[at].Units;
            foreach (var code in codes.Where(units.ContainsKey).SelectMany(code => units[code]).Where(code => !codes.Contains(code)).Distinct().Order(StringComparer.Ordinal).ToList())
            {
                codes.Add(code);
                found.Add(new(code, _rounds.Skip(at + 1).FirstOrDefault(later => later.Units.ContainsKey(code))?.From));
            }
        }
        return _former[unit] = found;
    }

    /// <summary>
    /// All other codes of a unit that holds a title from this day: its former codes, and the codes of the units that continue it.
    /// </summary>
    public IReadOnlyList<RelatedUnit> Related(string unit, DateOnly from)
    {
        var later = _rounds.SelectMany(round => round.Units.Keys).Distinct().Where(code => code != unit)
            .Where(code => Former(code).Any(former => former.Code == unit && (former.Before is null || from < former.Before)));
        var former = Former(unit);
        return [.. former, .. later.Where(code => former.All(known => known.Code != code)).Order(StringComparer.Ordinal).Select(code => new RelatedUnit(code))];
    }
}
