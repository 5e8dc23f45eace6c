using Evaluation.Journal;

namespace Evaluation.Gateway.Verification;

/// <summary>Reads the events of a stream that somebody may have rewritten.</summary>
internal static class StreamReading
{
    /// <summary>
    /// Passes each event with its version to <paramref name="apply"/>. An event that cannot be read or applied is a finding and ends the
    /// reading.
    /// </summary>
    /// <param name="journal">The journal.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="fromVersion">The version at which the first entry begins.</param>
    /// <param name="decode">The events of an entry.</param>
    /// <param name="apply">Receives an event and the number of events before it.</param>
    /// <param name="findings">Receives the finding.</param>
    /// <param name="ended">Receives every entry after its events.</param>
    /// <returns>Whether everything was read.</returns>
    /// <exception cref="JournalUnavailableException">The journal did not answer.</exception>
    public static async ValueTask<bool> ReadAsync<TEvent>(
        IJournal journal, string stream, long fromVersion, Func<JournalEntry, IEnumerable<TEvent>> decode, Action<TEvent, long> apply, Findings findings,
        Action<JournalEntry>? ended = null)
    {
        await foreach (var entry in journal.ReadAsync(stream, fromVersion))
            if (!Apply(entry, decode, apply, ended, findings))
                return false;
        return true;
    }

    private static bool Apply<TEvent>(
        JournalEntry entry, Func<JournalEntry, IEnumerable<TEvent>> decode, Action<TEvent, long> apply, Action<JournalEntry>? ended, Findings findings)
    {
        var version = entry.FirstVersion;
        try
        {
            foreach (var happened in decode(entry))
                apply(happened, version++);
            ended?.Invoke(entry);
        }
        // A rewritten payload can make any part of the replay fail.
        catch (Exception failure)
        {
            findings.Add(FindingKind.Differs, entry.Stream, version, $"the event cannot be replayed: {failure.Message}");
            return false;
        }
        if (version != entry.NextVersion)
            findings.Add(FindingKind.Differs, entry.Stream, version, $"the entry holds {version - entry.FirstVersion} events and says {entry.EventCount}");
        return true;
    }
}
