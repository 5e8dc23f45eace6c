using System.Buffers;
using System.Text.Json.Serialization;
using Evaluation.Journal;
using Evaluation.Runtime;

namespace Evaluation.Awards;

/// <summary>The awards of a round as a grain: one per round.</summary>
public sealed class AwardGrain : IAggregate<AwardBook, AwardCommand, AwardEvent>
{
    private const int JsonLinesFormat = 1;

    public const string KindName = "awards";

    public static readonly GrainKind<AwardBook> Kind = new GrainKind<AwardGrain, AwardBook, AwardCommand, AwardEvent>(KindName);

    /// <summary>The awards of a round.</summary>
    public static GrainRef<AwardBook> Ref(string round) => Kind.Ref(round);

    public static AwardBook Start(GrainId id) => new();

    public static Decision<AwardEvent> Decide(AwardBook state, AwardCommand command) => AwardDecider.Decide(state, command);

    public static AwardBook Evolve(AwardBook state, AwardEvent happened) => state.Evolve(happened);

    public static int Format => JsonLinesFormat;

    public static void Write(AwardEvent happened, IBufferWriter<byte> to) => JsonLines.Write(happened, AwardJson.Journal.AwardEvent, to);

    public static IEnumerable<AwardEvent> Read(JournalEntry entry) => JsonLines.Read(entry, JsonLinesFormat, AwardJson.Journal.AwardEvent);
}

/// <summary>Writes events in camelCase, without null members and with Chinese unescaped.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AwardEvent))]
internal sealed partial class AwardJson : JsonSerializerContext
{
    public static readonly AwardJson Journal = new(JsonLines.Options());
}
