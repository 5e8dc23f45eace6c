using System.Text.Json.Serialization;
using Evaluation.Journal;

namespace Evaluation.Log;

/// <summary>An event of the log.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(BlockAdded), "block-added")]
public abstract record LogEvent;

/// <summary>A block: the ends of the streams that changed since the block before. Written to the journal with these names.</summary>
/// <remarks>
/// The leaf of a block is SHA-256(0x00 || the bytes of this event in the journal). Hashes and the salt are in base 64.
/// </remarks>
/// <param name="Number">The place of the block in the tree of its origin.</param>
/// <param name="Previous">The leaf of the block before it in the stream; for the first one the leaf of nothing.</param>
/// <param name="At">When it was made.</param>
/// <param name="Salt">32 random bytes: nobody can guess from a hash whether a block is empty.</param>
/// <param name="Heads">In ordinal order of the streams; of each stream the newest head.</param>
/// <param name="Moments">What of rounds is recorded with this block; null for nothing.</param>
/// <param name="Origin">With the first block of an origin that follows another one.</param>
public sealed record BlockAdded(
    long Number, string Previous, DateTimeOffset At, string Salt, IReadOnlyList<LogHead> Heads, IReadOnlyList<LogMoment>? Moments = null, LogOrigin? Origin = null) : LogEvent
{
    private byte[]? _leaf;

    /// <summary>The hash of the block's bytes. Of an event that was read, the bytes are those that were read.</summary>
    [JsonIgnore]
    public byte[] Leaf
    {
        get => _leaf ??= Merkle.Leaf(LogGrain.BytesOf(this));
        init => _leaf = value;
    }

    public bool Equals(BlockAdded? other) => other is not null && Leaf.AsSpan().SequenceEqual(other.Leaf);

    public override int GetHashCode() => BitConverter.ToInt32(Leaf);
}

/// <summary>The end of a stream as a block states it.</summary>
/// <param name="Version">The number of events.</param>
/// <param name="Chain">The chain value after the last entry, in base 64.</param>
public sealed record LogHead(string Stream, long Version, string Chain)
{
    public static LogHead Of(StreamHead head) => new(head.Stream, head.Version, Convert.ToBase64String(head.Chain.Span));
}

/// <summary>A point in the life of a round whose head of the log is shown to everybody.</summary>
/// <param name="Round">The id of the round.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Version">With <see cref="MomentKind.Published"/>, the version of the result.</param>
public sealed record LogMoment(string Round, MomentKind Kind, int? Version = null);

[JsonConverter(typeof(CamelCaseEnum<MomentKind>))]
public enum MomentKind
{
    /// <summary>Voting has begun.</summary>
    Opened,

    /// <summary>Voting has ended; no ballot is counted any more.</summary>
    Closed,

    /// <summary>All ballots are in the tally.</summary>
    Sealed,

    /// <summary>A version of the result is public.</summary>
    Published,

    /// <summary>The key of the round is destroyed.</summary>
    KeyDestroyed,
}

/// <summary>A new tree of blocks, after the journal lost or changed blocks whose heads were signed.</summary>
/// <param name="Number">1 for the first origin, which has no such record.</param>
/// <param name="Last">The last head that was signed for the origin before, as its name, size and root; null if none is known.</param>
/// <param name="Reason">Why there is a new origin.</param>
public sealed record LogOrigin(int Number, string? Last, string Reason);
