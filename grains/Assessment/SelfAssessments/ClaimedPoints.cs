using System.Text.Json;
using System.Text.Json.Serialization;
using Evaluation.Kernel.Reading;

namespace Evaluation.Assessment.SelfAssessments;

/// <summary>What a unit claims for a criterion: points, or "not applicable". In JSON a number or <c>"na"</c>.</summary>
/// <param name="Points">Null for "not applicable".</param>
[JsonConverter(typeof(ClaimedPointsConverter))]
public readonly record struct ClaimedPoints(decimal? Points)
{
    public const string NotApplicable = "na";

    /// <summary>What is written, as JSON Schema.</summary>
    public const string Schema = """{"anyOf":[{"type":"number"},{"type":"string","enum":["na"]}]}""";

    public bool IsNotApplicable => Points is null;
}

/// <summary>Writes points as a number and "not applicable" as <c>"na"</c>.</summary>
[JsonSchema(ClaimedPoints.Schema)]
public sealed class ClaimedPointsConverter : JsonConverter<ClaimedPoints>
{
    public override ClaimedPoints Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Number => new(reader.GetDecimal()),
        JsonTokenType.String when reader.ValueTextEquals(ClaimedPoints.NotApplicable) => new(null),
        _ => throw new JsonException(),
    };

    public override void Write(Utf8JsonWriter writer, ClaimedPoints value, JsonSerializerOptions options)
    {
        if (value.Points is { } points)
            writer.WriteNumberValue(points);
        else
            writer.WriteStringValue(ClaimedPoints.NotApplicable);
    }
}
