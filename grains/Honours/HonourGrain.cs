using System.Buffers;
using System.Text.Json.Serialization;
using Evaluation.Journal;
using Evaluation.Runtime;

namespace Evaluation.Honours;

/// <summary>The register of honours as a grain. There is one, because terms of a title must not overlap across rounds and units.</summary>
public sealed class HonourGrain : IAggregate<HonourRegister, HonourCommand, HonourEvent>
{
    private const int JsonLinesFormat = 1;

    public const string KindName = "honours";

    public static readonly GrainKind<HonourRegister> Kind = new GrainKind<HonourGrain, HonourRegister, HonourCommand, HonourEvent>(KindName);

    public static readonly GrainRef<HonourRegister> Ref = Kind.Single();

    public static HonourRegister Start(GrainId id) => new();

    public static Decision<HonourEvent> Decide(HonourRegister state, HonourCommand command) => HonourDecider.Decide(state, command);

    public static HonourRegister Evolve(HonourRegister state, HonourEvent happened) => state.Evolve(happened);

    public static int Format => JsonLinesFormat;

    public static void Write(HonourEvent happened, IBufferWriter<byte> to) => JsonLines.Write(happened, HonourJson.Journal.HonourEvent, to);

    public static IEnumerable<HonourEvent> Read(JournalEntry entry) => JsonLines.Read(entry, JsonLinesFormat, HonourJson.Journal.HonourEvent);
}

/// <summary>Writes events in camelCase, without null members and with Chinese unescaped.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(HonourEvent))]
internal sealed partial class HonourJson : JsonSerializerContext
{
    public static readonly HonourJson Journal = new(JsonLines.Options());
}
