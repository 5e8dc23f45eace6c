using System.Text.Json.Serialization;
using Evaluation.Journal;
using Evaluation.Rules;
using Evaluation.Scoring;

namespace Evaluation.Rounds;

/// <summary>The journal's format of a round's events: JSON lines.</summary>
internal static class RoundCodec
{
    public const int Format = 1;
}

/// <summary>Writes a round's records for the journal and the API: camelCase, without null members, Chinese unescaped.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RoundEvent))]
[JsonSerializable(typeof(RoundRules))]
[JsonSerializable(typeof(RoundResult))]
[JsonSerializable(typeof(UnitResult))]
internal sealed partial class RoundJson : JsonSerializerContext
{
    public static readonly RoundJson Journal = new(JsonLines.Options());
}
