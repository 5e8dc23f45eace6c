using System.Buffers;
using System.Text.Json.Serialization;
using Evaluation.Journal;
using Evaluation.Runtime;

namespace Evaluation.Complaints;

/// <summary>The complaints of a year as a grain: one per year.</summary>
/// <remarks>
/// One grain gives the numbers, so that they have no gap, whatever rounds there are. A year has thousands of complaints, not millions.
/// </remarks>
public sealed class ComplaintGrain : IAggregate<ComplaintBook, ComplaintCommand, ComplaintEvent>
{
    private const int JsonLinesFormat = 1;

    public const string KindName = "complaints";

    public static readonly GrainKind<ComplaintBook> Kind = new GrainKind<ComplaintGrain, ComplaintBook, ComplaintCommand, ComplaintEvent>(KindName);

    /// <summary>The complaints of a year.</summary>
    /// <param name="year">Four digits.</param>
    public static GrainRef<ComplaintBook> Ref(string year) => Kind.Ref(year);

    public static ComplaintBook Start(GrainId id) => new(id.Key);

    public static Decision<ComplaintEvent> Decide(ComplaintBook state, ComplaintCommand command) => ComplaintDecider.Decide(state, command);

    public static ComplaintBook Evolve(ComplaintBook state, ComplaintEvent happened) => state.Evolve(happened);

    public static int Format => JsonLinesFormat;

    public static void Write(ComplaintEvent happened, IBufferWriter<byte> to) => JsonLines.Write(happened, ComplaintJson.Journal.ComplaintEvent, to);

    public static IEnumerable<ComplaintEvent> Read(JournalEntry entry) => JsonLines.Read(entry, JsonLinesFormat, ComplaintJson.Journal.ComplaintEvent);
}

/// <summary>Writes events in camelCase, without null members and with Chinese unescaped.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ComplaintEvent))]
internal sealed partial class ComplaintJson : JsonSerializerContext
{
    public static readonly ComplaintJson Journal = new(JsonLines.Options());
}
