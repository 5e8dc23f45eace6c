namespace Evaluation.Results.History;

/// <summary>A unit in one of the rounds.</summary>
/// <param name="At">The index of the round, oldest first.</param>
internal sealed record LineageEntry(int At, PublishedRound Round, PublishedUnit Unit);

/// <summary>Follows units back through the rounds by their codes and their former codes.</summary>
/// <param name="rounds">The rounds, oldest first.</param>
internal sealed class Lineage(IReadOnlyList<PublishedRound> rounds)
{
    /// <summary>
    /// The entries of a unit and of all its predecessors, from the round <paramref name="last"/> backwards, sorted oldest first. A former
    /// code applies only to rounds before the round that states it: if a later round uses the code again, it means another unit.
    /// </summary>
    public IReadOnlyList<LineageEntry> Of(string unit, int last)
    {
        var (codes, entries) = (new HashSet<string> { unit }, new List<LineageEntry>());
        for (var at = last; at >= 0; at--)
        {
            var found = codes.Order(StringComparer.Ordinal).Select(rounds[at].Find).OfType<PublishedUnit>().ToList();
            // Added in reverse, because the whole list is reversed below. The units of a round are then in the order of their codes.
            entries.AddRange(found.AsEnumerable().Reverse().Select(one => new LineageEntry(at, rounds[at], one)));
            codes.UnionWith(found.SelectMany(one => one.Formerly));
        }
        entries.Reverse();
        return entries;
    }

    /// <summary>
    /// The direct predecessors of an entry: the last earlier entry under its own code and under each former code, without those that are
    /// already predecessors of another one.
    /// </summary>
    public IReadOnlyList<LineageEntry> Before(LineageEntry entry)
    {
        var last = entry.Unit.Formerly.Prepend(entry.Unit.Code).Select(code => Last(code, entry.At - 1)).OfType<LineageEntry>().ToList();
        return [.. last.Where(one => !last.Exists(other => other != one && Of(other.Unit.Code, other.At).Contains(one)))];
    }

    private LineageEntry? Last(string code, int at)
    {
        for (; at >= 0; at--)
            if (rounds[at].Find(code) is { } unit)
                return new(at, rounds[at], unit);
        return null;
    }
}
