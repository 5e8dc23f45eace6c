using Evaluation.Journal;

namespace Evaluation.Log;

/// <summary>The state of the log. Events change it in place.</summary>
public sealed class BlockLog
{
    // What blocks have of each stream, and what was reported since.
    private readonly Dictionary<string, LogHead> _covered = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, LogHead> _reported = new(StringComparer.Ordinal);
    private string? _root;

    internal BlockTree Tree { get; private set; } = new();

    /// <summary>The number of events in the stream.</summary>
    internal long Version { get; private set; }

    /// <summary>The version at which the newest origin begins.</summary>
    internal long Begins { get; private set; }

    /// <summary>Null for the first origin.</summary>
    internal LogOrigin? Origin { get; private set; }

    internal DateTimeOffset? At { get; private set; }

    internal byte[] LastLeaf { get; private set; } = Merkle.Leaf([]);

    internal List<RecordedMoment> Moments { get; } = [];

    internal ReportCheckpoint? Checkpoint { get; private set; }

    internal string RootText => _root ??= Convert.ToBase64String(Tree.Root(Tree.Size, System.Collections.ObjectModel.ReadOnlyDictionary<long, HashList>.Empty));

    internal Decision<LogEvent> Decide(LogCommand command) => command switch
    {
        AddBlock add => Decide(add),
        BeginOrigin begin => new BlockAdded(
            0, LastLeafText, Later(begin.At), begin.Salt, [.. begin.Heads.OrderBy(head => head.Stream, StringComparer.Ordinal)], null,
            new(Math.Max((Origin?.Number ?? 1) + 1, begin.AtLeast), begin.Last, begin.Reason)),
        _ => throw new System.Diagnostics.UnreachableException(command.GetType().Name),
    };

    internal void Evolve(LogEvent happened)
    {
        var block = (BlockAdded)happened;
        if (block.Origin is { } origin)
        {
            (Tree, Origin, Begins, Checkpoint) = (new(), origin, Version, null);
            _covered.Clear();
        }
        Tree.Add(block.Leaf);
        (Version, At, LastLeaf, _root) = (Version + 1, block.At, block.Leaf, null);
        foreach (var head in block.Heads)
        {
            _covered[head.Stream] = head;
            if (_reported.TryGetValue(head.Stream, out var reported) && reported.Version <= head.Version)
                _reported.Remove(head.Stream);
        }
        foreach (var moment in block.Moments ?? [])
            Moments.Add(new(moment, Origin?.Number ?? 1, Tree.Size, RootText, block.At));
    }

    /// <returns>Whether reported heads wait for a block.</returns>
    internal bool Report(IReadOnlyList<LogHead> heads)
    {
        foreach (var head in heads)
            if (head.Version > Covered(head.Stream) && head.Version > (_reported.GetValueOrDefault(head.Stream)?.Version ?? 0))
                _reported[head.Stream] = head;
        return _reported.Count > 0 || Checkpoint is not null;
    }

    internal bool Keep(ReportCheckpoint checkpoint)
    {
        var isOf = checkpoint.Origin == (Origin?.Number ?? 1) && checkpoint.Size <= Tree.Size;
        if (isOf && (Checkpoint is null || (checkpoint.Size, checkpoint.SignedAt).CompareTo((Checkpoint.Size, Checkpoint.SignedAt)) > 0))
            Checkpoint = checkpoint;
        return Checkpoint is not null || _reported.Count > 0;
    }

    internal ComparedHeads Compare(IReadOnlyList<LogHead> heads) => new(
        [.. heads.Where(head => head.Version <= Covered(head.Stream)).Select(head => head.Stream)],
        [.. heads.Select(head => _covered.GetValueOrDefault(head.Stream) is { } covered && (covered.Version > head.Version || (covered.Version == head.Version && covered.Chain != head.Chain)) ? covered : null).OfType<LogHead>()]);

    /// <summary>Leaves that were given with a query, if they are those of the tree.</summary>
    internal Outcome<IReadOnlyDictionary<long, HashList>> Read(IReadOnlyList<GroupLeaves> groups)
    {
        var read = new Dictionary<long, HashList>();
        foreach (var group in groups)
        {
            var leaves = read[group.Group] = new();
            Span<byte> leaf = stackalloc byte[Merkle.Bytes];
            foreach (var text in group.Leaves)
            {
                if (!Convert.TryFromBase64String(text, leaf, out var length) || length != Merkle.Bytes)
                    return new Refusal(RefusalCode.BadRequest, "A leaf is 32 bytes in base 64.");
                leaves.Add(leaf);
            }
            if (!Tree.Holds(group.Group, leaves))
                return new Refusal(RefusalCode.JournalBroken, $"The blocks from {group.Group * Limits.BlocksPerGroup} in the journal are not those of the tree.");
        }
        return read;
    }

    internal LogSnapshot ToSnapshot() => new(
        Version, Begins, Origin, At, LastLeaf, Tree.GroupRoots.ToArray(), Tree.LastLeaves.ToArray(), [.. _covered.Values], [.. Moments]);

    internal static BlockLog Restore(LogSnapshot kept)
    {
        var log = new BlockLog
        {
            Tree = BlockTree.Restore(kept.GroupRoots, kept.LastLeaves),
            Version = kept.Version,
            Begins = kept.Begins,
            Origin = kept.Origin,
            At = kept.At,
            LastLeaf = kept.LastLeaf,
        };
        if (log.Tree.Size != kept.Version - kept.Begins)
            throw new InvalidDataException($"The snapshot has {log.Tree.Size} blocks and says {kept.Version - kept.Begins}.");
        log.Moments.AddRange(kept.Moments);
        foreach (var head in kept.Covered)
            log._covered[head.Stream] = head;
        return log;
    }

    private Decision<LogEvent> Decide(AddBlock add)
    {
        LogMoment[] moments = [.. add.Moments.Except(Moments.Select(recorded => recorded.Moment)).Distinct()];
        var isDue = At is not { } last || add.At >= last + Limits.BlockEvery;
        return moments.Length > 0 || (isDue && (add.EvenEmpty || _reported.Count > 0))
            ? new BlockAdded(Tree.Size, LastLeafText, Later(add.At), add.Salt, [.. _reported.Values], moments.Length > 0 ? moments : null)
            : Decision<LogEvent>.NothingToDo;
    }

    private string LastLeafText => Convert.ToBase64String(LastLeaf);

    /// <summary>Times of blocks never go back, whatever the clocks of two processes say.</summary>
    private DateTimeOffset Later(DateTimeOffset at) => at < At ? At.Value : at;

    private long Covered(string stream) => _covered.GetValueOrDefault(stream)?.Version ?? 0;
}

/// <summary>The state of the log as it is saved. Reported heads and checkpoints are not.</summary>
internal sealed record LogSnapshot(
    long Version,
    long Begins,
    LogOrigin? Origin,
    DateTimeOffset? At,
    byte[] LastLeaf,
    byte[] GroupRoots,
    byte[] LastLeaves,
    IReadOnlyList<LogHead> Covered,
    IReadOnlyList<RecordedMoment> Moments);
