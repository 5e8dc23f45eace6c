using System.Collections.Immutable;
using Evaluation.Rules;

namespace Evaluation.Results.History;

/// <summary>Finds the units of a round that were in the tail of an earlier round, under their own or a former code.</summary>
internal static class TailLineage
{
    /// <summary>By the code of a unit, the code of the unit on the list; the first in ordinal order where several were merged.</summary>
    /// <param name="units">The units of the round. A former code applies to all rounds given.</param>
    /// <param name="rounds">The earlier round, then the rounds since, oldest first: their former codes are followed.</param>
    /// <param name="listed">The codes of the units on the list of the earlier round.</param>
    public static ImmutableSortedDictionary<string, string> Of(IReadOnlyList<Unit> units, IReadOnlyList<PublishedRound> rounds, IReadOnlySet<string> listed)
    {
        var lineage = new Lineage(rounds);
        var found = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var unit in units)
        {
            var before = (unit.Formerly ?? []).Prepend(unit.Code).SelectMany(code => lineage.Of(code, rounds.Count - 1));
            if (before.Where(entry => entry.At == 0 && listed.Contains(entry.Unit.Code)).Select(entry => entry.Unit.Code).Order(StringComparer.Ordinal).FirstOrDefault() is { } there)
                found[unit.Code] = there;
        }
        return found.ToImmutable();
    }
}
