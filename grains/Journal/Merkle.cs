using System.Numerics;
using System.Security.Cryptography;

namespace Evaluation.Journal;

/// <summary>The hashes of a Merkle tree of RFC 9162, section 2.1: SHA-256(0x00 || leaf), SHA-256(0x01 || left || right).</summary>
public static class Merkle
{
    public const int Bytes = SHA256.HashSizeInBytes;

    /// <summary>Trees have fewer leaves than 2 to this power.</summary>
    public const int LevelsMax = 48;

    /// <summary>Leaves up to this length are hashed in one call, from a copy: most ballots without comments.</summary>
    private const int OneCallBytes = 511;

    // One per thread: using it again costs less than a call without an instance.
    [ThreadStatic]
    private static IncrementalHash? _sha256;

    private static IncrementalHash Sha256 => _sha256 ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>The root of a tree without leaves: SHA-256 of nothing.</summary>
    public static byte[] EmptyRoot { get; } = SHA256.HashData([]);

    /// <summary>Writes the hash of a leaf.</summary>
    public static void HashLeaf(ReadOnlySpan<byte> leaf, Span<byte> to)
    {
        var hash = Sha256;
        if (leaf.Length > OneCallBytes)
        {
            hash.AppendData([0]);
            hash.AppendData(leaf);
        }
        else
        {
            Span<byte> input = stackalloc byte[OneCallBytes + 1];
            input[0] = 0;
            leaf.CopyTo(input[1..]);
            hash.AppendData(input[..(leaf.Length + 1)]);
        }
        hash.GetHashAndReset(to);
    }

    /// <summary>Writes the hash of a node. <paramref name="to"/> may be one of its children.</summary>
    public static void HashNode(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> to)
    {
        Span<byte> input = stackalloc byte[1 + 2 * Bytes];
        input[0] = 1;
        left.CopyTo(input[1..]);
        right.CopyTo(input[(1 + Bytes)..]);
        var hash = Sha256;
        hash.AppendData(input);
        hash.GetHashAndReset(to);
    }

    public static byte[] Leaf(ReadOnlySpan<byte> leaf)
    {
        var hash = new byte[Bytes];
        HashLeaf(leaf, hash);
        return hash;
    }

    public static byte[] Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var hash = new byte[Bytes];
        HashNode(left, right, hash);
        return hash;
    }

    /// <summary>
    /// The number of leaves in the left subtree of a tree of <paramref name="leaves"/>: the largest power of two below it.
    /// </summary>
    public static long Split(long leaves) => (long)BitOperations.RoundUpToPowerOf2((ulong)leaves) / 2;
}

/// <summary>
/// Computes the root of a Merkle tree from its leaves in order. It keeps one hash a level, in memory that the caller gives.
/// </summary>
/// <param name="levels"><see cref="BytesFor"/> bytes.</param>
/// <param name="count">The number of leaves whose hashes the memory has already.</param>
public ref struct MerkleRoot(Span<byte> levels, long count = 0)
{
    private readonly Span<byte> _levels = levels;

    /// <summary>The number of leaves.</summary>
    public long Count { get; private set; } = count;

    /// <summary>The bytes that a tree of so many leaves needs.</summary>
    public static int BytesFor(long leaves) => Merkle.Bytes * (BitOperations.Log2((ulong)Math.Max(1, leaves)) + 1);

    /// <summary>Adds the next leaf.</summary>
    public void Add(scoped ReadOnlySpan<byte> leaf)
    {
        Span<byte> hash = stackalloc byte[Merkle.Bytes];
        Merkle.HashLeaf(leaf, hash);
        AddHash(hash);
    }

    /// <summary>Adds the next leaf by its hash, which is overwritten.</summary>
    public void AddHash(scoped Span<byte> hash)
    {
        var level = 0;
        for (var full = Count; (full & 1) == 1; full >>= 1, level++)
            Merkle.HashNode(Level(level), hash, hash);
        hash.CopyTo(Level(level));
        Count++;
    }

    /// <summary>Writes the root of the leaves so far.</summary>
    public readonly void CopyRoot(scoped Span<byte> to)
    {
        if (Count == 0)
        {
            Merkle.EmptyRoot.CopyTo(to);
            return;
        }
        var level = BitOperations.TrailingZeroCount(Count);
        Level(level).CopyTo(to);
        for (var left = Count >> ++level; left > 0; left >>= 1, level++)
            if ((left & 1) == 1)
                Merkle.HashNode(Level(level), to, to);
    }

    private readonly Span<byte> Level(int level) => _levels.Slice(level * Merkle.Bytes, Merkle.Bytes);
}
