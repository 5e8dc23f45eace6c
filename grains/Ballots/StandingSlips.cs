using Evaluation.Ballots.LostSlips;

namespace Evaluation.Ballots;

/// <summary>
/// The standing slips of one credential in compact form, in a buffer that grows in steps. A voter who fills in a paper unit by unit causes
/// a few copies, not one per unit.
/// </summary>
/// <remarks>The buffer after the slips may contain old bytes. They are never read.</remarks>
internal struct StandingSlips
{
    private byte[]? _room;
    private int _length;

    /// <summary>
    /// True before the first ballot. It stays false afterwards: a ballot has at least one slip, and slips are never removed.
    /// </summary>
    public readonly bool IsEmpty => _length == 0;

    /// <summary>The slips. Valid until the next <see cref="Put"/> overwrites them.</summary>
    public readonly Memory<byte> Bytes => new(_room, 0, _length);

    /// <summary>Keeps the first <paramref name="kept"/> bytes and copies the slips after them. The caller may reuse its buffer.</summary>
    public void Put(int kept, ReadOnlySpan<byte> slips)
    {
        var length = kept + slips.Length;
        if (_room is null || _room.Length < length)
        {
            // The first ballot gets exactly its size, because most voters send the whole paper at once. A voter who sends a second ballot
            // will probably send more.
            var room = new byte[_room is null ? length : length + (length / 2)];
            _room.AsSpan(0, kept).CopyTo(room);
            _room = room;
        }
        slips.CopyTo(_room.AsSpan(kept));
        _length = length;
    }
}

/// <summary>What a box keeps of one credential.</summary>
internal struct Holder
{
    public byte Group;
    public ushort Rated;
    public int Allowed;
    public int Batch;
    public SlipTag Slip;
    public SlipRight SlipRight;
    public StandingSlips Standing;
    public LastBallot Last;
}
