using Evaluation.Rules;
using Evaluation.Scoring;

namespace Evaluation.Results.History;

/// <summary>A unit's results over the rounds, oldest first, matched by code: by its own and by those that it, or what was merged into it, had before.</summary>
/// <param name="Successors">Codes under which later rounds go on from this unit.</param>
public sealed record UnitHistory(string Unit, IReadOnlyList<string> Successors, IReadOnlyList<UnitInRound> Rounds)
{
    /// <summary>Null for a unit that is in none of the rounds.</summary>
    /// <param name="unit">The code that is asked for; rounds after the unit was renamed are found under the new one.</param>
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

/// <summary>What one round says of a unit.</summary>
/// <param name="Version">Of the result: the newest.</param>
/// <param name="Unit">The unit's code in this round.</param>
/// <param name="Rank">In its class, of <paramref name="UnitsInClass"/>.</param>
/// <param name="Changes">Against the round before in which the unit was evaluated; for a merged unit against those of each that was merged.</param>
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
    IReadOnlyList<UnitChange> Changes)
{
    internal static UnitInRound Of(LineageEntry entry, IEnumerable<LineageEntry> before)
    {
        var (round, unit) = (entry.Round, entry.Unit);
        return new(
            round.Id, round.Title, round.Period, round.PublishedAt, round.Version, unit.Code, unit.Label, unit.Class, unit.Rank, unit.UnitCount, unit.Grade, unit.Total,
            unit.StandardError, unit.Positive, unit.Top, unit.Slips, [.. before.Select(earlier => UnitChange.Of(entry, earlier))]);
    }
}

/// <summary>How a unit's figures changed since an earlier round.</summary>
/// <param name="Round">The earlier round.</param>
/// <param name="Unit">The code that the unit, or one that was merged into it, had there.</param>
/// <param name="Comparable">Whether both rounds measured alike. If not, there is no change to speak of, and its figures are null.</param>
/// <param name="Differences">In what they did not: words of <see cref="Yardstick.Differences"/>.</param>
public sealed record UnitChange(string Round, string Unit, bool Comparable, IReadOnlyList<string> Differences, Change? Total, Change? Positive, Change? Top)
{
    internal static UnitChange Of(LineageEntry after, LineageEntry before)
    {
        var differences = Yardstick.Differences(before.Round.Yardstick, before.Unit.Class, after.Round.Yardstick, after.Unit.Class);
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
