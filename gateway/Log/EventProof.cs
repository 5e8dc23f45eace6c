using System.Text.Json;
using Evaluation.Journal;

namespace Evaluation.Gateway.Log;

/// <summary>
/// The proof that one event of a stream is covered by a head of the log: the event is in an entry, the entry and those behind it give the
/// chain
/// value that a block has, and the block is in the tree. All bytes are in base 64.
/// </summary>
/// <remarks>It shows how many events its entry has, and which streams changed in its block. It does not show any other event.</remarks>
/// <param name="Leaf">The hash of the event.</param>
/// <param name="Index">The place of the event in its entry.</param>
/// <param name="Path">The path of the event in the tree of its entry.</param>
/// <param name="Previous">The chain value before the entry.</param>
/// <param name="Entry">The entry.</param>
/// <param name="Following">The entries after it, up to the one whose chain value the block has.</param>
/// <param name="Block">The bytes of the block.</param>
/// <param name="Number">The number of the block.</param>
/// <param name="BlockPath">The path of the block in the tree of the log.</param>
/// <param name="Size">The size of that tree.</param>
public sealed record EventProof(
    string Stream,
    string Leaf,
    int Index,
    IReadOnlyList<string> Path,
    string Previous,
    ProvedEntry Entry,
    IReadOnlyList<ProvedEntry> Following,
    string Block,
    long Number,
    IReadOnlyList<string> BlockPath,
    int Origin,
    long Size)
{
    /// <summary>The root of the log that follows from the proof; null if its parts do not fit.</summary>
    public string? Root()
    {
        if (MerkleProof.RootFrom(Index, Entry.EventCount, Bytes(Leaf), [.. Path.Select(Bytes)]) is not { } root || Convert.ToBase64String(root) != Entry.Root)
            return null;
        var (chain, version) = (Bytes(Previous), Entry.FirstVersion);
        foreach (var entry in (IEnumerable<ProvedEntry>)[Entry, .. Following])
        {
            if (entry.FirstVersion != version)
                return null;
            chain = Chain.FromRoot(chain, Stream, entry.FirstVersion, entry.EventCount, entry.InnerFormat, Bytes(entry.Root));
            version += entry.EventCount;
        }
        return HasHead(version, Convert.ToBase64String(chain)) && MerkleProof.RootFrom(Number, Size, Merkle.Leaf(Bytes(Block)), [.. BlockPath.Select(Bytes)]) is { } log
            ? Convert.ToBase64String(log)
            : null;
    }

    private bool HasHead(long version, string chain)
    {
        using var block = JsonDocument.Parse(Bytes(Block));
        return block.RootElement.GetProperty("heads").EnumerateArray().Any(head =>
            head.GetProperty("stream").GetString() == Stream && head.GetProperty("version").GetInt64() == version && head.GetProperty("chain").GetString() == chain);
    }

    private static byte[] Bytes(string text) => Convert.FromBase64String(text);
}

/// <summary>What the chain covers of an entry.</summary>
/// <param name="Root">The root of the tree of its events.</param>
public sealed record ProvedEntry(long FirstVersion, int EventCount, int InnerFormat, string Root);
