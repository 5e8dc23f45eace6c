namespace Evaluation.Results.History;

/// <summary>A unit in one of the rounds.</summary>
/// <param name="At">The round's place, oldest first.</param>
internal sealed record LineageEntry(int At, PublishedRound Round, PublishedUnit Unit);

/// <summary>Who was who: follows units back through rounds by their codes and by what later rounds say that they were called before.</summary>
/// <param name="rounds">Oldest first.</param>
internal sealed class Lineage(IReadOnlyList<PublishedRound> rounds)
{
    /// <summary>
    /// A unit with all that it goes back to, from a round on backwards; oldest first. What a unit was called before counts for rounds before that
    /// which says so: a code that was given anew later is somebody else's.
    /// </summary>
    public IReadOnlyList<LineageEntry> Of(string unit, int last)
    {
        var (codes, entries) = (new HashSet<string> { unit }, new List<LineageEntry>());
        for (var at = last; at >= 0; at--)
        {
            var found = codes.Order(StringComparer.Ordinal).Select(rounds[at].Find).OfType<PublishedUnit>().ToList();
            // Read backwards here, so that in the end every round's units stand in the order of their codes.
            entries.AddRange(found.AsEnumerable().Reverse().Select(one => new LineageEntry(at, rounds[at], one)));
            codes.UnionWith(found.SelectMany(one => one.Formerly));
        }
        entries.Reverse();
        return entries;
    }

    /// <summary>The entries that an entry goes on from: the last before it under its own code, and the last of each former one that is not behind another of them already.</summary>
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
