using System.Text.Json;
using System.Text.Json.Serialization;
using Evaluation.Kernel.Reading;

namespace Evaluation.Rules;

/// <summary>
/// How a "don't know" mark counts (F3): not at all, or with a value. In JSON <c>"exclude"</c>, <c>"zero"</c> or <c>{"value": 60}</c>.
/// </summary>
/// <param name="Value">Null when such marks are not valid.</param>
[JsonConverter(typeof(DontKnowConverter))]
public sealed record DontKnow(decimal? Value)
{
    public static readonly DontKnow Exclude = new((decimal?)null);
    public static readonly DontKnow Zero = new(0m);
}

[JsonSchema("""{"anyOf":[{"type":"string","enum":["exclude","zero"]},{"type":"object","required":["value"],"properties":{"value":{"type":"number"}}}]}""")]
public sealed class DontKnowConverter : JsonConverter<DontKnow>
{
    public override DontKnow Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var element = document.RootElement;
        return element.ValueKind switch
        {
            JsonValueKind.String when element.ValueEquals("exclude") => DontKnow.Exclude,
            JsonValueKind.String when element.ValueEquals("zero") => DontKnow.Zero,
            JsonValueKind.Object when element.TryGetProperty("value", out var value) => new DontKnow(value.GetDecimal()),
            _ => throw new JsonException("dontKnow is \"exclude\", \"zero\" or {\"value\": number}"),
        };
    }

    public override void Write(Utf8JsonWriter writer, DontKnow value, JsonSerializerOptions options)
    {
        switch (value.Value)
        {
            case null: writer.WriteStringValue("exclude"); break;
            case 0m: writer.WriteStringValue("zero"); break;
            case { } number:
                writer.WriteStartObject();
                writer.WriteNumber("value", number);
                writer.WriteEndObject();
                break;
        }
    }
}
