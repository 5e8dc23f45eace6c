using Evaluation.Ballots.Counting;

namespace Evaluation.Ballots.Records;

/// <summary>
/// The sealed record of a round: what its boxes held when they were sealed, without anything that connects slips with each other, with a
/// box or with a credential. Changed in place, and only by <see cref="Evolve"/>.
/// </summary>
public sealed class SealedRecord
{
    private readonly List<UnitCounts> _units = [];
    private readonly List<int[]> _slips = [];
    private readonly SortedDictionary<int, List<CommentCount>> _comments = [];
    private readonly RecordDigest _digest = new();

    public IReadOnlyList<UnitCounts> Units => _units;

    /// <summary>The last unit with a recorded comment; −1 for none.</summary>
    public int CommentedUnit { get; private set; } = -1;

    /// <summary>Null before the record is complete.</summary>
    public RecordHead? Head { get; private set; }

    public long Slips { get; private set; }

    /// <summary>Increases with every event.</summary>
    public long Version { get; private set; }

    internal RecordProgress Progress => new(_units.Count, CommentedUnit, CommentedUnit < 0 ? 0 : _comments[CommentedUnit].Count, Head);

    /// <summary>The comments on a unit in ascending order of group and text, each once.</summary>
    public IReadOnlyList<CommentCount> Comments(int unit) => _comments.TryGetValue(unit, out var comments) ? comments : [];

    public PatternCount[] Patterns(int unit) => PatternBytes.Read(_units[unit].Slips);

    public PatternCount[]? Uniform(int unit) => _units[unit].Uniform is { } uniform ? PatternBytes.Read(uniform) : null;

    /// <summary>The standing slips of a unit by group.</summary>
    internal int SlipsOf(int unit, int group) => group < _slips[unit].Length ? _slips[unit][group] : 0;

    /// <summary>The digest that the record has with these totals.</summary>
    public string DigestWith(RecordTotals totals) => _digest.With(totals);

    public void Evolve(RecordEvent happened)
    {
        Version++;
        switch (happened)
        {
            case UnitRecorded recorded: Add(recorded.Counts); break;
            case CommentsRecorded recorded: Add(recorded); break;
            case RecordCompleted completed: Head = new(completed.Digest, completed.Totals); break;
            default: throw new System.Diagnostics.UnreachableException(happened.GetType().Name);
        }
    }

    private void Add(UnitCounts unit)
    {
        var patterns = PatternBytes.Read(unit.Slips);
        _digest.Add(_units.Count, patterns, unit.Uniform is { } uniform ? PatternBytes.Read(uniform) : null);
        _units.Add(unit);
        var byGroup = new int[patterns.Length == 0 ? 0 : patterns[^1].Group + 1];
        foreach (var pattern in patterns)
            byGroup[pattern.Group] = checked(byGroup[pattern.Group] + pattern.Slips);
        _slips.Add(byGroup);
        Slips += byGroup.Sum(slips => (long)slips);
    }

    private void Add(CommentsRecorded recorded)
    {
        if (!_comments.TryGetValue(recorded.Unit, out var known))
            _comments[recorded.Unit] = known = [];
        known.AddRange(recorded.Comments);
        CommentedUnit = recorded.Unit;
        _digest.Add(recorded.Unit, recorded.Comments);
    }
}
