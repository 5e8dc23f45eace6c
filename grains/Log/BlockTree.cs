using System.Numerics;
using Evaluation.Journal;

namespace Evaluation.Log;

/// <summary>
/// The Merkle tree of RFC 9162 over the blocks of an origin. It keeps the nodes from <see cref="Limits.BlocksPerGroup"/> blocks upwards and
/// the leaves of the last, incomplete group; whoever asks for a proof brings the leaves of the other groups that it needs.
/// </summary>
internal sealed class BlockTree
{
    private static readonly int GroupLevel = BitOperations.Log2(Limits.BlocksPerGroup);

    // Nodes over whole groups: the first level has one node a group, the next one for two groups.
    private readonly List<HashList> _levels = [];
    private readonly HashList _last = new();

    public long Size { get; private set; }

    /// <summary>The number of complete groups.</summary>
    private long Groups => Size / Limits.BlocksPerGroup;

    /// <summary>The nodes of complete groups, one after the other, for a snapshot.</summary>
    public ReadOnlySpan<byte> GroupRoots => _levels is [var first, ..] ? first.All : [];

    /// <summary>The leaves after the last complete group, for a snapshot.</summary>
    public ReadOnlySpan<byte> LastLeaves => _last.All;

    public static BlockTree Restore(ReadOnlySpan<byte> groupRoots, ReadOnlySpan<byte> lastLeaves)
    {
        var tree = new BlockTree();
        for (; !groupRoots.IsEmpty; groupRoots = groupRoots[Merkle.Bytes..])
            tree.AddNode(0, groupRoots[..Merkle.Bytes]);
        tree.Size = (tree._levels is [var first, ..] ? first.Count : 0) * Limits.BlocksPerGroup;
        for (; !lastLeaves.IsEmpty; lastLeaves = lastLeaves[Merkle.Bytes..])
            tree.Add(lastLeaves[..Merkle.Bytes]);
        return tree;
    }

    /// <summary>Adds a block by the hash of its leaf.</summary>
    public void Add(ReadOnlySpan<byte> leaf)
    {
        _last.Add(leaf);
        Size++;
        if (_last.Count < Limits.BlocksPerGroup)
            return;
        AddNode(0, RootOf(_last));
        _last.Clear();
    }

    /// <summary>The complete groups whose leaves are needed for trees that end at these sizes.</summary>
    public IEnumerable<long> GroupsAt(params IEnumerable<long> sizes) =>
        sizes.Where(size => size % Limits.BlocksPerGroup != 0).Select(size => size / Limits.BlocksPerGroup).Where(group => group < Groups).Distinct();

    /// <summary>Whether these are the leaves of a complete group.</summary>
    public bool Holds(long group, HashList leaves) =>
        group >= 0 && group < Groups && leaves.Count == Limits.BlocksPerGroup && _levels[0][group].SequenceEqual(RootOf(leaves));

    /// <summary>The root of the first blocks.</summary>
    public byte[] Root(long size, IReadOnlyDictionary<long, HashList> leaves) => Hash(0, size, leaves);

    /// <summary>The inclusion proof of a block in the tree of the first blocks (RFC 9162, section 2.1.3.1).</summary>
    public List<byte[]> ProveInclusion(long number, long size, IReadOnlyDictionary<long, HashList> leaves)
    {
        List<byte[]> path = [];
        AddPath(number, 0, size, leaves, path);
        return path;
    }

    /// <summary>The consistency proof between the trees of two sizes (RFC 9162, section 2.1.4.1).</summary>
    public List<byte[]> ProveConsistency(long from, long to, IReadOnlyDictionary<long, HashList> leaves)
    {
        List<byte[]> proof = [];
        if (from > 0 && from < to)
            AddSubproof(from, 0, to, isWhole: true, leaves, proof);
        return proof;
    }

    private void AddPath(long number, long start, long count, IReadOnlyDictionary<long, HashList> leaves, List<byte[]> path)
    {
        if (count == 1)
            return;
        var split = Merkle.Split(count);
        if (number < split)
        {
            AddPath(number, start, split, leaves, path);
            path.Add(Hash(start + split, count - split, leaves));
        }
        else
        {
            AddPath(number - split, start + split, count - split, leaves, path);
            path.Add(Hash(start, split, leaves));
        }
    }

    private void AddSubproof(long from, long start, long count, bool isWhole, IReadOnlyDictionary<long, HashList> leaves, List<byte[]> proof)
    {
        if (from == count)
        {
            if (!isWhole)
                proof.Add(Hash(start, count, leaves));
            return;
        }
        var split = Merkle.Split(count);
        if (from <= split)
        {
            AddSubproof(from, start, split, isWhole, leaves, proof);
            proof.Add(Hash(start + split, count - split, leaves));
        }
        else
        {
            AddSubproof(from - split, start + split, count - split, isWhole: false, leaves, proof);
            proof.Add(Hash(start, split, leaves));
        }
    }

    private byte[] Hash(long start, long count, IReadOnlyDictionary<long, HashList> leaves)
    {
        if (count == 0)
            return Merkle.EmptyRoot;
        if (count >= Limits.BlocksPerGroup && BitOperations.IsPow2(count))
            return _levels[BitOperations.Log2((ulong)count) - GroupLevel][start / count].ToArray();
        if (count == 1)
            return Leaf(start, leaves).ToArray();
        var split = Merkle.Split(count);
        return Merkle.Node(Hash(start, split, leaves), Hash(start + split, count - split, leaves));
    }

    private ReadOnlySpan<byte> Leaf(long number, IReadOnlyDictionary<long, HashList> leaves)
    {
        var group = number / Limits.BlocksPerGroup;
        return (group == Groups ? _last : leaves[group])[number % Limits.BlocksPerGroup];
    }

    private void AddNode(int level, ReadOnlySpan<byte> node)
    {
        if (_levels.Count == level)
            _levels.Add(new());
        var nodes = _levels[level];
        nodes.Add(node);
        if (nodes.Count % 2 == 0)
            AddNode(level + 1, Merkle.Node(nodes[nodes.Count - 2], nodes[nodes.Count - 1]));
    }

    private static byte[] RootOf(HashList leaves)
    {
        var tree = new MerkleRoot(stackalloc byte[MerkleRoot.BytesFor(Limits.BlocksPerGroup)]);
        Span<byte> leaf = stackalloc byte[Merkle.Bytes];
        for (var i = 0; i < leaves.Count; i++)
        {
            leaves[i].CopyTo(leaf);
            tree.AddHash(leaf);
        }
        var root = new byte[Merkle.Bytes];
        tree.CopyRoot(root);
        return root;
    }
}

/// <summary>Hashes one after the other in one piece of memory.</summary>
internal sealed class HashList
{
    private byte[] _bytes = [];

    public int Count { get; private set; }

    public ReadOnlySpan<byte> All => _bytes.AsSpan(0, Count * Merkle.Bytes);

    public ReadOnlySpan<byte> this[long index] => _bytes.AsSpan((int)index * Merkle.Bytes, Merkle.Bytes);

    public void Add(ReadOnlySpan<byte> hash)
    {
        if (_bytes.Length == Count * Merkle.Bytes)
            Array.Resize(ref _bytes, Math.Max(8 * Merkle.Bytes, 2 * _bytes.Length));
        hash.CopyTo(_bytes.AsSpan(Count++ * Merkle.Bytes));
    }

    public void Clear() => Count = 0;
}
