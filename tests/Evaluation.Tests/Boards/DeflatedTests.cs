using System.IO.Compression;
using System.Text;
using Evaluation.Gateway.Boards;

namespace Evaluation.Tests.Boards;

/// <summary>Pieces of a compressed stream, beside the runtime's own reader, which checks the sum at the end.</summary>
public sealed class DeflatedTests
{
    [Fact]
    public void Pieces_that_were_compressed_once_make_a_whole_stream_in_any_order()
    {
        var random = new Random(1950);
        Deflated[] pieces = [.. Enumerable.Range(0, 6).Select(piece => new Deflated(Bytes(piece)))];
        for (var run = 0; run < 50; run++)
        {
            var order = Enumerable.Range(0, random.Next(12)).Select(_ => random.Next(pieces.Length)).ToList();
            var sum = order.Aggregate(Adler.None, (before, piece) => before.Then(pieces[piece].Sum));
            byte[] stream = [.. Deflated.Head.Span, .. order.SelectMany(piece => pieces[piece].Bytes.ToArray()), .. Deflated.Tail(sum)];

            using var plain = new MemoryStream();
            using (var inflate = new ZLibStream(new MemoryStream(stream), CompressionMode.Decompress))
                inflate.CopyTo(plain);
            Assert.Equal(order.SelectMany(Bytes), plain.ToArray());
            Assert.Equal(Adler.Of(plain.ToArray()), sum);
        }
    }

    [Fact]
    public void The_sum_is_Adlers() => Assert.Equal(0x11E60398u, Adler.Of("Wikipedia"u8).Value);

    /// <summary>From nothing to more than the sums take without being reduced.</summary>
    private static byte[] Bytes(int piece) => piece switch
    {
        0 => [],
        1 => [.. Enumerable.Repeat((byte)0xFF, 70_000)],
        _ => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, piece * 100).Select(number => $$"""{"unit":"u{{number}}","评":{{number * piece}}}"""))),
    };
}
