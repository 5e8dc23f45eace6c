using Evaluation.Runtime;

namespace Evaluation.Log;

/// <summary>The head of the log.</summary>
public sealed record ViewLog : IQuery<BlockLog, LogView>
{
    public Outcome<LogView> Answer(BlockLog state) => LogView.Of(state);
}

/// <summary>The head of the log: the tree over the blocks of the newest origin.</summary>
/// <param name="Origin">The number of the origin.</param>
/// <param name="Begins">The version of the stream at which the origin begins; its block n is the event of version <c>Begins + n</c>.</param>
/// <param name="Size">The number of its blocks.</param>
/// <param name="Root">The root of the tree in base 64.</param>
/// <param name="At">When the newest block was made; null before the first.</param>
/// <param name="Last">See <see cref="LogOrigin.Last"/>.</param>
public sealed record LogView(int Origin, long Begins, long Size, string Root, DateTimeOffset? At, string? Last)
{
    internal static LogView Of(BlockLog log) => new(log.Origin?.Number ?? 1, log.Begins, log.Tree.Size, log.RootText, log.At, log.Origin?.Last);
}

/// <summary>The newest signed head. Refused with <see cref="RefusalCode.NoCheckpoint"/> if none was signed since the log was activated.</summary>
public sealed record ViewCheckpoint : IQuery<BlockLog, LogCheckpoint>
{
    public Outcome<LogCheckpoint> Answer(BlockLog state) => state.Checkpoint is { } kept
        ? new LogCheckpoint(kept.Text, kept.Key, kept.Size)
        : new Refusal(RefusalCode.NoCheckpoint, "No head of the log is signed at the moment: the process that signs has just started, or no key is configured.");
}

/// <param name="Text">The signed note.</param>
/// <param name="Key">The line with which a witness verifies it.</param>
public sealed record LogCheckpoint(string Text, string Key, long Size);

/// <summary>The heads of the log that are recorded for a round, in the order of the blocks.</summary>
public sealed record ViewMoments(string Round) : IQuery<BlockLog, RecordedMoments>
{
    public Outcome<RecordedMoments> Answer(BlockLog state) => new RecordedMoments([.. state.Moments.Where(recorded => recorded.Moment.Round == Round)]);
}

public sealed record RecordedMoments(IReadOnlyList<RecordedMoment> Moments);

/// <summary>A moment of a round and the head of the log that covers it.</summary>
/// <param name="Origin">The number of the origin.</param>
/// <param name="Size">The number of blocks with the one that records the moment.</param>
/// <param name="Root">The root of their tree in base 64.</param>
/// <param name="At">When the block was made.</param>
public sealed record RecordedMoment(LogMoment Moment, int Origin, long Size, string Root, DateTimeOffset At);

/// <summary>Compares heads of streams with the newest ones that the blocks have.</summary>
public sealed record CompareHeads(IReadOnlyList<LogHead> Heads) : IQuery<BlockLog, ComparedHeads>
{
    public Outcome<ComparedHeads> Answer(BlockLog state) => state.Compare(Heads);
}

/// <param name="Covered">Streams whose head, or a later one, is in a block.</param>
/// <param name="Contradicted">
/// Heads of the blocks that differ from those that were asked about: the stream now has another chain value there, or ends before.
/// </param>
public sealed record ComparedHeads(IReadOnlyList<string> Covered, IReadOnlyList<LogHead> Contradicted);

/// <summary>The leaves of a complete group of blocks, in base 64. The log has only their root.</summary>
/// <param name="Group">The number of the first block, divided by <see cref="Limits.BlocksPerGroup"/>.</param>
public sealed record GroupLeaves(long Group, IReadOnlyList<string> Leaves);

/// <summary>
/// A query that needs leaves of groups. Refused with <see cref="RefusalCode.BadRequest"/> if the tree is smaller, and with
/// <see cref="RefusalCode.JournalBroken"/> if given leaves are not those of the tree.
/// </summary>
public abstract record TreeQuery<TAnswer>(IReadOnlyList<GroupLeaves> Leaves) : IQuery<BlockLog, TAnswer>
    where TAnswer : class
{
    public Outcome<TAnswer> Answer(BlockLog state)
    {
        if (!Fits(state.Tree.Size))
            return new Refusal(RefusalCode.BadRequest, $"The log has {state.Tree.Size} blocks. Ask for sizes up to that, the smaller one first.");
        var leaves = state.Read(Leaves);
        return leaves.IsRefused(out var refusal) ? refusal : Read(state.Tree, leaves.Answer);
    }

    private protected abstract bool Fits(long size);

    private protected abstract TAnswer Read(BlockTree tree, IReadOnlyDictionary<long, HashList> leaves);
}

/// <summary>The root of the first blocks.</summary>
public sealed record ViewRoot(long Size, IReadOnlyList<GroupLeaves> Leaves) : TreeQuery<LogRoot>(Leaves)
{
    private protected override bool Fits(long size) => Size >= 0 && Size <= size;

    private protected override LogRoot Read(BlockTree tree, IReadOnlyDictionary<long, HashList> leaves) => new(Convert.ToBase64String(tree.Root(Size, leaves)));
}

public sealed record LogRoot(string Root);

/// <summary>The proof that the first <paramref name="To"/> blocks begin with the first <paramref name="From"/> blocks.</summary>
public sealed record ProveConsistency(long From, long To, IReadOnlyList<GroupLeaves> Leaves) : TreeQuery<LogProof>(Leaves)
{
    private protected override bool Fits(long size) => From >= 0 && From <= To && To <= size;

    private protected override LogProof Read(BlockTree tree, IReadOnlyDictionary<long, HashList> leaves) => LogProof.Of(tree.ProveConsistency(From, To, leaves));
}

/// <summary>The proof that a block is among the first <paramref name="Size"/> blocks.</summary>
public sealed record ProveBlock(long Number, long Size, IReadOnlyList<GroupLeaves> Leaves) : TreeQuery<LogProof>(Leaves)
{
    private protected override bool Fits(long size) => Number >= 0 && Number < Size && Size <= size;

    private protected override LogProof Read(BlockTree tree, IReadOnlyDictionary<long, HashList> leaves) => LogProof.Of(tree.ProveInclusion(Number, Size, leaves));
}

/// <param name="Hashes">In base 64, in the order of RFC 9162.</param>
public sealed record LogProof(IReadOnlyList<string> Hashes)
{
    internal static LogProof Of(List<byte[]> hashes) => new([.. hashes.Select(Convert.ToBase64String)]);
}
