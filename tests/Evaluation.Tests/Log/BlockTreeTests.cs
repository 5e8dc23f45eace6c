using System.Security.Cryptography;
using Evaluation.Journal;
using Evaluation.Log;

namespace Evaluation.Tests.Log;

/// <summary>The tree over the blocks, against RFC 9162 by its definitions and published vectors.</summary>
public sealed class BlockTreeTests
{
    private const int Many = 3 * Limits.BlocksPerGroup + 17;

    private static readonly byte[][] Leaves = [.. Enumerable.Range(0, Many).Select(number => Merkle.Leaf(BitConverter.GetBytes(number)))];

    private static readonly string[] PublishedLeaves = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    private static readonly string[] PublishedRoots =
    [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c", "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    [Fact]
    public void Roots_are_those_of_the_published_vectors()
    {
        var tree = new BlockTree();
        foreach (var (leaf, root) in PublishedLeaves.Zip(PublishedRoots))
        {
            tree.Add(Merkle.Leaf(Convert.FromHexString(leaf)));
            Assert.Equal(root, Convert.ToHexStringLower(tree.Root(tree.Size, Given())));
        }
    }

    [Theory]
    [InlineData(1, 8, "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e 6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4")]
    [InlineData(6, 8, "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0 d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")]
    [InlineData(2, 5, "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b")]
    public void Consistency_proofs_are_those_of_the_published_vectors(int from, int to, string proof)
    {
        var tree = new BlockTree();
        foreach (var leaf in PublishedLeaves)
            tree.Add(Merkle.Leaf(Convert.FromHexString(leaf)));
        Assert.Equal(proof, string.Join(' ', tree.ProveConsistency(from, to, Given()).Select(Convert.ToHexStringLower)));
    }

    public static TheoryData<int, int> Pairs
    {
        get
        {
            var random = new Random(1);
            int[] edges = [0, 1, 2, 3, 255, 256, 257, 511, 512, 513, 767, 768, 769, 784, Many];
            var pairs = new TheoryData<int, int>();
            foreach (var to in edges)
                foreach (var from in edges.Where(from => from <= to))
                    pairs.Add(from, to);
            for (var i = 0; i < 60; i++)
            {
                var to = random.Next(1, Many + 1);
                pairs.Add(random.Next(0, to + 1), to);
            }
            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Every_proof_between_two_sizes_holds_and_no_changed_one_does(int from, int to)
    {
        var (fromRoot, toRoot) = (Root(0, from), Root(0, to));
        var tree = Full();
        Assert.Equal(toRoot, tree.Root(to, Given(to)));
        var proof = tree.ProveConsistency(from, to, Given(from, to));
        Assert.True(MerkleProof.IsConsistent(from, to, fromRoot, toRoot, proof));

        byte[] other = Merkle.Leaf([7]);
        Assert.False(MerkleProof.IsConsistent(from, to, other, toRoot, proof));
        Assert.Equal(from == 0 && to > 0, MerkleProof.IsConsistent(from, to, fromRoot, other, proof));
        for (var at = 0; at < proof.Count; at++)
            Assert.False(MerkleProof.IsConsistent(from, to, fromRoot, toRoot, [.. proof[..at], other, .. proof[(at + 1)..]]));
        Assert.False(MerkleProof.IsConsistent(from, to, fromRoot, toRoot, [.. proof, other]));
        Assert.False(MerkleProof.IsConsistent(to + 1, to, toRoot, toRoot, []));
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Every_block_is_proved_at_its_place_and_at_no_other(int number, int size)
    {
        if (number == size)
            return;
        var path = Full().ProveInclusion(number, size, Given(number | 1, size));
        Assert.Equal(Root(0, size), MerkleProof.RootFrom(number, size, Leaves[number], path));
        Assert.NotEqual(Root(0, size), MerkleProof.RootFrom(number, size, Leaves[number == 0 ? 1 : 0], path));
        if (size > 1)
            Assert.NotEqual(Root(0, size), MerkleProof.RootFrom(number == 0 ? 1 : number - 1, size, Leaves[number], path));
        Assert.Null(MerkleProof.RootFrom(size, size, Leaves[number], path));
        Assert.Null(MerkleProof.RootFrom(number, size, Leaves[number], [.. path, Leaves[0]]));
    }

    [Fact]
    public void Events_of_an_entry_have_the_paths_of_the_same_tree()
    {
        foreach (var count in (int[])[1, 2, 3, 5, 8, 13, 64, 100])
        {
            byte[][] events = [.. Enumerable.Range(0, count).Select(BitConverter.GetBytes)];
            for (var index = 0; index < count; index++)
                Assert.Equal(Root(0, count), MerkleProof.RootFrom(index, count, Merkle.Leaf(events[index]), MerkleProof.Path(events, index)));
        }
    }

    [Fact]
    public void A_restored_tree_goes_on_as_the_first_one()
    {
        var (tree, few) = (new BlockTree(), Leaves[..600]);
        foreach (var leaf in few)
            tree.Add(leaf);
        var restored = BlockTree.Restore(tree.GroupRoots, tree.LastLeaves);
        Assert.Equal(600, restored.Size);
        foreach (var leaf in Leaves[600..])
            restored.Add(leaf);
        Assert.Equal(Root(0, Many), restored.Root(Many, Given()));
    }

    [Fact]
    public void A_proof_needs_the_leaves_of_at_most_two_complete_groups()
    {
        var tree = Full();
        Assert.Equal([0L], tree.GroupsAt(1, 256, 768));
        Assert.Equal([1L, 2L], tree.GroupsAt(300, 700));
        Assert.Empty(tree.GroupsAt(512, Many));
        Assert.True(tree.Holds(1, Group(1)));
        Assert.False(tree.Holds(1, Group(2)));
        Assert.False(tree.Holds(3, Group(2)));
        Assert.False(tree.Holds(-1, Group(2)));
    }

    private static BlockTree Full()
    {
        var tree = new BlockTree();
        foreach (var leaf in Leaves)
            tree.Add(leaf);
        return tree;
    }

    private static Dictionary<long, HashList> Given(params int[] sizes) =>
        Full().GroupsAt(sizes.Select(size => (long)size)).ToDictionary(group => group, Group);

    private static HashList Group(long group)
    {
        var leaves = new HashList();
        foreach (var leaf in Leaves.Skip((int)group * Limits.BlocksPerGroup).Take(Limits.BlocksPerGroup))
            leaves.Add(leaf);
        return leaves;
    }

    /// <summary>MTH of section 2.1.1.</summary>
    private static byte[] Root(int from, int count)
    {
        if (count == 0)
            return SHA256.HashData([]);
        if (count == 1)
            return Leaves[from];
        var split = 1;
        while (2 * split < count)
            split *= 2;
        return SHA256.HashData([1, .. Root(from, split), .. Root(from + split, count - split)]);
    }
}
