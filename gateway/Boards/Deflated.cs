using System.Buffers.Binary;
using System.IO.Compression;

namespace Evaluation.Gateway.Boards;

/// <summary>
/// A piece of a zlib stream (RFC 1950, the content coding <c>deflate</c>) that is compressed once and sent on many connections: whole blocks that end
/// on a byte and refer to nothing before them, so pieces may follow each other in any order. Events are told ten times as cheaply that way.
/// </summary>
internal sealed class Deflated
{
    /// <summary>What a stream begins with: deflate with a window of 32 KiB.</summary>
    public static readonly ReadOnlyMemory<byte> Head = new byte[] { 0x78, 0x01 };

    public Deflated(ReadOnlySpan<byte> plain)
    {
        using var blocks = new MemoryStream();
        using (var deflate = new DeflateStream(blocks, CompressionLevel.Fastest, leaveOpen: true))
        {
            deflate.Write(plain);
            // Ends the block on a byte. What closing would add ends the whole stream, and is not taken.
            deflate.Flush();
            Bytes = blocks.ToArray();
        }
        Sum = Adler.Of(plain);
    }

    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Of what was compressed.</summary>
    public Adler Sum { get; }

    /// <summary>What a stream ends with.</summary>
    /// <param name="sum">Of all its pieces.</param>
    public static byte[] Tail(Adler sum)
    {
        byte[] tail = [0x03, 0x00, 0, 0, 0, 0];
        BinaryPrimitives.WriteUInt32BigEndian(tail.AsSpan(2), sum.Value);
        return tail;
    }
}

/// <summary>The Adler-32 checksum of some bytes, which adds up: that of two pieces follows from those of each.</summary>
/// <param name="A">The sum of the bytes, plus 1.</param>
/// <param name="B">The sum of all sums on the way.</param>
/// <param name="Length">How many bytes, by the modulus.</param>
internal readonly record struct Adler(uint A, uint B, uint Length)
{
    private const uint Modulus = 65_521;

    /// <summary>Bytes after which the sums have to be reduced, to fit 32 bits.</summary>
    private const int Stretch = 5_552;

    public static readonly Adler None = new(1, 0, 0);

    public uint Value => (B << 16) | A;

    public static Adler Of(ReadOnlySpan<byte> bytes)
    {
        var (a, b, length) = (1u, 0u, (uint)(bytes.Length % Modulus));
        for (; !bytes.IsEmpty; bytes = bytes[Math.Min(Stretch, bytes.Length)..])
        {
            foreach (var value in bytes[..Math.Min(Stretch, bytes.Length)])
                b += a += value;
            (a, b) = (a % Modulus, b % Modulus);
        }
        return new(a, b, length);
    }

    /// <summary>The checksum of these bytes with others behind them.</summary>
    public Adler Then(Adler next) => new(
        (A + next.A + Modulus - 1) % Modulus,
        (uint)((B + next.B + ((ulong)next.Length * (A + Modulus - 1))) % Modulus),
        (Length + next.Length) % Modulus);
}
