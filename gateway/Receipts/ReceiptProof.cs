using System.Text.Json;
using System.Text.Json.Serialization;
using Evaluation.Kernel.Reading;

namespace Evaluation.Gateway.Receipts;

/// <summary>The body of a check of a receipt.</summary>
/// <param name="Receipt">The receipt as the voter has it.</param>
public sealed record ReceiptCheck(string Receipt)
{
    private const int CharactersMax = 200;

    internal static ReceiptCheck Read(JsonElement body, FaultList faults) =>
        new(JsonCursor.Root(body, faults).Object("receipt").Required("receipt").Text(CharactersMax));
}

/// <summary>
/// The way from a ballot to a signed head of the log, for a reader who does not trust the server. Hashes are in base 64, and nothing in it
/// depends on the marks.
/// </summary>
/// <param name="Receipt">The receipt in its usual spelling: the number of the ballot box, of the ballot, and the start of its hash.</param>
/// <param name="Event">The ballot in its stream.</param>
/// <param name="Following">The entries of the stream from the next one to the one that the block states; left out without one.</param>
/// <param name="Block">The block; left out until a head is signed that covers the ballot.</param>
/// <param name="RecordedOn">The day of the block in the time zone of the round; left out without one.</param>
public sealed record ReceiptProof(
    string Receipt,
    ReceiptEvent Event,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ReceiptLink>? Following = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ReceiptBlock? Block = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateOnly? RecordedOn = null);

/// <param name="Stream">The name of the ballot box's stream.</param>
/// <param name="FirstVersion">The number of events before the entry.</param>
/// <param name="EventCount">The number of events of the entry.</param>
/// <param name="InnerFormat">The inner format of the entry.</param>
/// <param name="Previous">The chain value before the entry.</param>
/// <param name="Index">The place of the ballot in the entry.</param>
/// <param name="Leaf">The hash of the ballot: SHA-256(0x00 || event). The receipt has its first 16 bytes.</param>
/// <param name="Path">The path from the leaf to the root of the entry (RFC 9162).</param>
public sealed record ReceiptEvent(
    string Stream, long FirstVersion, int EventCount, int InnerFormat, string Previous, int Index, string Leaf, IReadOnlyList<string> Path);

/// <summary>An entry as its chain value needs it.</summary>
/// <param name="Root">The root of the tree over its events.</param>
public sealed record ReceiptLink(int EventCount, int InnerFormat, string Root);

/// <param name="Number">The number of the block.</param>
/// <param name="Bytes">The block: JSON that states the end of the stream. Its leaf is SHA-256(0x00 || bytes).</param>
/// <param name="Path">The path from the leaf to the root of the checkpoint.</param>
/// <param name="Checkpoint">A signed head of the log, see <c>GET /api/log/checkpoint</c>.</param>
/// <param name="Key">The line with which it is verified, see <c>GET /api/log/key</c>.</param>
public sealed record ReceiptBlock(long Number, string Bytes, IReadOnlyList<string> Path, string Checkpoint, string Key);
