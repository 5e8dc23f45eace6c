using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Evaluation.Rules;

/// <summary>
/// Rules as JSON, for the API and the journal: camelCase, what is null left out, Chinese as it is. Reading is for what was checked
/// before it was written: unknown members, which a later version wrote, are passed over.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RoundRules))]
public sealed partial class RulesJson : JsonSerializerContext
{
    // Made at first use: the generated part's static fields have to be there before.
    private static RulesJson Literal =>
        field ??= new(new JsonSerializerOptions(Default.GeneratedSerializerOptions!) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>UTF-8, without line breaks.</summary>
    public static byte[] Write(RoundRules rules) => JsonSerializer.SerializeToUtf8Bytes(rules, Literal.RoundRules);

    /// <summary>Reads what <see cref="Write"/> wrote, in this version or an older one.</summary>
    /// <exception cref="JsonException">It is something else: the journal is damaged.</exception>
    public static RoundRules Read(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, Literal.RoundRules) ?? throw new JsonException("null is no definition of a round");
}
