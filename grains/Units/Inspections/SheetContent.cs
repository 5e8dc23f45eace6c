using System.Text.Json;
using System.Text.Json.Serialization;
using Evaluation.Assessment;

namespace Evaluation.Units.Inspections;

/// <summary>What an inspector enters in a sheet.</summary>
/// <param name="Points">Points by the code of an assessed criterion; null for "not applicable". A criterion may be missing until
/// filing.</param>
/// <param name="Notes">Notes by the code of a criterion; null for none.</param>
/// <param name="Note">A note on the whole sheet.</param>
/// <param name="VisitedAt">When the unit was visited.</param>
/// <param name="Document">A document that the sheet rests on.</param>
/// <param name="Evidence">Ids of evidence; null for none.</param>
/// <param name="Figures">Figures by the code of a criterion whose points follow from one (F23); null for "not applicable".</param>
public sealed record SheetContent(
    IReadOnlyDictionary<string, decimal?> Points,
    IReadOnlyDictionary<string, string>? Notes = null,
    string? Note = null,
    DateTimeOffset? VisitedAt = null,
    string? Document = null,
    IReadOnlyList<string>? Evidence = null,
    IReadOnlyDictionary<string, SheetFigure?>? Figures = null)
{
    /// <summary>Whether both say the same. The order of their entries does not count.</summary>
    public bool IsSameAs(SheetContent other) => Canonical().AsSpan().SequenceEqual(other.Canonical());

    /// <summary>The content as JSON with sorted criteria.</summary>
    internal byte[] Canonical() => JsonSerializer.SerializeToUtf8Bytes(
        this with { Points = Sorted(Points), Notes = Notes is null ? null : Sorted(Notes), Figures = Figures is null ? null : Sorted(Figures) }, SheetJson.Default.SheetContent);

    private static SortedDictionary<string, TValue> Sorted<TValue>(IReadOnlyDictionary<string, TValue> values) =>
        new(values.ToDictionary(value => value.Key, value => value.Value), StringComparer.Ordinal);
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SheetContent))]
internal sealed partial class SheetJson : JsonSerializerContext;
