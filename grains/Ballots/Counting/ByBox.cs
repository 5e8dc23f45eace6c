namespace Evaluation.Ballots.Counting;

/// <summary>
/// The reported totals of a round's boxes, one total per box. Only a newer version of a box replaces its total, so a report that is late,
/// repeated or out of order does no harm, and the next report replaces a lost one.
/// </summary>
/// <typeparam name="T">Totals that can be added; immutable.</typeparam>
/// <param name="add">Adds totals; the sum of no totals is the empty total.</param>
public sealed class ByBox<T>(Func<IReadOnlyCollection<T>, T> add)
    where T : class
{
    private const long Unreported = -1;

    private (long Version, T? Total)[] _boxes = [];
    private T? _sum;

    /// <summary>Increases with every newer total.</summary>
    public long Version { get; private set; }

    public bool IsEmpty => _boxes.Length == 0;

    public T Sum => _sum ??= add([.. _boxes.Select(box => box.Total).OfType<T>()]);

    public void Observe(int box, long version, T total)
    {
        if (box >= _boxes.Length)
            Grow(box + 1);
        if (_boxes[box].Version >= version)
            return;
        Version += version - Math.Max(_boxes[box].Version, 0);
        (_boxes[box], _sum) = ((version, total), null);
    }

    /// <summary>The boxes without a reported total, in a round with this many boxes.</summary>
    public IEnumerable<int> Missing(int boxes) => Enumerable.Range(0, boxes).Where(box => box >= _boxes.Length || _boxes[box].Total is null);

    private void Grow(int boxes)
    {
        var known = _boxes.Length;
        Array.Resize(ref _boxes, boxes);
        _boxes.AsSpan(known).Fill((Unreported, null));
    }
}
