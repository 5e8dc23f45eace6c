namespace Evaluation.Results.History;

/// <summary>The changes of all units of a round since their previous rounds.</summary>
public static class UnitChanges
{
    /// <summary>
    /// The changes by the unit's code, as <see cref="UnitHistory"/> has them. A unit without a previous round is left out. A merged unit
    /// has one change for each unit that was merged into it.
    /// </summary>
    /// <param name="round">The round's id. A round that is not in the list has no changes.</param>
    /// <param name="rounds">Rounds with a public result, in any order.</param>
    public static IReadOnlyDictionary<string, IReadOnlyList<UnitChange>> Of(string round, IReadOnlyCollection<PublishedRound> rounds)
    {
        PublishedRound[] ordered = [.. rounds.OrderBy(known => known.Order).ThenBy(known => known.Id, StringComparer.Ordinal)];
        var at = Array.FindIndex(ordered, known => known.Id == round);
        if (at < 0)
            return new Dictionary<string, IReadOnlyList<UnitChange>>();
        var lineage = new Lineage(ordered);
        var changes = new Dictionary<string, IReadOnlyList<UnitChange>>(StringComparer.Ordinal);
        foreach (var unit in ordered[at].Units)
        {
            var entry = new LineageEntry(at, ordered[at], unit);
            UnitChange[] since = [.. lineage.Before(entry).Select(before => UnitChange.Of(entry, before))];
            if (since.Length > 0)
                changes.Add(unit.Code, since);
        }
        return changes;
    }
}
