using Evaluation.Ballots.Packing;

namespace Evaluation.Ballots.Batches;

/// <summary>The batches that a box knows, by number, and what their credentials may do.</summary>
public sealed class BatchStandings
{
    private readonly NumberedItems<string> _batches = new(StringComparer.Ordinal);
    private readonly List<BatchStanding> _standings = [];

    /// <summary>By the number of a batch.</summary>
    public BatchStanding this[int number]
    {
        get => _standings[number];
        set => _standings[number] = value;
    }

    /// <summary>The batches about which a decision was made, in ordinal order.</summary>
    public IEnumerable<(string Batch, BatchStanding Standing)> Decided =>
        _batches.Items.Zip(_standings).Where(batch => batch.Second != default).OrderBy(batch => batch.First, StringComparer.Ordinal);

    /// <summary>The standing of a batch; the default for an unknown one.</summary>
    public BatchStanding Of(string batch) => _batches.TryFind(batch, out var number) ? _standings[number] : default;

    public bool TryFind(string batch, out int number) => _batches.TryFind(batch, out number);

    public string Name(int number) => _batches.Items[number];

    /// <summary>The number of a batch. The credentials of a new batch vote, as in journals of earlier versions.</summary>
    public int Number(string batch)
    {
        var number = _batches.Number(batch);
        if (number == _standings.Count)
            _standings.Add(default);
        return number;
    }
}
