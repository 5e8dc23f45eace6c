using System.Text.Json.Serialization;

namespace Evaluation.Assessment;

/// <summary>A figure that an inspector has verified (F23), from which points follow. Its numbers are written as texts.</summary>
/// <param name="Value">The figure; a share is a fraction of 1.</param>
/// <param name="Target">What was planned, above 0. Null where the rules need none.</param>
public sealed record SheetFigure(
    [property: JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)] decimal Value,
    [property: JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    decimal? Target = null)
{
    /// <summary>A figure, or "not applicable", as JSON Schema.</summary>
    public const string OrNotApplicable =
        """{"anyOf":[{"type":"object","required":["value"],"properties":{"value":{"type":"string"},"target":{"type":"string"}}},{"type":"string","enum":["na"]}]}""";

    /// <summary>The same without zeros at the end of the decimals.</summary>
    public SheetFigure ToPlain() => new(PlainOf(Value), Target is { } target ? PlainOf(target) : null);

    private static decimal PlainOf(decimal number) => number / 1.0000000000000000000000000000m;
}
