using System.Buffers;
using System.Text.Json.Serialization;
using Evaluation.Journal;
using Evaluation.Runtime;

namespace Evaluation.Targets;

/// <summary>The targets of a round as a grain: one per round, because the public table of progress shows all units.</summary>
public sealed class TargetGrain : IAggregate<TargetBook, TargetCommand, TargetEvent>
{
    private const int JsonLinesFormat = 1;

    public const string KindName = "targets";

    public static readonly GrainKind<TargetBook> Kind = new GrainKind<TargetGrain, TargetBook, TargetCommand, TargetEvent>(KindName);

    public static GrainRef<TargetBook> Ref(string round) => Kind.Ref(round);

    public static TargetBook Start(GrainId id) => new();

    public static Decision<TargetEvent> Decide(TargetBook state, TargetCommand command) => TargetDecider.Decide(state, command);

    public static TargetBook Evolve(TargetBook state, TargetEvent happened) => state.Evolve(happened);

    public static int Format => JsonLinesFormat;

    public static void Write(TargetEvent happened, IBufferWriter<byte> to) => JsonLines.Write(happened, TargetJson.Journal.TargetEvent, to);

    public static IEnumerable<TargetEvent> Read(JournalEntry entry) => JsonLines.Read(entry, JsonLinesFormat, TargetJson.Journal.TargetEvent);
}

/// <summary>Writes events in camelCase, without null members and with Chinese unescaped.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TargetEvent))]
internal sealed partial class TargetJson : JsonSerializerContext
{
    public static readonly TargetJson Journal = new(JsonLines.Options());
}
