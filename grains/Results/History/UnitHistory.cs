using System.Text.Json.Serialization;
using Evaluation.Rules;
using Evaluation.Scoring;

namespace Evaluation.Results.History;

/// <summary>
/// The results of a unit over the rounds, oldest first. Rounds are matched by the unit's code, its former codes, and the codes of units
/// merged into it.
/// </summary>
/// <param name="Successors">Codes of units in later rounds that continue this unit.</param>
public sealed record UnitHistory(string Unit, IReadOnlyList<string> Successors, IReadOnlyList<UnitInRound> Rounds)
{
    /// <summary>Builds the history; null for a unit that is in none of the rounds.</summary>
    /// <param name="unit">The requested code. Rounds after the unit was renamed are found under the new code.</param>
    /// <param name="rounds">Rounds with a public result, in any order.</param>
    public static UnitHistory? Of(string unit, IReadOnlyCollection<PublishedRound> rounds)
    {
        PublishedRound[] ordered = [.. rounds.OrderBy(round => round.Order).ThenBy(round => round.Id, StringComparer.Ordinal)];
        var lineage = new Lineage(ordered);
        var entries = lineage.Of(unit, ordered.Length - 1);
        if (entries.Count == 0)
            return null;
        var successors = ordered.SelectMany(round => round.Units).Where(other => other.Formerly.Contains(unit)).Select(other => other.Code).Distinct();
        return new(unit, [.. successors.Order(StringComparer.Ordinal)], [.. entries.Select(entry => UnitInRound.Of(entry, lineage.Before(entry)))]);
    }
}

/// <summary>The result of a unit in one round.</summary>
/// <param name="Version">The newest version of the result.</param>
/// <param name="Unit">The unit's code in this round.</param>
/// <param name="Rank">Its rank in its class, of <paramref name="UnitsInClass"/>.</param>
/// <param name="Changes">
/// Changes since the previous round of the unit; for a merged unit, since the previous round of each merged unit.
/// </param>
/// <param name="Interval">The 95 % interval of the total; null where the total has none.</param>
public sealed record UnitInRound(
    string Round,
    LocalText Title,
    Period? Period,
    DateTimeOffset PublishedAt,
    int Version,
    string Unit,
    LocalText Label,
    string Class,
    int? Rank,
    int UnitsInClass,
    string? Grade,
    decimal? Total,
    decimal? StandardError,
    Share? Positive,
    Share? Top,
    int Slips,
    IReadOnlyList<UnitChange> Changes,
    [property: JsonIgnore] (decimal Low, decimal High)? Interval = null)
{
    internal static UnitInRound Of(LineageEntry entry, IEnumerable<LineageEntry> before)
    {
        var (round, unit) = (entry.Round, entry.Unit);
        return new(
            round.Id, round.Title, round.Period, round.PublishedAt, round.Version, unit.Code, unit.Label, unit.Class, unit.Rank, unit.UnitCount, unit.Grade, unit.Total,
            unit.StandardError, unit.Positive, unit.Top, unit.Slips, [.. before.Select(earlier => UnitChange.Of(entry, earlier))], unit.Interval);
    }
}

/// <summary>The change of a unit's figures since an earlier round.</summary>
/// <param name="Round">The earlier round.</param>
/// <param name="Unit">The code of the unit in that round, or of a unit that was merged into it.</param>
/// <param name="Comparable">Whether both rounds used comparable rules. If not, the changes are null.</param>
/// <param name="Differences">The rules that differ: words of <see cref="ComparabilityCheck.Differences"/>.</param>
public sealed record UnitChange(string Round, string Unit, bool Comparable, IReadOnlyList<string> Differences, Change? Total, Change? Positive, Change? Top)
{
    internal static UnitChange Of(LineageEntry after, LineageEntry before)
    {
        var differences = ComparabilityCheck.Differences(before.Round.Comparability, before.Unit.Class, after.Round.Comparability, after.Unit.Class);
        if (differences.Count > 0)
            return new(before.Round.Id, before.Unit.Code, false, differences, null, null, null);
        var decimals = Math.Max(after.Round.Decimals, before.Round.Decimals);
        return new(
            before.Round.Id,
            before.Unit.Code,
            true,
            [],
            Change.OfTotals(after.Unit.Total, after.Unit.StandardError, before.Unit.Total, before.Unit.StandardError, decimals),
            Change.OfShares(after.Unit.Positive, before.Unit.Positive),
            Change.OfShares(after.Unit.Top, before.Unit.Top));
    }
}
