using System.Buffers;
using System.Text.Json.Serialization;
using Evaluation.Journal;
using Evaluation.Runtime;

namespace Evaluation.Findings;

/// <summary>The findings of a round as a grain: one per round.</summary>
/// <remarks>
/// It is one grain for all units, because the round numbers its notices without a gap: a number is given in the event that opens the
/// finding. A round has some hundred findings, at most <see cref="Limits.FindingsPerRound"/>.
/// </remarks>
public sealed class FindingGrain : IAggregate<FindingBook, FindingCommand, FindingEvent>
{
    private const int JsonLinesFormat = 1;

    public const string KindName = "findings";

    public static readonly GrainKind<FindingBook> Kind = new GrainKind<FindingGrain, FindingBook, FindingCommand, FindingEvent>(KindName);

    /// <summary>The findings of a round.</summary>
    public static GrainRef<FindingBook> Ref(string round) => Kind.Ref(round);

    public static FindingBook Start(GrainId id) => new();

    public static Decision<FindingEvent> Decide(FindingBook state, FindingCommand command) => FindingDecider.Decide(state, command);

    public static FindingBook Evolve(FindingBook state, FindingEvent happened) => state.Evolve(happened);

    public static int Format => JsonLinesFormat;

    public static void Write(FindingEvent happened, IBufferWriter<byte> to) => JsonLines.Write(happened, FindingJson.Journal.FindingEvent, to);

    public static IEnumerable<FindingEvent> Read(JournalEntry entry) => JsonLines.Read(entry, JsonLinesFormat, FindingJson.Journal.FindingEvent);
}

/// <summary>Writes events in camelCase, without null members and with Chinese unescaped.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FindingEvent))]
internal sealed partial class FindingJson : JsonSerializerContext
{
    public static readonly FindingJson Journal = new(JsonLines.Options());
}
