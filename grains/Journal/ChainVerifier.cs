namespace Evaluation.Journal;

/// <summary>
/// Verifies that the entries of a stream follow from each other. It needs neither the events' meaning nor the storage's format.
/// </summary>
/// <remarks>
/// It cannot detect entries that were cut off the end of a stream without a later snapshot, nor a stream that was rewritten completely by
/// somebody who recomputed the hashes. The command <c>verify</c> compares the streams with each other and with the blocks of the log;
/// a head of the log that somebody outside holds finds the rest.
/// </remarks>
public static class ChainVerifier
{
    /// <summary>
    /// Reads the stream and returns its number of events. Reads from the start, or from the snapshot if <paramref name="fromSnapshot"/> is
    /// true and there is one. May run while the stream is written to.
    /// </summary>
    /// <exception cref="JournalBrokenException">
    /// An entry is missing, repeated or changed, or no entry with the snapshot's hash ends at the snapshot.
    /// </exception>
    /// <exception cref="JournalUnavailableException">The journal did not answer.</exception>
    public static async ValueTask<long> VerifyAsync(IJournal journal, string stream, bool fromSnapshot, CancellationToken cancel = default)
    {
        // The snapshot is read first, so that all entries that it covers can be read, even if others write meanwhile.
        var snapshot = await journal.ReadSnapshotAsync(stream, cancel);
        var (version, hash) = (0L, (ReadOnlyMemory<byte>)Chain.Genesis(stream));
        if (fromSnapshot && snapshot is { Version: > 0 })
        {
            if (await journal.ReadChainAsync(stream, snapshot.Version, cancel) is not { } end)
                throw NoEnd(stream, snapshot);
            if (!end.Span.SequenceEqual(snapshot.Hash.Span))
                throw OtherHash(stream, snapshot.Version);
            (version, hash) = (snapshot.Version, snapshot.Hash);
        }
        await foreach (var entry in journal.ReadAsync(stream, version, cancel))
        {
            CheckFollows(entry, version, hash);
            if (!CheckAgrees(entry, snapshot) && entry.FirstVersion < snapshot?.Version && snapshot.Version < entry.NextVersion)
                throw NoEnd(stream, snapshot);
            (version, hash) = (entry.NextVersion, entry.Hash);
        }
        return version >= (snapshot?.Version ?? 0)
            ? version
            : throw new JournalBrokenException(stream, version, $"the entries end here, but there is a snapshot at version {snapshot!.Version}");
    }

    /// <summary>Verifies all streams, each from its snapshot if it has one. Stops at the first broken stream.</summary>
    /// <exception cref="JournalBrokenException">A stream is broken. The streams after it were not checked.</exception>
    /// <exception cref="JournalUnavailableException">The journal did not answer.</exception>
    public static async ValueTask VerifyAllAsync(IJournal journal, CancellationToken cancel = default)
    {
        await foreach (var stream in journal.ListStreamsAsync("", cancel))
            await VerifyAsync(journal, stream, fromSnapshot: true, cancel);
    }

    private static JournalBrokenException NoEnd(string stream, Snapshot snapshot) =>
        new(stream, snapshot.Version, "there is a snapshot here, but no entry ends here");

    private static void CheckFollows(JournalEntry entry, long version, ReadOnlyMemory<byte> hash)
    {
        if (entry.FirstVersion != version)
            throw new JournalBrokenException(entry.Stream, version, $"the next entry begins at version {entry.FirstVersion}");
        if (entry.EventCount < 1)
            throw new JournalBrokenException(entry.Stream, version, $"the entry holds {entry.EventCount} events");
        if (!entry.Hash.Span.SequenceEqual(Chain.Next(hash.Span, entry)))
            throw new JournalBrokenException(entry.Stream, version, "the entry's hash does not follow from the previous hash and the entry");
    }

    /// <summary>Whether the entry ends at the snapshot's version. If it does, their hashes must be equal.</summary>
    private static bool CheckAgrees(JournalEntry entry, Snapshot? snapshot)
    {
        if (entry.NextVersion != snapshot?.Version)
            return false;
        return entry.Hash.Span.SequenceEqual(snapshot.Hash.Span)
            ? true
            : throw OtherHash(entry.Stream, entry.NextVersion);
    }

    private static JournalBrokenException OtherHash(string stream, long version) =>
        new(stream, version, "the snapshot's hash differs from that of the entry that ends here");
}
