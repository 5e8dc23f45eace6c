using Evaluation.Ballots.Keys;
using Evaluation.Journal;
using Evaluation.Rounds;
using Evaluation.Rounds.Recording;

namespace Evaluation.Gateway.Hosting;

/// <summary>
/// Destroys, before a process serves, the keys whose rounds say that they are destroyed: a restored store of keys may hold them again, also
/// damaged, or in a form that this process cannot read.
/// </summary>
public static class DestroyedKeys
{
    /// <exception cref="JournalUnavailableException">The journal did not answer.</exception>
    /// <exception cref="Runtime.KeyUnavailableException">The store did not answer.</exception>
    public static async Task SweepAsync(IJournal journal, IKeyStore keys, ILogger log)
    {
        foreach (var round in await keys.ListAsync())
            if (await IsDestroyedAsync(journal, round) && await keys.DestroyAsync(round))
                RoundClerks.LogDestroyed(log, round);
    }

    private static async Task<bool> IsDestroyedAsync(IJournal journal, string round)
    {
        await foreach (var entry in journal.ReadAsync(RoundGrain.Ref(round).Stream, 0))
            if (RoundGrain.Read(entry).Any(happened => happened is KeyDestroyed))
                return true;
        return false;
    }
}
