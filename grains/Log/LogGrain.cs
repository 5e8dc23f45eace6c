using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using Evaluation.Journal;
using Evaluation.Runtime;

namespace Evaluation.Log;

/// <summary>
/// The log of blocks as a grain. It has one stream, <c>log</c>, whose expected version decides between two activations: there is one block
/// of each number.
/// </summary>
public sealed class LogGrain : IAggregate<BlockLog, LogCommand, LogEvent>
{
    private const int JsonLinesFormat = 1;

    public const string KindName = "log";

    public static readonly GrainKind<BlockLog> Kind = new GrainKind<LogGrain, BlockLog, LogCommand, LogEvent>(KindName);

    public static GrainRef<BlockLog> Ref { get; } = Kind.Single();

    public static BlockLog Start(GrainId id) => new();

    public static Decision<LogEvent> Decide(BlockLog state, LogCommand command) => state.Decide(command);

    public static BlockLog Evolve(BlockLog state, LogEvent happened)
    {
        state.Evolve(happened);
        return state;
    }

    public static int Format => JsonLinesFormat;

    public static void Write(LogEvent happened, IBufferWriter<byte> to) => JsonLines.Write(happened, LogJson.Journal.LogEvent, to);

    public static IEnumerable<LogEvent> Read(JournalEntry entry) =>
        entry.Format == Framing.Format ? Framing.Events(entry).Select(ReadBlock) : JsonLines.Read(entry, JsonLinesFormat, LogJson.Journal.LogEvent);

    public static int? SnapshotFormat => 1;

    public static void WriteSnapshot(BlockLog state, IBufferWriter<byte> to)
    {
        using var writer = new Utf8JsonWriter(to);
        JsonSerializer.Serialize(writer, state.ToSnapshot(), LogJson.Journal.LogSnapshot);
    }

    public static BlockLog ReadSnapshot(GrainId id, ReadOnlyMemory<byte> payload) =>
        BlockLog.Restore(JsonSerializer.Deserialize(payload.Span, LogJson.Journal.LogSnapshot) ?? throw new InvalidDataException("The snapshot is empty."));

    /// <summary>The bytes of a block in the journal.</summary>
    internal static ReadOnlySpan<byte> BytesOf(BlockAdded block)
    {
        var bytes = new ArrayBufferWriter<byte>();
        Write(block, bytes);
        return bytes.WrittenSpan;
    }

    private static LogEvent ReadBlock(byte[] bytes) => JsonSerializer.Deserialize(bytes, LogJson.Journal.LogEvent) switch
    {
        BlockAdded block => block with { Leaf = Merkle.Leaf(bytes) },
        _ => throw new InvalidDataException("The log has an event that is no block."),
    };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LogEvent))]
[JsonSerializable(typeof(LogSnapshot))]
internal sealed partial class LogJson : JsonSerializerContext
{
    public static readonly LogJson Journal = new(JsonLines.Options());
}
