using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Evaluation.Journal;

/// <summary>Encodes events as JSON: the format of grains that have few events with many fields.</summary>
internal static class JsonLines
{
    /// <summary>Options of events: camelCase, without null members and with Chinese unescaped. One set for each type of events.</summary>
    public static JsonSerializerOptions Options() => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes the event without a line end.</summary>
    public static void Write<TEvent>(TEvent happened, JsonTypeInfo<TEvent> shape, IBufferWriter<byte> to)
    {
        using var writer = new Utf8JsonWriter(to, new JsonWriterOptions { Encoder = shape.Options.Encoder });
        JsonSerializer.Serialize(writer, happened, shape);
    }

    /// <exception cref="InvalidDataException">The entry has another format, or a line is not such an event.</exception>
    public static IEnumerable<TEvent> Read<TEvent>(JournalEntry entry, int format, JsonTypeInfo<TEvent> shape)
    {
        entry = entry.Unframed();
        if (entry.Format != format)
            throw new InvalidDataException($"Stream '{entry.Stream}' has an entry of format {entry.Format} at version {entry.FirstVersion}; expected {format}.");
        for (var rest = entry.Payload; !rest.IsEmpty;)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            if (end < 0)
                throw new InvalidDataException($"Stream '{entry.Stream}' has an unfinished line at version {entry.FirstVersion}.");
            yield return JsonSerializer.Deserialize(rest.Span[..end], shape)
                ?? throw new InvalidDataException($"Stream '{entry.Stream}' has an empty event at version {entry.FirstVersion}.");
            rest = rest[(end + 1)..];
        }
    }
}
