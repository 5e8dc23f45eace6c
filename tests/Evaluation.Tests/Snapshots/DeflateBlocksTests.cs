using System.IO.Compression;
using System.Text;
using Evaluation.Gateway.Snapshots;

namespace Evaluation.Tests.Snapshots;

/// <summary>Blocks of a compressed stream, read with the runtime's own decompressor.</summary>
public sealed class DeflateBlocksTests
{
    [Fact]
    public void Blocks_that_were_compressed_once_can_be_read_in_any_order()
    {
        var random = new Random(1950);
        byte[][] pieces = [.. Enumerable.Range(0, 6).Select(piece => DeflateBlocks.Compress(Bytes(piece)))];
        for (var run = 0; run < 50; run++)
        {
            var order = Enumerable.Range(0, random.Next(12)).Select(_ => random.Next(pieces.Length)).ToList();
            byte[] plain = [.. order.SelectMany(Bytes)];
            byte[] stream = [.. DeflateBlocks.Head.Span, .. order.SelectMany(piece => pieces[piece])];

            using var inflate = new ZLibStream(new MemoryStream(stream), CompressionMode.Decompress);
            var read = new byte[plain.Length];
            inflate.ReadExactly(read);
            Assert.Equal(plain, read);
        }
    }

    /// <summary>From zero bytes to more than the window.</summary>
    private static byte[] Bytes(int piece) => piece switch
    {
        0 => [],
        1 => [.. Enumerable.Repeat((byte)0xFF, 70_000)],
        _ => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, piece * 100).Select(number => $$"""{"unit":"u{{number}}","评":{{number * piece}}}"""))),
    };
}
