using System.Buffers;
using System.Text.Json.Serialization;
using Evaluation.Journal;
using Evaluation.Runtime;

namespace Evaluation.Panels;

/// <summary>The panels and draws of a round as a grain: one per round.</summary>
/// <remarks>
/// It is separate from the round, whose stream is replayed for every paper: the first sheet of every inspector for every unit is an event
/// here. One grain decides about all panels, so that a unit cannot get two at once.
/// </remarks>
public sealed class PanelGrain : IAggregate<PanelBook, PanelCommand, PanelEvent>
{
    private const int JsonLinesFormat = 1;

    public const string KindName = "panels";

    public static readonly GrainKind<PanelBook> Kind = new GrainKind<PanelGrain, PanelBook, PanelCommand, PanelEvent>(KindName);

    /// <summary>The panels and draws of a round.</summary>
    public static GrainRef<PanelBook> Ref(string round) => Kind.Ref(round);

    public static PanelBook Start(GrainId id) => new();

    public static Decision<PanelEvent> Decide(PanelBook state, PanelCommand command) => PanelDecider.Decide(state, command);

    public static PanelBook Evolve(PanelBook state, PanelEvent happened) => state.Evolve(happened);

    public static int Format => JsonLinesFormat;

    public static void Write(PanelEvent happened, IBufferWriter<byte> to) => JsonLines.Write(happened, PanelJson.Journal.PanelEvent, to);

    public static IEnumerable<PanelEvent> Read(JournalEntry entry) => JsonLines.Read(entry, JsonLinesFormat, PanelJson.Journal.PanelEvent);
}

/// <summary>Writes events in camelCase, without null members and with Chinese unescaped.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PanelEvent))]
internal sealed partial class PanelJson : JsonSerializerContext
{
    public static readonly PanelJson Journal = new(JsonLines.Options());
}
