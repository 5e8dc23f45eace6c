using System.Text.Json.Serialization;
using Evaluation.Journal;

namespace Evaluation.Units;

/// <summary>The journal's format of a unit's events: JSON lines.</summary>
internal static class UnitCodec
{
    public const int Format = 1;
}

/// <summary>
/// Writes a unit's events in camelCase, without null members and with Chinese unescaped. "Not applicable" points are null.
/// </summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(UnitEvent))]
internal sealed partial class UnitJson : JsonSerializerContext
{
    public static readonly UnitJson Journal = new(JsonLines.Options());
}
