using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Evaluation.Journal;

/// <summary>
/// The hash chain of a stream. Any later change, insertion or removal changes the chain value of every following entry.
/// </summary>
/// <remarks>
/// <para>Formats 1 and 2: SHA-256(previous || payload).</para>
/// <para>
/// Format 3: SHA-256(previous || header || root). The header is, big-endian: length of the stream's name (2 bytes), the name in UTF-8,
/// first version (8), event count (4), format (4), inner format (4). The root is that of the Merkle tree over the bytes of the events
/// (<see cref="Merkle"/>). Names are shorter than 256 bytes, so the header begins with a zero, and no payload of formats 1 and 2 does:
/// an entry of one rule is never taken for an entry of the other.
/// </para>
/// </remarks>
public static class Chain
{
    public const int Bytes = SHA256.HashSizeInBytes;

    /// <summary>Bytes of the header beside the stream's name.</summary>
    private const int NumberBytes = 22;

    private const int NameBytesMax = 255;

    // One per thread: creating an instance costs as much as hashing a small entry.
    [ThreadStatic]
    private static IncrementalHash? _sha256;

    /// <summary>The chain value before the first entry: SHA-256 of the stream's name, so that two streams cannot be swapped.</summary>
    public static byte[] Genesis(string stream) => SHA256.HashData(Encoding.UTF8.GetBytes(stream));

    /// <summary>The chain value after the entry, whatever chain value the entry itself states.</summary>
    /// <exception cref="JournalBrokenException">The payload is not made of as many events as the entry says.</exception>
    public static byte[] Next(ReadOnlySpan<byte> previous, JournalEntry entry) =>
        Next(previous, entry.Stream, entry.FirstVersion, entry.EventCount, entry.Format, entry.Payload.Span);

    /// <inheritdoc cref="Next(ReadOnlySpan{byte}, JournalEntry)"/>
    public static byte[] Next(ReadOnlySpan<byte> previous, string stream, long firstVersion, int eventCount, int format, ReadOnlySpan<byte> payload)
    {
        if (format != Framing.Format)
        {
            var hash = _sha256 ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            hash.AppendData(previous);
            hash.AppendData(payload);
            return hash.GetHashAndReset();
        }
        var frames = new EventFrames(stream, firstVersion, eventCount, payload);
        var tree = new MerkleRoot(stackalloc byte[MerkleRoot.BytesFor(eventCount)]);
        while (frames.Next(out var happened))
            tree.Add(happened);
        Span<byte> root = stackalloc byte[Merkle.Bytes];
        tree.CopyRoot(root);
        return FromRoot(previous, stream, firstVersion, eventCount, frames.InnerFormat, root);
    }

    /// <summary>The chain value after an entry of format 3 that was just written.</summary>
    public static byte[] Next(ReadOnlySpan<byte> previous, string stream, long firstVersion, FramedPayload payload)
    {
        Span<byte> root = stackalloc byte[Merkle.Bytes];
        payload.CopyRoot(root);
        return FromRoot(previous, stream, firstVersion, payload.EventCount, payload.InnerFormat, root);
    }

    /// <summary>The chain value after an entry of format 3, from the root of its events.</summary>
    public static byte[] FromRoot(ReadOnlySpan<byte> previous, string stream, long firstVersion, int eventCount, int innerFormat, ReadOnlySpan<byte> root)
    {
        Span<byte> input = stackalloc byte[Bytes + NumberBytes + NameBytesMax + Merkle.Bytes];
        previous.CopyTo(input);
        var nameBytes = Encoding.UTF8.GetBytes(stream, input.Slice(Bytes + 2, NameBytesMax));
        BinaryPrimitives.WriteUInt16BigEndian(input[Bytes..], (ushort)nameBytes);
        var rest = input[(Bytes + 2 + nameBytes)..];
        BinaryPrimitives.WriteInt64BigEndian(rest, firstVersion);
        BinaryPrimitives.WriteInt32BigEndian(rest[8..], eventCount);
        BinaryPrimitives.WriteInt32BigEndian(rest[12..], Framing.Format);
        BinaryPrimitives.WriteInt32BigEndian(rest[16..], innerFormat);
        root.CopyTo(rest[20..]);
        return SHA256.HashData(input[..(Bytes + NumberBytes + nameBytes + Merkle.Bytes)]);
    }
}
