using Evaluation.Evidence;
using Evaluation.Journal;
using Evaluation.Units;

namespace Evaluation.Gateway.Evidence;

/// <summary>Finds stored files that no list of evidence names: no item names their content, or all such items were withdrawn.</summary>
internal static class EvidenceOrphans
{
    /// <summary>
    /// The orphans among these files that were last stored before a time. Compares <see cref="Limits.EvidencePerSweep"/> files at once
    /// with all units, so memory is bounded.
    /// </summary>
    /// <exception cref="JournalUnavailableException">The journal did not answer.</exception>
    /// <exception cref="EvidenceUnavailableException">The store did not answer.</exception>
    /// <exception cref="InvalidDataException">A stream cannot be read, so no file is surely an orphan.</exception>
    public static async IAsyncEnumerable<KeptContent> FindAsync(IJournal journal, IEvidenceStore store, Func<KeptContent, bool> concerns, DateTimeOffset keptBefore)
    {
        var some = new Dictionary<string, KeptContent>(StringComparer.Ordinal);
        await foreach (var content in store.ListAsync(keptBefore))
        {
            if (!concerns(content))
                continue;
            some[content.Sha256] = content;
            if (some.Count < Limits.EvidencePerSweep)
                continue;
            foreach (var orphan in await WithoutItemAsync(journal, some))
                yield return orphan;
            some.Clear();
        }
        foreach (var orphan in await WithoutItemAsync(journal, some))
            yield return orphan;
    }

    private static async ValueTask<KeptContent[]> WithoutItemAsync(IJournal journal, Dictionary<string, KeptContent> some)
    {
        if (some.Count == 0)
            return [];
        var named = new Dictionary<(string Stream, string Id), string>();
        await foreach (var stream in journal.ListStreamsAsync(UnitGrain.Kind.StreamPrefix))
            await foreach (var entry in journal.ReadAsync(stream, 0))
                foreach (var happened in UnitGrain.Read(entry))
                {
                    if (happened is EvidenceFiled filed && some.ContainsKey(filed.Item.Sha256))
                        named[(stream, filed.Id)] = filed.Item.Sha256;
                    else if (happened is EvidenceWithdrawn withdrawn)
                        named.Remove((stream, withdrawn.Id));
                }
        foreach (var sha256 in named.Values)
            some.Remove(sha256);
        return [.. some.Values];
    }
}
