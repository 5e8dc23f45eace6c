using System.Collections.Frozen;
using System.Text.Json.Serialization;

namespace Evaluation.Rules;

/// <summary>An entry of the catalogue of bonuses and deductions (F26). An adjustment names it; its points are not typed.</summary>
/// <param name="Points">The points of the entry. Null where the entry has levels.</param>
/// <param name="Levels">The points by level. Null for an entry without levels.</param>
/// <param name="Cap">The most that the entry may count for a unit. Null for no limit.</param>
/// <param name="Same">How several adjustments of the entry count together. Null for the sum.</param>
/// <param name="Criterion">The assessed criterion from whose points the deductions are taken. Null for the total.</param>
/// <param name="LevelLabels">The names of levels. A level without one has its usual name, if it has any.</param>
public sealed record CatalogueEntry(
    string Code,
    EntryKind Kind,
    LocalText? Label = null,
    decimal? Points = null,
    IReadOnlyDictionary<string, decimal>? Levels = null,
    decimal? Cap = null,
    SameEntry? Same = null,
    string? Criterion = null,
    IReadOnlyDictionary<string, LocalText>? LevelLabels = null)
{
    private static readonly FrozenDictionary<string, LocalText> UsualLevels = new Dictionary<string, LocalText>
    {
        ["nation"] = new("国家级", "national"),
        ["province"] = new("省级", "provincial"),
        ["city"] = new("市级", "municipal"),
        ["county"] = new("县级", "county"),
        ["district"] = new("区级", "district"),
        ["town"] = new("镇级", "town"),
        ["major"] = new("重大", "major"),
        ["serious"] = new("较大", "serious"),
        ["ordinary"] = new("一般", "ordinary"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The name of a level: its own, or the usual one of its code; null where it has neither.</summary>
    public LocalText? LabelOf(string level) => LevelLabels?.GetValueOrDefault(level) ?? UsualLevels.GetValueOrDefault(level);


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
