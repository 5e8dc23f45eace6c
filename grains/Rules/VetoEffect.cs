using System.Text.Json;
using System.Text.Json.Serialization;
using Evaluation.Kernel.Reading;

namespace Evaluation.Rules;

/// <summary>
/// The effect of a veto (F18): <c>"ineligible"</c> for the first grade, ranked <c>"last"</c> in the class, or limited to a grade
/// (<c>{"cap": "pass"}</c>).
/// </summary>
/// <param name="Kind"><c>ineligible</c>, <c>last</c> or <c>cap</c>.</param>
/// <param name="Cap">The best grade that is still possible; only with <c>cap</c>.</param>
[JsonConverter(typeof(VetoEffectConverter))]
public sealed record VetoEffect(string Kind, string? Cap = null)
{
    public static readonly VetoEffect Ineligible = new("ineligible");
    public static readonly VetoEffect Last = new("last");

    public static VetoEffect CapAt(string grade) => new("cap", grade);
}

[JsonSchema("""{"anyOf":[{"type":"string","enum":["ineligible","last"]},{"type":"object","required":["cap"],"properties":{"cap":{"type":"string"}}}]}""")]
public sealed class VetoEffectConverter : JsonConverter<VetoEffect>
{
    public override VetoEffect Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var element = document.RootElement;
        return element.ValueKind switch
        {
            JsonValueKind.String when element.ValueEquals("ineligible") => VetoEffect.Ineligible,
            JsonValueKind.String when element.ValueEquals("last") => VetoEffect.Last,
            JsonValueKind.Object when element.TryGetProperty("cap", out var cap) && cap.GetString() is { } grade => VetoEffect.CapAt(grade),
            _ => throw new JsonException("effect is \"ineligible\", \"last\" or {\"cap\": grade}"),
        };
    }

    public override void Write(Utf8JsonWriter writer, VetoEffect value, JsonSerializerOptions options)
    {
        if (value.Cap is null)
        {
            writer.WriteStringValue(value.Kind);
            return;
        }
        writer.WriteStartObject();
        writer.WriteString("cap", value.Cap);
        writer.WriteEndObject();
    }
}
