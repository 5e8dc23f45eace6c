using System.Buffers.Binary;
using System.Text;
using Evaluation.Documents;

namespace Evaluation.Cluster.Documents;

/// <summary>The bytes of a document in the table of grain states: a head that a list reads alone, then the content.</summary>
/// <remarks>
/// Format (1 byte), end (8), version (8), saved at (8), length of the content or -1 for a removed document (4), length of the account's
/// name (2), the name in UTF-8, the content. Numbers are most significant byte first and instants are milliseconds since 1970. The database
/// finds the end by its place (schema step 5).
/// </remarks>
internal static class DocumentFormat
{
    /// <summary>Bytes that hold the head of any document: the fixed fields, and four bytes for each character of the name.</summary>
    public const int HeadBytesMax = FixedBytes + (4 * Limits.LabelCharacters);

    private const byte Format = 1;
    private const int FixedBytes = 31;
    private const long Never = long.MaxValue;

    /// <summary>The end as a list of expired documents compares it.</summary>
    public static byte[] End(DateTimeOffset instant)
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, instant.ToUnixTimeMilliseconds());
        return bytes;
    }

    public static byte[] Write(DocumentState state)
    {
        var name = Encoding.UTF8.GetBytes(state.SavedBy);
        var bytes = new byte[FixedBytes + name.Length + (state.Content?.Length ?? 0)];
        bytes[0] = Format;
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(1), state.KeptUntil?.ToUnixTimeMilliseconds() ?? Never);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(9), state.Version);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(17), state.SavedAt.ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(25), state.Content?.Length ?? -1);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(29), (ushort)name.Length);
        name.CopyTo(bytes, FixedBytes);
        state.Content?.Span.CopyTo(bytes.AsSpan(FixedBytes + name.Length));
        return bytes;
    }

    /// <exception cref="InvalidDataException">A newer program wrote the bytes.</exception>
    public static DocumentState Read(ReadOnlyMemory<byte> bytes)
    {
        var (state, length, at) = ReadFixed(bytes.Span);
        // A plain null would become an empty content, which is not a removed document.
        return state with { Content = length < 0 ? default(ReadOnlyMemory<byte>?) : bytes.Slice(at, length) };
    }

    /// <summary>The document of a list; null for one that has been removed.</summary>
    /// <param name="bytes">At least the head.</param>
    /// <exception cref="InvalidDataException">A newer program wrote the bytes.</exception>
    public static DocumentHead? ReadHead(DocumentId id, ReadOnlySpan<byte> bytes)
    {
        var (state, length, _) = ReadFixed(bytes);
        return length < 0 ? null : new(id, state.Version, state.SavedAt, state.SavedBy, state.KeptUntil, length);
    }

    private static (DocumentState State, int Length, int ContentAt) ReadFixed(ReadOnlySpan<byte> bytes)
    {
        if (bytes[0] != Format)
            throw new InvalidDataException($"A document has the format {bytes[0]}; this program knows {Format}.");
        var end = BinaryPrimitives.ReadInt64BigEndian(bytes[1..]);
        var nameLength = BinaryPrimitives.ReadUInt16BigEndian(bytes[29..]);
        var state = new DocumentState(
            BinaryPrimitives.ReadInt64BigEndian(bytes[9..]),
            Instant(BinaryPrimitives.ReadInt64BigEndian(bytes[17..])),
            Encoding.UTF8.GetString(bytes.Slice(FixedBytes, nameLength)),
            end == Never ? null : Instant(end),
            Content: null);
        return (state, BinaryPrimitives.ReadInt32BigEndian(bytes[25..]), FixedBytes + nameLength);
    }

    private static DateTimeOffset Instant(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
