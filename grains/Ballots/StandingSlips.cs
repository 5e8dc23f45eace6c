namespace Evaluation.Ballots;

/// <summary>
/// One credential's standing slips in compact form, with room to grow: a paper that is filled in unit by unit is copied a few times, not once for each.
/// </summary>
/// <remarks>The room behind the slips holds what was left there, and is seen by nobody.</remarks>
internal struct StandingSlips
{
    private byte[]? _room;
    private int _length;

    /// <summary>Before the first ballot: a ballot has at least one slip, and no slip is ever taken away.</summary>
    public readonly bool IsEmpty => _length == 0;

    /// <summary>The slips, until the next <see cref="Put"/> writes over them.</summary>
    public readonly Memory<byte> Bytes => new(_room, 0, _length);

    /// <summary>Lets slips stand behind the first <paramref name="kept"/> bytes. They are copied: whose they are may use them again.</summary>
    public void Put(int kept, ReadOnlySpan<byte> slips)
    {
        var length = kept + slips.Length;
        if (_room is null || _room.Length < length)
        {
            // A whole paper at once gets what it takes. Who comes again will come once more.
            var room = new byte[_room is null ? length : length + (length / 2)];
            _room.AsSpan(0, kept).CopyTo(room);
            _room = room;
        }
        slips.CopyTo(_room.AsSpan(kept));
        _length = length;
    }
}
