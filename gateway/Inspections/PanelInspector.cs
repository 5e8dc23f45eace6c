using System.Text.Json;
using System.Text.Json.Serialization;
using Evaluation.Kernel.Reading;

namespace Evaluation.Gateway.Inspections;

/// <summary>An inspector of a panel: in JSON the name, or <c>{"name":"li","weight":50}</c>.</summary>
/// <param name="Name">The account.</param>
/// <param name="Weight">Above 0; null where all inspectors count alike.</param>
[JsonConverter(typeof(PanelInspectorConverter))]
public readonly record struct PanelInspector(string Name, decimal? Weight = null)
{
    private const decimal WeightMax = 1_000_000;
    private static readonly string Weights = $"a number above 0, at most {WeightMax}";

    internal static PanelInspector Read(JsonCursor at)
    {
        if (at.IsText || !at.IsObject)
            return new(at.Text(Limits.LabelCharacters));
        var fields = at.Object("name", "weight");
        var (name, weight) = (fields.Required("name").Text(Limits.LabelCharacters), fields.Required("weight"));
        var number = weight.Number(standIn: 1, Weights);
        if (number is <= 0 or > WeightMax)
            weight.Expected(Weights);
        return new(name, number);
    }
}

/// <summary>Writes an inspector without a weight as a name.</summary>
[JsonSchema("""{"anyOf":[{"type":"string"},{"type":"object","required":["name","weight"],"properties":{"name":{"type":"string"},"weight":{"type":"number"}}}]}""")]
public sealed class PanelInspectorConverter : JsonConverter<PanelInspector>
{
    public override PanelInspector Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
            return new(reader.GetString()!);
        using var read = JsonDocument.ParseValue(ref reader);
        return read.RootElement.ValueKind == JsonValueKind.Object && read.RootElement.TryGetProperty("name", out var name) && read.RootElement.TryGetProperty("weight", out var weight)
            ? new(name.GetString()!, weight.GetDecimal())
            : throw new JsonException();
    }

    public override void Write(Utf8JsonWriter writer, PanelInspector value, JsonSerializerOptions options)
    {
        if (value.Weight is not { } weight)
        {
            writer.WriteStringValue(value.Name);
            return;
        }
        writer.WriteStartObject();
        writer.WriteString("name", value.Name);
        writer.WriteNumber("weight", weight);
        writer.WriteEndObject();
    }
}
