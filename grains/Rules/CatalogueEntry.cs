using System.Text.Json.Serialization;

namespace Evaluation.Rules;

/// <summary>An entry of the catalogue of bonuses and deductions (F26). An adjustment names it; its points are not typed.</summary>
/// <param name="Points">The points of the entry. Null where the entry has levels.</param>
/// <param name="Levels">The points by level. Null for an entry without levels.</param>
/// <param name="Cap">The most that the entry may count for a unit. Null for no limit.</param>
/// <param name="Same">How several adjustments of the entry count together. Null for the sum.</param>
/// <param name="Criterion">The assessed criterion from whose points the deductions are taken. Null for the total.</param>
public sealed record CatalogueEntry(
    string Code,
    EntryKind Kind,
    LocalText? Label = null,
    decimal? Points = null,
    IReadOnlyDictionary<string, decimal>? Levels = null,
    decimal? Cap = null,
    SameEntry? Same = null,
    string? Criterion = null)
{
    /// <summary>The points of an adjustment of the entry; null where the entry has no such level.</summary>
    /// <param name="level">Null for an entry without levels.</param>
    public decimal? PointsAt(string? level) => (Levels, level) switch
    {
        (null, null) => Points,
        ({ } levels, { } named) => levels.TryGetValue(named, out var points) ? points : null,
        _ => null,
    };
}

/// <summary>What an entry of the catalogue does to a unit.</summary>
[JsonConverter(typeof(CamelCaseEnum<EntryKind>))]
public enum EntryKind { Bonus, Deduction }

/// <summary>How several adjustments of one entry count together.</summary>
[JsonConverter(typeof(CamelCaseEnum<SameEntry>))]
public enum SameEntry { Sum, Highest }
