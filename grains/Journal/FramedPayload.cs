using System.Buffers;

namespace Evaluation.Journal;

/// <summary>
/// The payload of an entry of format 3 while it is written, and the tree over its events. Events are written into it directly; one buffer
/// serves all entries.
/// </summary>
public sealed class FramedPayload : IBufferWriter<byte>
{
    /// <summary>Bytes that are left free for the length of an event. A ballot needs two of them; other lengths are moved.</summary>
    private const int LengthBytes = 2;

    private readonly byte[] _leaf = new byte[Merkle.Bytes];
    private byte[] _buffer = new byte[256];
    private byte[] _levels = new byte[Merkle.Bytes];
    private int _written;
    private int _eventAt;

    public ReadOnlyMemory<byte> WrittenMemory => _buffer.AsMemory(0, _written);

    public ReadOnlySpan<byte> WrittenSpan => _buffer.AsSpan(0, _written);

    public int InnerFormat { get; private set; }

    public int EventCount { get; private set; }

    /// <summary>Begins a payload without events.</summary>
    public void Reset(int innerFormat)
    {
        (_written, EventCount, InnerFormat) = (0, 0, innerFormat);
        WriteNumber((uint)innerFormat);
    }

    /// <summary>Writes the root of the Merkle tree over the events.</summary>
    public void CopyRoot(Span<byte> to) => new MerkleRoot(_levels, EventCount).CopyRoot(to);

    public void BeginEvent()
    {
        GetSpan(LengthBytes);
        _written += LengthBytes;
        _eventAt = _written;
    }

    /// <summary>Ends the event: everything that was written since <see cref="BeginEvent"/>.</summary>
    /// <returns>The hash of its leaf, until the next call.</returns>
    public ReadOnlySpan<byte> EndEvent()
    {
        var length = _written - _eventAt;
        var lengthBytes = BytesOf((uint)length);
        if (lengthBytes != LengthBytes)
        {
            GetSpan(lengthBytes);
            Buffer.BlockCopy(_buffer, _eventAt, _buffer, _eventAt - LengthBytes + lengthBytes, length);
        }
        _written = _eventAt - LengthBytes;
        WriteNumber((uint)length);
        _written += length;
        return AddLeaf(_buffer.AsSpan(_written - length, length));
    }

    private ReadOnlySpan<byte> AddLeaf(ReadOnlySpan<byte> happened)
    {
        if (_levels.Length < MerkleRoot.BytesFor(EventCount + 1))
            Array.Resize(ref _levels, 2 * _levels.Length);
        Merkle.HashLeaf(happened, _leaf);
        Span<byte> hash = stackalloc byte[Merkle.Bytes];
        _leaf.CopyTo(hash);
        new MerkleRoot(_levels, EventCount++).AddHash(hash);
        return _leaf;
    }

    public void Advance(int count) => _written += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Grow(sizeHint);
        return _buffer.AsMemory(_written);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Grow(sizeHint);
        return _buffer.AsSpan(_written);
    }

    private void Grow(int sizeHint)
    {
        var needed = _written + Math.Max(1, sizeHint);
        if (needed > _buffer.Length)
            Array.Resize(ref _buffer, Math.Max(needed, 2 * _buffer.Length));
    }

    private void WriteNumber(uint number)
    {
        GetSpan(BytesOf(uint.MaxValue));
        for (; number >= 0x80; number >>= 7)
            _buffer[_written++] = (byte)(number | 0x80);
        _buffer[_written++] = (byte)number;
    }

    private static int BytesOf(uint number) => (System.Numerics.BitOperations.Log2(number | 1) / 7) + 1;
}
