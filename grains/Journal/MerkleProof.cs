namespace Evaluation.Journal;

/// <summary>Verifies proofs of RFC 9162, and makes the path of one event of an entry.</summary>
public static class MerkleProof
{
    /// <summary>The path of a leaf among a few leaves, given by their bytes (section 2.1.3.1).</summary>
    public static List<byte[]> Path(IReadOnlyList<byte[]> leaves, int index)
    {
        List<byte[]> path = [];
        AddPath([.. leaves.Select(leaf => Merkle.Leaf(leaf))], index, path);
        return path;
    }

    /// <summary>The root that follows from a leaf's hash and its path (section 2.1.3.2); null if the path has another length.</summary>
    public static byte[]? RootFrom(long index, long size, byte[] leaf, IReadOnlyList<byte[]> path)
    {
        if (index < 0 || index >= size)
            return null;
        var (fn, sn, hash) = (index, size - 1, leaf);
        foreach (var next in path)
        {
            if (sn == 0)
                return null;
            if ((fn & 1) == 1 || fn == sn)
            {
                hash = Merkle.Node(next, hash);
                for (; (fn & 1) == 0 && fn != 0; fn >>= 1)
                    sn >>= 1;
            }
            else
            {
                hash = Merkle.Node(hash, next);
            }
            (fn, sn) = (fn >> 1, sn >> 1);
        }
        return sn == 0 ? hash : null;
    }

    /// <summary>Whether the proof shows that the tree of the second size begins with the tree of the first one (section 2.1.4.2).</summary>
    public static bool IsConsistent(long from, long to, byte[] fromRoot, byte[] toRoot, IReadOnlyList<byte[]> proof)
    {
        if (from < 0 || from > to)
            return false;
        if (from == to)
            return proof.Count == 0 && fromRoot.AsSpan().SequenceEqual(toRoot);
        if (from == 0)
            return proof.Count == 0 && fromRoot.AsSpan().SequenceEqual(Merkle.EmptyRoot);
        var at = 0;
        var (fn, sn) = (from - 1, to - 1);
        for (; (fn & 1) == 1; fn >>= 1)
            sn >>= 1;
        if (fn > 0 && proof.Count == 0)
            return false;
        var older = fn == 0 ? fromRoot : proof[at++];
        var newer = older;
        for (; at < proof.Count; at++)
        {
            if (sn == 0)
                return false;
            if ((fn & 1) == 1 || fn == sn)
            {
                (older, newer) = (Merkle.Node(proof[at], older), Merkle.Node(proof[at], newer));
                for (; (fn & 1) == 0 && fn != 0; fn >>= 1)
                    sn >>= 1;
            }
            else
            {
                newer = Merkle.Node(newer, proof[at]);
            }
            (fn, sn) = (fn >> 1, sn >> 1);
        }
        return sn == 0 && older.AsSpan().SequenceEqual(fromRoot) && newer.AsSpan().SequenceEqual(toRoot);
    }

    private static byte[] AddPath(ReadOnlySpan<byte[]> hashes, int index, List<byte[]> path)
    {
        if (hashes.Length == 1)
            return hashes[0];
        var split = (int)Merkle.Split(hashes.Length);
        List<byte[]> other = [];
        if (index < split)
        {
            var left = AddPath(hashes[..split], index, path);
            var right = AddPath(hashes[split..], -1, other);
            if (index >= 0)
                path.Add(right);
            return Merkle.Node(left, right);
        }
        else
        {
            var left = AddPath(hashes[..split], -1, other);
            var right = AddPath(hashes[split..], index - split, path);
            path.Add(left);
            return Merkle.Node(left, right);
        }
    }
}
