namespace Evaluation.Journal;

/// <summary>Proves that a stream's entries follow from each other, without knowing what they mean or where they are kept.</summary>
/// <remarks>
/// What it cannot see: entries cut off the end of a stream that has no later snapshot, and a stream rewritten as a whole by
/// somebody who knows how. Against both helps a <see cref="JournalEntry.Hash"/> that was published earlier.
/// </remarks>
public static class ChainVerifier
{
    /// <summary>How far before a snapshot the entry that ends there is looked for first, in events.</summary>
    private const long Nearby = Limits.CommandsPerTurn;

    /// <summary>
    /// Reads the stream from its beginning or, <paramref name="fromSnapshot"/>, from its snapshot if it has one, and returns
    /// how many events it holds. May run while the stream is written to.
    /// </summary>
    /// <exception cref="JournalBrokenException">
    /// An entry is missing, doubled or changed, or the snapshot does not stand where an entry ends with the same hash.
    /// </exception>
    /// <exception cref="JournalUnavailableException">The journal did not answer.</exception>
    public static async ValueTask<long> VerifyAsync(IJournal journal, string stream, bool fromSnapshot, CancellationToken cancel = default)
    {
        // The snapshot is read first: entries that it covers are then there to be read, whoever writes meanwhile.
        var snapshot = await journal.ReadSnapshotAsync(stream, cancel);
        var (version, hash) = (0L, (ReadOnlyMemory<byte>)Chain.Genesis(stream));
        if (fromSnapshot && snapshot is { Version: > 0 })
        {
            await FindEndAsync(journal, stream, snapshot, cancel);
            (version, hash) = (snapshot.Version, snapshot.Hash);
        }
        await foreach (var entry in journal.ReadAsync(stream, version, cancel))
        {
            CheckFollows(entry, version, hash);
            CheckAgrees(entry, snapshot);
            (version, hash) = (entry.NextVersion, entry.Hash);
        }
        return version >= (snapshot?.Version ?? 0)
            ? version
            : throw new JournalBrokenException(stream, version, $"the entries end here, but a snapshot was kept at version {snapshot!.Version}");
    }

    /// <summary>Verifies every stream that there is, each from its snapshot if it has one.</summary>
    /// <exception cref="JournalBrokenException">Of one of them; the others behind it were not looked at.</exception>
    /// <exception cref="JournalUnavailableException">The journal did not answer.</exception>
    public static async ValueTask VerifyAllAsync(IJournal journal, CancellationToken cancel = default)
    {
        await foreach (var stream in journal.ListStreamsAsync("", cancel))
            await VerifyAsync(journal, stream, fromSnapshot: true, cancel);
    }

    /// <summary>The journal cannot be read backwards, so ever longer stretches before the snapshot are searched for the entry that ends at it.</summary>
    private static async ValueTask FindEndAsync(IJournal journal, string stream, Snapshot snapshot, CancellationToken cancel)
    {
        for (var (from, distance) = (snapshot.Version, Nearby); from > 0; distance *= 8)
        {
            from = Math.Max(0, snapshot.Version - distance);
            await foreach (var entry in journal.ReadAsync(stream, from, cancel))
            {
                if (entry.FirstVersion >= snapshot.Version)
                    break;
                if (CheckAgrees(entry, snapshot))
                    return;
            }
        }
        throw new JournalBrokenException(stream, snapshot.Version, "a snapshot was kept here, but no entry ends here");
    }

    private static void CheckFollows(JournalEntry entry, long version, ReadOnlyMemory<byte> hash)
    {
        if (entry.FirstVersion != version)
            throw new JournalBrokenException(entry.Stream, version, $"the next entry begins at version {entry.FirstVersion}");
        if (entry.EventCount < 1)
            throw new JournalBrokenException(entry.Stream, version, $"the entry holds {entry.EventCount} events");
        if (!entry.Hash.Span.SequenceEqual(Chain.Next(hash.Span, entry.Payload.Span)))
            throw new JournalBrokenException(entry.Stream, version, "the entry's hash does not follow from the one before and from its payload");
    }

    /// <summary>Whether the entry ends where the snapshot stands; then their hashes must be the same.</summary>
    private static bool CheckAgrees(JournalEntry entry, Snapshot? snapshot)
    {
        if (entry.NextVersion != snapshot?.Version)
            return false;
        return entry.Hash.Span.SequenceEqual(snapshot.Hash.Span)
            ? true
            : throw new JournalBrokenException(entry.Stream, entry.NextVersion, "the snapshot's hash is not that of the entry that ends here");
    }
}
