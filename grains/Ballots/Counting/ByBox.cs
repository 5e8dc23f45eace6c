namespace Evaluation.Ballots.Counting;

/// <summary>
/// What the boxes of a round have told, one total each. Of a box the newer version counts, so a report that comes late, twice or out of order does
/// no harm, and one that was lost is made good by the next.
/// </summary>
/// <typeparam name="T">Totals that add up; never changed once told.</typeparam>
/// <param name="add">Adds totals; of none it makes the total of nothing.</param>
public sealed class ByBox<T>(Func<IReadOnlyCollection<T>, T> add)
    where T : class
{
    private const long Untold = -1;

    private (long Version, T? Total)[] _boxes = [];
    private T? _sum;

    /// <summary>Grows with every total that was news.</summary>
    public long Version { get; private set; }

    public bool IsEmpty => _boxes.Length == 0;

    public T Sum => _sum ??= add([.. _boxes.Select(box => box.Total).OfType<T>()]);

    public void Hear(int box, long version, T total)
    {
        if (box >= _boxes.Length)
            Grow(box + 1);
        if (_boxes[box].Version >= version)
            return;
        Version += version - Math.Max(_boxes[box].Version, 0);
        (_boxes[box], _sum) = ((version, total), null);
    }

    /// <summary>The boxes of a round with so many that have told nothing.</summary>
    public IEnumerable<int> Missing(int boxes) => Enumerable.Range(0, boxes).Where(box => box >= _boxes.Length || _boxes[box].Total is null);

    private void Grow(int boxes)
    {
        var known = _boxes.Length;
        Array.Resize(ref _boxes, boxes);
        _boxes.AsSpan(known).Fill((Untold, null));
    }
}
