using System.Runtime.InteropServices;
using Evaluation.Ballots.Keys;
using Evaluation.Journal;

namespace Evaluation.Gateway.Receipts;

/// <summary>Where a ballot is in the journal, with the entries behind it.</summary>
/// <param name="Previous">The chain value before the entry of the ballot.</param>
/// <param name="Leaves">The events of the entry.</param>
internal sealed record BallotPlace(JournalEntry Entry, ReadOnlyMemory<byte> Previous, IReadOnlyList<byte[]> Leaves, int Index)
{
    /// <summary>A turn has at most so many events: each command makes at most two.</summary>
    private const int EventsPerEntry = 2 * Limits.CommandsPerTurn;

    /// <summary>
    /// Searches the stream of the box. The ballot of number n is at most n events from its start only if nothing else happened in the box,
    /// so the search begins there, less one entry.
    /// </summary>
    /// <returns>Null when the box has no such ballot.</returns>
    public static async ValueTask<BallotPlace?> FindAsync(IJournal journal, string stream, BallotMark mark, CancellationToken cancel)
    {
        ReadOnlyMemory<byte>? previous = null;
        await foreach (var entry in journal.ReadAsync(stream, Math.Max(0, mark.Sequence - 1L - EventsPerEntry), cancel))
        {
            if (entry.Format == Framing.Format && IndexIn(entry, mark, out var events) is { } index)
                return new(entry, previous ?? await BeforeAsync(journal, entry, cancel), events, index);
            previous = entry.Hash;
        }
        return null;
    }

    private static int? IndexIn(JournalEntry entry, BallotMark mark, out List<byte[]> events)
    {
        events = Framing.Events(entry);
        Span<byte> hash = stackalloc byte[Merkle.Bytes];
        for (var index = 0; index < events.Count; index++)
        {
            Merkle.HashLeaf(CollectionsMarshal.AsSpan(events)[index], hash);
            if (BallotMark.LeafOf(hash) == mark.Leaf)
                return index;
        }
        return null;
    }

    private static async ValueTask<ReadOnlyMemory<byte>> BeforeAsync(IJournal journal, JournalEntry entry, CancellationToken cancel) =>
        entry.FirstVersion == 0
            ? Chain.Genesis(entry.Stream)
            : await journal.ReadChainAsync(entry.Stream, entry.FirstVersion, cancel)
                ?? throw new JournalBrokenException(entry.Stream, entry.FirstVersion, "no entry ends where the next one begins");
}
