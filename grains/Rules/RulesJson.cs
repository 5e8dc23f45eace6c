using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Evaluation.Rules;

/// <summary>
/// Rules as JSON, for the API and the journal: camelCase, null members left out, Chinese characters unescaped. Reads only rules that were
/// checked before they were written; unknown members, written by a later version, are ignored.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RoundRules))]
public sealed partial class RulesJson : JsonSerializerContext
{
    // Created at first use, because it needs the static fields of the generated part.
    private static RulesJson Literal =>
        field ??= new(new JsonSerializerOptions(Default.GeneratedSerializerOptions!) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>UTF-8, without line breaks.</summary>
    public static byte[] Write(RoundRules rules) => JsonSerializer.SerializeToUtf8Bytes(rules, Literal.RoundRules);

    /// <summary>Reads what <see cref="Write"/> wrote, in this version or an older one.</summary>
    /// <exception cref="JsonException">The JSON is not a definition: the journal is damaged.</exception>
    public static RoundRules Read(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, Literal.RoundRules) ?? throw new JsonException("null is not a definition of a round");
}
