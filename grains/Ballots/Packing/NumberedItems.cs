namespace Evaluation.Ballots.Packing;

/// <summary>Numbers items in the order in which they are first added, so that many entries can share one item.</summary>
internal sealed class NumberedItems<T>(IEqualityComparer<T> comparer)
    where T : notnull
{
    private readonly Dictionary<T, int> _numbers = new(comparer);
    private readonly List<T> _items = [];

    public IReadOnlyList<T> Items => _items;

    public bool TryFind(T item, out int number) => _numbers.TryGetValue(item, out number);

    public int Number(T item)
    {
        if (_numbers.TryGetValue(item, out var number))
            return number;
        _numbers.Add(item, number = _items.Count);
        _items.Add(item);
        return number;
    }
}
