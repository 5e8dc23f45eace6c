namespace Evaluation.Ballots;

/// <summary>
/// Finds the slips of a ballot by unit without scanning them again. The lookup table is in memory provided by the caller.
/// </summary>
internal readonly ref struct SlipIndex
{
    private readonly Span<int> _places;
    private readonly ReadOnlySpan<byte> _slips;
    private readonly int _criteria;

    /// <param name="places">One number for each unit of the round.</param>
    /// <param name="slips">Slips in compact form, at most one per unit.</param>
    public SlipIndex(Span<int> places, ReadOnlySpan<byte> slips, int criteria)
    {
        _places = places;
        _slips = slips;
        _criteria = criteria;
        places.Clear();
        var place = 0;
        foreach (var slip in Slips.Read(slips, criteria))
        {
            places[slip.Unit] = place + 1;
            place += slip.Bytes.Length;
            Count++;
        }
    }

    /// <summary>The number of slips.</summary>
    public int Count { get; }

    public bool TryFind(int unit, out Slips.Slip slip)
    {
        var place = _places[unit] - 1;
        slip = place < 0 ? default : Slips.First(_slips[place..], _criteria);
        return place >= 0;
    }
}
