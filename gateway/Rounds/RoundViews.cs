using System.Collections.Concurrent;
using Evaluation.Rounds;
using Evaluation.Runtime;

namespace Evaluation.Gateway.Rounds;

/// <summary>
/// Cached views of rounds for requests that only read: at most <see cref="Limits.ViewAge"/> old, and read once for all requests at a time.
/// <see cref="RoundChanges"/> invalidates the view of a round that this gateway changes.
/// </summary>
public sealed class RoundViews(IEngine engine, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    public ValueTask<Outcome<RoundView>> GetAsync(string round)
    {
        if (_entries.TryGetValue(round, out var entry) && clock.GetElapsedTime(entry.AskedAt) < Limits.ViewAge)
            return new(entry.View);
        // Two requests may read at once; both get a true view.
        entry = new(clock.GetTimestamp(), AskAsync(round));
        _entries[round] = entry;
        return new(entry.View);
    }

    /// <summary>Removes the cached view. Called by <see cref="RoundChanges"/> alone.</summary>
    public void Forget(string round) => _entries.TryRemove(round, out _);

    private async Task<Outcome<RoundView>> AskAsync(string round)
    {
        var view = await engine.SendAsync(RoundGrain.Ref(round), new ViewRound());
        // A refusal is not kept, so an unknown name takes no memory.
        if (view.IsRefused(out _))
            _entries.TryRemove(round, out _);
        return view;
    }

    private sealed record Entry(long AskedAt, Task<Outcome<RoundView>> View);
}
