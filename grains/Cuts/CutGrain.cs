using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Evaluation.Journal;
using Evaluation.Runtime;

namespace Evaluation.Cuts;

/// <summary>The cuts of a round as a grain: what is shown of votes and turnout before the close. One per round.</summary>
/// <remarks>
/// Cuts are journaled. If a restart lost what was shown, the next state could differ from the last one by a single slip.
/// </remarks>
public sealed class CutGrain : IAggregate<CutState, CutCommand, CutEvent>
{
    private const int JsonLinesFormat = 1;

    public const string KindName = "cut";

    public static readonly GrainKind<CutState> Kind = new GrainKind<CutGrain, CutState, CutCommand, CutEvent>(KindName);

    public static GrainRef<CutState> Ref(string round) => Kind.Ref(round);

    public static CutState Start(GrainId id) => new();

    public static Decision<CutEvent> Decide(CutState state, CutCommand command) => state.Decide(command);

    public static CutState Evolve(CutState state, CutEvent happened) => state.Evolve(happened);

    public static int Format => JsonLinesFormat;

    public static void Write(CutEvent happened, IBufferWriter<byte> to) => JsonLines.Write(happened, CutJson.Journal.CutEvent, to);

    public static IEnumerable<CutEvent> Read(JournalEntry entry) => JsonLines.Read(entry, JsonLinesFormat, CutJson.Journal.CutEvent);
}

/// <summary>Writes events in camelCase, without null and computed members, and sums of any length as text.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, IgnoreReadOnlyProperties = true,
    Converters = [typeof(WholeNumber)])]
[JsonSerializable(typeof(CutEvent))]
internal sealed partial class CutJson : JsonSerializerContext
{
    public static readonly CutJson Journal = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new WholeNumber() },
    });
}

/// <summary>A whole number of any length as text.</summary>
internal sealed class WholeNumber : JsonConverter<BigInteger>
{
    public override BigInteger Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => BigInteger.Parse(reader.GetString()!, CultureInfo.InvariantCulture);

    public override void Write(Utf8JsonWriter writer, BigInteger value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
}
