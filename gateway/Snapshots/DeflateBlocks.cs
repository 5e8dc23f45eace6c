using System.IO.Compression;

namespace Evaluation.Gateway.Snapshots;

/// <summary>
/// Blocks of a zlib stream (RFC 1950, the content coding <c>deflate</c>) that are compressed once and sent on many connections. They end on
/// a byte and refer to nothing before them, so they can follow each other in any order. A stream of events has no end, so the checksum that
/// ends a zlib stream is never sent.
/// </summary>
internal static class DeflateBlocks
{
    /// <summary>The first bytes of a stream: deflate with a window of 32 KiB.</summary>
    public static readonly ReadOnlyMemory<byte> Head = new byte[] { 0x78, 0x01 };

    public static byte[] Compress(ReadOnlySpan<byte> plain)
    {
        using var blocks = new MemoryStream();
        using var deflate = new DeflateStream(blocks, CompressionLevel.Fastest, leaveOpen: true);
        deflate.Write(plain);
        // Ends the block on a byte. Closing would add a final block, which is not copied.
        deflate.Flush();
        return blocks.ToArray();
    }
}
