using System.IO.Compression;

namespace Evaluation.Gateway.Snapshots;

/// <summary>
/// Pieces of a zlib stream (RFC 1950, the content coding <c>deflate</c>) that are compressed once and sent on many connections: whole blocks that end
/// on a byte and refer to nothing before them, so pieces may follow each other in any order. Such a stream goes on until it is cut off, as a stream of
/// events does; what would end it, a sum of all its bytes, is never sent.
/// </summary>
internal static class Deflated
{
    /// <summary>What a stream begins with: deflate with a window of 32 KiB.</summary>
    public static readonly ReadOnlyMemory<byte> Head = new byte[] { 0x78, 0x01 };

    public static byte[] Piece(ReadOnlySpan<byte> plain)
    {
        using var blocks = new MemoryStream();
        using var deflate = new DeflateStream(blocks, CompressionLevel.Fastest, leaveOpen: true);
        deflate.Write(plain);
        // Ends the block on a byte; what closing would add ends the whole stream, and is not taken.
        deflate.Flush();
        return blocks.ToArray();
    }
}
