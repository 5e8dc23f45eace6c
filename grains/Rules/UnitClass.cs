using System.Text.Json;
using System.Text.Json.Serialization;
using Evaluation.Kernel.Reading;

namespace Evaluation.Rules;

/// <summary>Units that are ranked against each other, with the weight of every group in F5.</summary>
/// <param name="Weights">By the group's code. <see cref="PooledWeights"/> where all slips count alike (F32).</param>
/// <param name="Components">The shares of the total in this class (F28). Null for the round's.</param>
/// <param name="Points">
/// Points of criteria in this class, by the criterion's code (F28); 0 takes the criterion off the paper of the class. Null for the round's.
/// </param>
/// <param name="Ranked">False for units that are rated and not ranked (F28). Null for ranked.</param>
/// <param name="Parts">The weights of the parts of the vote, by the part's code (F31). Null for none.</param>
/// <param name="Note">A remark for readers of the results.</param>
public sealed record UnitClass(
    string Code,
    LocalText Label,
    [property: JsonConverter(typeof(WeightsConverter))] IReadOnlyDictionary<string, decimal> Weights,
    Components? Components = null,
    IReadOnlyDictionary<string, decimal>? Points = null,
    bool? Ranked = null,
    IReadOnlyDictionary<string, decimal>? Parts = null,
    LocalText? Note = null)
{
    /// <summary>Whether all slips count alike, whatever their group (F32).</summary>
    [JsonIgnore]
    public bool IsPooled => Weights is PooledWeights;

    /// <summary>Whether the units of the class have ranks (F28).</summary>
    [JsonIgnore]
    public bool IsRanked => Ranked ?? true;
}

/// <summary>The weights of a class in which all slips count alike (F32): <c>"pooled"</c> in JSON. It lists no group.</summary>
public sealed class PooledWeights : Dictionary<string, decimal>
{
    /// <summary>The word in JSON.</summary>
    public const string Word = "pooled";
}

/// <summary>Reads and writes the weights of a class: an object by group, or <c>"pooled"</c>.</summary>
[JsonSchema("""{"anyOf":[{"type":"object","additionalProperties":{"type":"number"}},{"type":"string","enum":["pooled"]}]}""")]
public sealed class WeightsConverter : JsonConverter<IReadOnlyDictionary<string, decimal>>
{
    public override IReadOnlyDictionary<string, decimal> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var element = document.RootElement;
        return element.ValueKind switch
        {
            JsonValueKind.String when element.ValueEquals(PooledWeights.Word) => new PooledWeights(),
            JsonValueKind.Object => element.EnumerateObject().ToDictionary(weight => weight.Name, weight => weight.Value.GetDecimal()),
            _ => throw new JsonException($"weights is an object or \"{PooledWeights.Word}\""),
        };
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, decimal> value, JsonSerializerOptions options)
    {
        if (value is PooledWeights)
        {
            writer.WriteStringValue(PooledWeights.Word);
            return;
        }
        writer.WriteStartObject();
        foreach (var (group, weight) in value)
            writer.WriteNumber(group, weight);
        writer.WriteEndObject();
    }
}
