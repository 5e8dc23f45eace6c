using System.Buffers;
using System.Text.Json;
using Evaluation.Rounds;
using Evaluation.Scoring;

namespace Evaluation.Gateway.Verification;

/// <summary>Compares records by their JSON, because records that contain lists do not compare by content.</summary>
internal static class StoredJson
{
    public static bool AreSame<T>(T one, T other) =>
        JsonSerializer.SerializeToUtf8Bytes(one).AsSpan().SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(other));

    /// <summary>A result as the journal stores it.</summary>
    public static JsonElement Of(RoundResult result)
    {
        var line = new ArrayBufferWriter<byte>();
        RoundGrain.Write(new ResultComputed(result, default, ""), line);
        using var json = JsonDocument.Parse(line.WrittenMemory);
        return json.RootElement.GetProperty("result").Clone();
    }
}
